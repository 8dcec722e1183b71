// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct CrossTenantGrantTests {
  private let fixture: EventFixture
  private let acme: TenantSelector
  private let globex: TenantSelector

  init() throws {
    fixture = try EventFixture()
    acme = try TenantSelector(parsing: "acme")
    globex = try TenantSelector(parsing: "globex")
  }

  private func offer(_ pattern: EventSubjectPattern = "order.*", seconds: Int64 = 3_600) throws -> CrossTenantGrant {
    let until = Timestamp(microseconds: fixture.store.clock.now.microseconds + seconds * 1_000_000)
    return try fixture.store.administration().createGrant(
      GrantRequest(
        giver: acme, receiver: globex, stream: "orders", pattern: pattern,
        purpose: ContextPurpose(parsing: "logistics"),
        until: until)
    ).value.grant
  }

  private func agree(_ pattern: EventSubjectPattern = "order.*") throws -> CrossTenantGrant {
    let grant = try offer(pattern)
    _ = try fixture.administration.acceptGrant(grant.id, by: globex, into: "acme-orders")
    return grant
  }

  private func look(_ grant: CrossTenantGrant, limit: Int64 = 100, region: Region? = nil) throws -> ForwardedEvents {
    try fixture.store.write { writer in
      try writer.forward(grant.id, by: grant.giver.tenant, region: region, limit: limit) {
        try fixture.sealing($0, writer)
      }
    }
  }

  @discardableResult
  private func forward(_ grant: CrossTenantGrant, limit: Int64 = 100, region: Region? = nil) throws -> Int64 {
    try look(grant, limit: limit, region: region).delivered
  }

  private func received() throws -> [StoredEvent] {
    var events: [StoredEvent] = []
    try fixture.store.read {
      try $0.forEachEvent(in: "acme-orders", of: fixture.globex.tenant, after: 0, limit: .max) { events.append($0) }
    }
    return events
  }

  @Test func whatBothAgreedToIsDeliveredUnderTheReceiversKey() throws {
    try fixture.publish([fixture.envelope("before")], at: fixture.acme)
    let grant = try agree()
    try fixture.publish(
      [
        fixture.envelope("a", data: "canary"), fixture.envelope("b", subject: "invoice.paid"),
        fixture.envelope("c", subject: "order.sent"),
      ],
      at: fixture.acme)
    #expect(
      try fixture.store.read { try $0.readyGrants(at: fixture.store.clock.now, limit: 9) }.map(\.grant) == [grant.id])
    #expect(try forward(grant) == 2)
    #expect(try forward(grant) == 0)
    let events = try received()
    #expect(events.map(\.envelope.id.rawValue) == ["a", "c"])
    let (theirs, ours) = try fixture.store.write {
      (try fixture.sealing(fixture.globex, $0), try fixture.sealing(fixture.acme, $0))
    }
    #expect(String(decoding: try events[0].opened(by: theirs).data, as: UTF8.self) == "canary")
    #expect(fixture.reason { _ = try events[0].opened(by: ours) } == "seal.refused")
    // Each side's journal names each event, and nothing of what it says.
    for tenant in [acme, globex] {
      var rows: [JournalEntry] = []
      var filter = JournalFilter()
      filter.tenant = try fixture.administration.tenant(tenant).id
      filter.kind = "grant.deliver"
      try fixture.administration.forEachJournalEntry(filter) {
        rows.append($0)
        return true
      }
      #expect(rows.count == 1 && rows[0].after?.contains("\"events\":[2,4]") == true)
      #expect(!"\(rows)".contains("canary"))
    }
    #expect(try fixture.administration.grants(of: acme).map(\.delivered) == [2])
    #expect(try fixture.administration.grants(of: globex).map(\.state) == [.accepted])
    // Nothing else is published to the stream, and the receiver's own id is not taken.
    #expect(
      fixture.reason { try fixture.publish([fixture.envelope("x")], to: "acme-orders", at: fixture.globex) }
        == "foreign-stream")
    #expect(try fixture.publish([fixture.envelope("a")], at: fixture.globex).map(\.isDuplicate) == [false])
  }

  /// An event whose payload was changed is passed over and named, and does not hold up all that come after it.
  @Test func anEventThatDoesNotOpenIsPassedOver() throws {
    let grant = try agree()
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3",
      [fixture.store.path, "UPDATE event SET payload = (SELECT payload FROM event WHERE id = 'b') WHERE id = 'a'"])
    let first = try look(grant, limit: 1)
    #expect(first.delivered == 0 && first.unreadable == 1)
    #expect(try forward(grant) == 1)
    #expect(try received().map(\.envelope.id.rawValue) == ["b"])
    var filter = JournalFilter()
    filter.kind = "grant.deliver"
    var rows: [String] = []
    try fixture.administration.forEachJournalEntry(filter) {
      rows.append($0.after ?? "")
      return true
    }
    #expect(rows.count == 4 && rows.filter { $0.contains("\"unreadable\":[1]") }.count == 2, "\(rows)")
    #expect(try forward(grant) == 0)
  }

  @Test func nothingIsDeliveredThatIsNotAgreedTo() throws {
    let grant = try offer()
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    #expect(fixture.reason { try forward(grant) } == "grant-not-accepted")
    #expect(
      fixture.reason { _ = try fixture.administration.acceptGrant(grant.id, by: acme, into: "x") } == "grant.not_found")
    #expect(fixture.reason { _ = try fixture.administration.acceptGrant(grant.id, by: globex, into: "orders") } == nil)
    #expect(
      fixture.reason { _ = try fixture.administration.acceptGrant(grant.id, by: globex, into: "other") }
        == "already_exists")
    #expect(fixture.reason { _ = try fixture.administration.acceptGrant(grant.id, by: globex, into: "orders") } == nil)
    let second = try offer()
    #expect(
      fixture.reason { _ = try fixture.administration.acceptGrant(second.id, by: globex, into: "orders") } == "in_use")
    try fixture.publish([fixture.envelope("b")], to: "busy", at: fixture.globex)
    #expect(
      fixture.reason { _ = try fixture.administration.acceptGrant(second.id, by: globex, into: "busy") } == "in_use")
    #expect(
      fixture.reason {
        try fixture.store.write { writer in
          _ = try writer.forward(CrossTenantGrantID(bits: 77), by: fixture.acme.tenant, region: nil, limit: 1) {
            try fixture.sealing($0, writer)
          }
        }
      } == "grant-missing")
  }

  /// Row 36, over the store: every stored field of either copy is changed by a foreign hand, and nothing is delivered.
  @Test func attack36EveryStoredFieldOfAGrantIsBinding() throws {
    let grant = try agree()
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let changes = [
      "giver_incarnation = 2", "receiver_incarnation = 2", "stream = 'invoices'", "pattern = '>'",
      "purpose = 'marketing'",
      "ends_at = ends_at + 1", "approver = 'x@y'", "created_at = created_at - 1",
    ]
    let sides = [
      ("event_grant", changes + ["receiver = '\(fixture.acme.tenant)'", "revoked_at = 1"]),
      ("event_import", changes + ["giver = '\(fixture.globex.tenant)'", "revoked_at = 1", "into_stream = 'orders'"]),
    ]
    for (table, changes) in sides {
      for change in changes {
        let copy = fixture.store.folder.file("copy.db")
        _ = try fixture.store.administration().backup(to: copy, replacing: true)
        _ = try BuiltProgram.run("/usr/bin/sqlite3", [fixture.store.path, "UPDATE \(table) SET \(change)"])
        let reason = fixture.reason { try forward(grant) }
        #expect(reason != nil, "\(table): \(change)")
        fixture.store.clock.advance(seconds: 1)
        _ = try Administration.restore(fixture.store.path, from: copy, session: fixture.store.session())
      }
    }
    #expect(try received().isEmpty)
    #expect(try forward(grant) == 1)
  }

  @Test func aRevokedOrLapsedGrantDeliversNothingNotEvenWhatCameIn() throws {
    let grant = try agree()
    try fixture.store.write { writer in
      try writer.insert(
        EventSubscription(name: "import", stream: "acme-orders", pattern: ">", createdAt: writer.change.time),
        of: fixture.globex.tenant)
    }
    func claim() throws -> Int {
      try fixture.store.write { try $0.claimEvents(for: "import", at: fixture.globex, limit: 1, lease: 1).count }
    }
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    #expect(try forward(grant, limit: 1) == 1)
    #expect(try claim() == 1)
    for side in [globex, acme] {
      let copy = fixture.store.folder.file("copy.db")
      _ = try fixture.store.administration().backup(to: copy, replacing: true)
      #expect(try fixture.store.administration().revokeGrant(grant.id, by: side).value.state == .revoked)
      #expect(try fixture.store.administration().revokeGrant(grant.id, by: side).changes == 0)
      #expect(fixture.reason { try forward(grant) } == "grant-revoked")
      #expect(fixture.reason { _ = try claim() } == "grant-revoked")
      fixture.store.clock.advance(seconds: 1)
      _ = try Administration.restore(fixture.store.path, from: copy, session: fixture.store.session())
    }
    #expect(
      fixture.reason { _ = try fixture.store.administration().revokeGrant(CrossTenantGrantID(bits: 1), by: acme) }
        == "grant.not_found")
    fixture.store.clock.advance(seconds: 3_600)
    #expect(fixture.reason { try forward(grant) } == "grant-expired")
    #expect(fixture.reason { _ = try claim() } == "grant-expired")
    #expect(try fixture.store.administration().grants(of: globex).map(\.state) == [.expired])
    let late = try offer(seconds: 10)
    fixture.store.clock.advance(seconds: 10)
    #expect(
      fixture.reason { _ = try fixture.store.administration().acceptGrant(late.id, by: globex, into: "late") }
        == "grant-expired")
  }

  @Test func eitherTenantsLifeEndsTheDelivery() throws {
    let grant = try agree()
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    for side in [acme, globex] {
      _ = try fixture.administration.suspend(side)
      #expect(fixture.reason { try forward(grant) } == "inactive")
      _ = try fixture.administration.resume(side)
    }
    #expect(fixture.reason { try forward(grant, region: Region(parsing: "us-east-1")) } == "wrong-region")
    #expect(try forward(grant, region: Region(parsing: "eu-west-1")) == 1)
    // A receiver that is behind holds nobody up but itself.
    _ = try fixture.administration.createSubscription(
      SubscriptionRequest(name: "import", stream: "acme-orders"), of: globex)
    _ = try fixture.administration.updateStream("acme-orders", of: globex, request: "") { $0.backlogLimit = 1 }
    try fixture.publish([fixture.envelope("b"), fixture.envelope("c")], at: fixture.place("acme"))
    #expect(fixture.reason { try forward(grant) } == "event.backlog_full")
    #expect(try forward(grant, limit: 1) == 1)
    // What the giver leaves behind when it goes is the receiver's copy, under which nothing comes any more.
    _ = try fixture.administration.offboard(acme, exportTo: nil)
    #expect(fixture.reason { try forward(grant) } == "grant-missing")
    #expect(try fixture.administration.grants(of: globex).map(\.state) == [.revoked])
    #expect(
      fixture.reason {
        _ = try fixture.store.write {
          try $0.claimEvents(for: "import", at: fixture.place("globex"), limit: 1, lease: 1)
        }
      } == "grant-missing")
    #expect(try fixture.store.administration().revokeGrant(grant.id, by: globex).changes == 1)
    for finding in try StateStore.examine(path: fixture.store.path) {
      #expect(finding.severity != .error, "\(finding)")
    }
  }
}
