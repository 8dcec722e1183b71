// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// What is checked in the transaction that publishes, hands out and finishes, whatever was checked before.
@Suite struct EventRuleTests {
  private let fixture: EventFixture

  init() throws {
    fixture = try EventFixture()
  }

  private func reasons(at place: EventPlace, holding claimed: ClaimedEvent) -> [String?] {
    [
      fixture.reason { try fixture.publish([fixture.envelope("late")], at: place) },
      fixture.reason { _ = try fixture.claim(at: place) },
      fixture.reason { try fixture.acknowledge(claimed, at: place) },
      fixture.reason { try fixture.fail(claimed, at: place) },
    ]
  }

  /// Rows 22 and 24: a suspension refuses every step of an event, and a resumption gives an old scope nothing back.
  @Test func attack22EveryStepAsksAgainInsideItsTransaction() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)[0]
    let acme = try TenantSelector(parsing: "acme")
    _ = try fixture.administration.suspend(acme)
    #expect(reasons(at: fixture.acme, holding: claimed) == Array(repeating: "inactive", count: 4))
    let ready = try fixture.store.read { try $0.readyTenants(for: "reader", at: fixture.store.clock.now, limit: 9) }
    #expect(!ready.contains { $0.tenant == fixture.acme.tenant })
    _ = try fixture.administration.resume(acme)
    #expect(reasons(at: fixture.acme, holding: claimed) == Array(repeating: "stale-lifecycle", count: 4))
    #expect(try reasons(at: fixture.place("acme"), holding: claimed) == [nil, nil, nil, "stale-delivery"])
  }

  @Test func anotherPlacementOrIncarnationIsRefused() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)[0]
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3", [fixture.store.path, "UPDATE tenant SET placement_epoch = 2 WHERE slug = 'acme'"])
    #expect(reasons(at: fixture.acme, holding: claimed) == Array(repeating: "stale-placement", count: 4))
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3", [fixture.store.path, "UPDATE tenant SET incarnation = 2 WHERE slug = 'acme'"])
    #expect(reasons(at: fixture.acme, holding: claimed) == Array(repeating: "wrong-incarnation", count: 4))
    // What another incarnation published is not delivered to this one: it is given up, under this tenant's eyes alone.
    try fixture.publish([fixture.envelope("b")], at: fixture.place("acme"))
    fixture.store.clock.advance(seconds: 60)
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3",
      [fixture.store.path, "DELETE FROM event_delivery; UPDATE event_subscription SET position = 0"])
    #expect(try fixture.claim(at: fixture.place("acme")).map(\.event.envelope.id.rawValue) == ["b"])
    #expect(
      try fixture.store.read { try $0.deadLetters(of: fixture.acme.tenant) }.map(\.fault) == ["wrong-incarnation"])
    // Nor is it replayed.
    #expect(
      fixture.reason {
        var session = fixture.store.session(reason: "test")
        session.reason = "test"
        let administration = Administration(store: fixture.administration.store, session: session)
        _ = try administration.replayEvents(1...2, for: "reader", of: TenantSelector(parsing: "acme"))
      } == "wrong-incarnation")
  }

  @Test func aStreamThatIsBoundToRegionsIsServedThere() throws {
    var changes = TenantChanges()
    changes.allowedRegions = try ["eu-west-1", "us-east-1"].map { try Region(parsing: $0) }
    let acme = try TenantSelector(parsing: "acme")
    _ = try fixture.administration.updateTenant(acme, changes)
    let europe = try Region(parsing: "eu-west-1")
    #expect(
      fixture.reason {
        _ = try fixture.administration.updateStream("orders", of: acme, request: "") {
          $0.regions = (try? [Region(parsing: "ap-south-1")]) ?? []
        }
      } == "placement.residency")
    _ = try fixture.administration.updateStream("orders", of: acme, request: "") { $0.regions = [europe] }
    let there = try fixture.place("acme", region: europe)
    try fixture.publish([fixture.envelope("a")], at: there)
    for region in [nil, try Region(parsing: "us-east-1"), try Region(parsing: "ap-south-1")] {
      let here = try fixture.place("acme", region: region)
      #expect(fixture.reason { try fixture.publish([fixture.envelope("b")], at: here) } == "wrong-region")
      #expect(fixture.reason { _ = try fixture.claim(at: here) } == "wrong-region")
    }
    #expect(try fixture.claim(at: there).count == 1)
    // Without a binding of its own, a stream goes where its tenant may.
    _ = try fixture.administration.updateStream("orders", of: acme, request: "") { $0.regions = nil }
    try fixture.publish([fixture.envelope("c")], at: fixture.place("acme", region: Region(parsing: "us-east-1")))
    #expect(
      fixture.reason {
        try fixture.publish([fixture.envelope("d")], at: fixture.place("acme", region: Region(parsing: "ap-south-1")))
      } == "wrong-region")
  }

  @Test func attack03HintsOfAnotherTenantAreRefused() throws {
    var envelope = try fixture.envelope("a")
    envelope.hints.tenant = fixture.globex.tenant
    #expect(fixture.reason { try fixture.publish([envelope], at: fixture.acme) } == "wrong-tenant")
    envelope.hints.tenant = fixture.acme.tenant
    envelope.hints.incarnation = 2
    #expect(fixture.reason { try fixture.publish([envelope], at: fixture.acme) } == "wrong-incarnation")
    envelope.hints.incarnation = 1
    envelope.hints.placementEpoch = 1
    try fixture.publish([envelope], at: fixture.acme)
    #expect(try fixture.claim(at: fixture.globex).isEmpty)
    envelope.source = ""
    #expect(fixture.reason { try fixture.publish([envelope], at: fixture.acme) } == "invalid_value")
  }

  @Test func attack08NoSubscriptionReadsWhatAnotherTenantPublished() throws {
    var generator = SeededGenerator(seed: 5)
    let places = [fixture.acme, fixture.globex]
    for place in places {
      try fixture.store.write { writer in
        for pattern in ["*", "*.*", "a.>", "*.b.>", ">"] {
          let name = try EventSubscriptionName(parsing: "p\(Int.random(in: 0..<1_000_000, using: &generator))")
          try writer.insert(
            EventSubscription(
              name: name, stream: "orders", pattern: EventSubjectPattern(parsing: pattern),
              createdAt: writer.change.time),
            of: place.tenant)
        }
      }
    }
    for round in 0..<40 {
      let words = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        ["a", "b"].randomElement(using: &generator) ?? "a"
      }
      for (place, owner) in zip(places, ["acme", "globex"]) {
        try fixture.publish(
          [fixture.envelope("\(owner)-\(round)", subject: EventSubject(parsing: words.joined(separator: ".")))],
          at: place)
      }
    }
    for (place, owner) in zip(places, ["acme", "globex"]) {
      for standing in try fixture.store.read({ try $0.eventSubscriptions(of: place.tenant) }) {
        let claimed = try fixture.store.write {
          try $0.claimEvents(for: standing.subscription.name, at: place, limit: 100, lease: 1)
        }
        #expect(claimed.allSatisfy { $0.event.envelope.id.rawValue.hasPrefix(owner) })
        #expect(claimed.allSatisfy { standing.subscription.pattern.matches($0.event.envelope.subject) })
      }
    }
  }

  /// Every payload is put in the place of every other one, of another tenant, stream, event and sequence, and opens nowhere.
  @Test func attack38APayloadOpensNowhereElse() throws {
    for place in [fixture.acme, fixture.globex] {
      for stream in ["orders", "invoices"] as [EventStreamName] {
        try fixture.publish(
          [
            fixture.envelope("a", data: "canary \(place.tenant)\(stream)a"),
            fixture.envelope("b", subject: "order.sent", key: "k", data: "canary \(place.tenant)\(stream)b"),
          ], to: stream, at: place)
      }
    }
    var found: [(place: EventPlace, event: StoredEvent)] = []
    try fixture.store.read { reader in
      for place in [fixture.acme, fixture.globex] {
        for stream in ["orders", "invoices"] as [EventStreamName] {
          try reader.forEachEvent(in: stream, of: place.tenant, after: 0, limit: 9) { found.append((place, $0)) }
        }
      }
    }
    #expect(found.count == 8)
    for (number, target) in found.enumerated() {
      let sealing = try fixture.store.write { try fixture.sealing(target.place, $0) }
      for (other, source) in found.enumerated() {
        let moved = target.event.carrying(source.event.payload)
        if number == other {
          let data = try moved.opened(by: sealing).data
          #expect(String(decoding: data, as: UTF8.self).hasPrefix("canary \(target.place.tenant)"))
        } else {
          #expect(fixture.reason { _ = try moved.opened(by: sealing) } == "seal.refused")
        }
      }
    }
    // Nor does it where what is told about it was changed.
    let event = found[1].event
    let sealing = try fixture.store.write { try fixture.sealing(found[1].place, $0) }
    for change in [
      { $0.subject = "order.paid" }, { $0.type = "other" }, { $0.key = nil }, { $0.contentType = "text/plain" },
      { $0.schema = "s" }, { $0.source = "/other" }, { $0.time = Timestamp(seconds: 1) },
      { $0.cause = ContextTransaction(bits: 1) },
    ] as [(inout EventEnvelope) -> Void] {
      var envelope = event.envelope
      change(&envelope)
      #expect(fixture.reason { _ = try event.saying(envelope).opened(by: sealing) } == "seal.refused")
    }
    #expect(try event.saying(event.envelope).opened(by: sealing).data.isEmpty == false)
    // Nothing of it stands in the file.
    let bytes = try FileContents.read(fixture.store.path) + FileContents.read(fixture.store.path + "-wal")
    #expect(!String(decoding: bytes, as: UTF8.self).contains("canary"))
  }

  /// With a backlog everywhere: nothing of a tenant that has left is there to be delivered, and its key is gone.
  @Test func attack24NothingIsLeftToDeliverAfterOffboarding() throws {
    try fixture.publish((0..<9).map { try fixture.envelope("e\($0)", key: "k\($0 % 2)") }, at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)
    try fixture.fail(claimed[0], at: fixture.acme)
    for event in claimed.dropFirst() { try fixture.acknowledge(event, at: fixture.acme) }
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3",
      [
        fixture.store.path,
        "INSERT INTO event_dead_letter SELECT tenant, subscription, sequence, 1, 'x', 1 FROM event_delivery LIMIT 1",
      ])
    try fixture.publish([fixture.envelope("theirs")], at: fixture.globex)
    let acme = try TenantSelector(parsing: "acme")
    _ = try fixture.administration.offboard(acme, exportTo: nil)
    // Not even the subscription is there any more.
    let expected = ["inactive", "subscription.not_found", "inactive", "inactive"]
    #expect(reasons(at: fixture.acme, holding: claimed[1]) == expected)
    #expect(try reasons(at: fixture.place("acme"), holding: claimed[1]) == expected)
    let counts = try fixture.store.read { try $0.rowCounts(of: fixture.acme.tenant) }
    #expect(counts.keys.filter { $0.hasPrefix("event") }.isEmpty, "\(counts)")
    #expect(try fixture.claim(at: fixture.globex).count == 1)
    for finding in try StateStore.examine(path: fixture.store.path) {
      #expect(finding.severity != .error, "\(finding)")
    }
  }
}

extension StoredEvent {
  fileprivate func carrying(_ payload: [UInt8]) -> StoredEvent {
    StoredEvent(
      stream: stream, sequence: sequence, incarnation: incarnation, placementEpoch: placementEpoch, region: region,
      publishedAt: publishedAt, envelope: envelope, payload: payload)
  }

  fileprivate func saying(_ envelope: EventEnvelope) -> StoredEvent {
    StoredEvent(
      stream: stream, sequence: sequence, incarnation: incarnation, placementEpoch: placementEpoch, region: region,
      publishedAt: publishedAt, envelope: envelope, payload: payload)
  }
}
