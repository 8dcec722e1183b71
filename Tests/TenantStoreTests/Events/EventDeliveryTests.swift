// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct EventDeliveryTests {
  private func ids(_ claimed: [ClaimedEvent]) -> [String] { claimed.map(\.event.envelope.id.rawValue) }

  @Test func whatIsPublishedIsDeliveredOnce() throws {
    let fixture = try EventFixture()
    let receipts = try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    #expect(receipts.map(\.sequence) == [1, 2] && receipts.allSatisfy { !$0.isDuplicate })
    let claimed = try fixture.claim(at: fixture.acme)
    #expect(ids(claimed) == ["a", "b"] && claimed.allSatisfy { $0.attempt == 1 })
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
    for event in claimed { try fixture.acknowledge(event, at: fixture.acme) }
    fixture.store.clock.advance(seconds: 3_600)
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
    let ready = try fixture.store.read {
      try $0.readyTenants(for: "reader", at: fixture.store.clock.now, limit: 10)
    }
    #expect(!ready.contains { $0.tenant == fixture.acme.tenant })
  }

  @Test func anEventOfAKnownIDIsNotPublishedAgain() throws {
    let fixture = try EventFixture()
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let again = try fixture.publish(
      [fixture.envelope("b"), fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    #expect(again.map(\.sequence) == [2, 1, 2] && again.map(\.isDuplicate) == [false, true, true])
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["a", "b"])
  }

  /// One tenant's event never suppresses another's of the same id: neither where it is published nor where it is consumed.
  @Test func theSameIDInTwoTenantsIsTwoEvents() throws {
    let fixture = try EventFixture()
    for place in [fixture.acme, fixture.globex] {
      #expect(try fixture.publish([fixture.envelope("a")], at: place).map(\.isDuplicate) == [false])
      let claimed = try fixture.claim(at: place)
      #expect(ids(claimed) == ["a"])
      try fixture.acknowledge(claimed[0], at: place)
    }
    #expect(
      try fixture.publish([fixture.envelope("a")], to: "invoices", at: fixture.acme).map(\.isDuplicate) == [false])
  }

  @Test func aKeyKeepsItsOrderAndHoldsUpNoOther() throws {
    let fixture = try EventFixture()
    try fixture.publish(
      [
        fixture.envelope("a1", key: "a"), fixture.envelope("b1", key: "b"), fixture.envelope("a2", key: "a"),
        fixture.envelope("n1"), fixture.envelope("a3", key: "a"), fixture.envelope("n2"),
        fixture.envelope("b2", key: "b"),
      ], at: fixture.acme)
    let first = try fixture.claim(at: fixture.acme)
    #expect(ids(first) == ["a1", "b1", "n1", "n2"])
    // The first of key a fails: the others of that key wait, and key b goes on.
    #expect(try !fixture.fail(first[0], at: fixture.acme))
    for event in first.dropFirst() { try fixture.acknowledge(event, at: fixture.acme) }
    let second = try fixture.claim(at: fixture.acme)
    #expect(ids(second) == ["b2"])
    try fixture.acknowledge(second[0], at: fixture.acme)
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
    fixture.store.clock.advance(seconds: 1)
    var order: [String] = []
    for _ in 0..<3 {
      let claimed = try fixture.claim(at: fixture.acme)
      order += ids(claimed)
      for event in claimed { try fixture.acknowledge(event, at: fixture.acme) }
    }
    #expect(order == ["a1", "a2", "a3"])
  }

  @Test func afterTheLastTryAnEventIsADeadLetterOfItsTenant() throws {
    let fixture = try EventFixture()
    try fixture.publish([fixture.envelope("a", key: "k"), fixture.envelope("b", key: "k")], at: fixture.acme)
    for attempt in 1...3 as ClosedRange<Int64> {
      let claimed = try fixture.claim(at: fixture.acme)
      #expect(ids(claimed) == ["a"] && claimed[0].attempt == attempt)
      #expect(try fixture.fail(claimed[0], at: fixture.acme) == (attempt == 3))
      fixture.store.clock.advance(seconds: 60)
    }
    let letters = try fixture.store.read { try $0.deadLetters(of: fixture.acme.tenant) }
    #expect(letters.map(\.id.rawValue) == ["a"] && letters[0].attempts == 3 && letters[0].fault == "test")
    #expect(try fixture.store.read { try $0.deadLetters(of: fixture.globex.tenant) }.isEmpty)
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["b"])
    // Tried again, it comes as if for the first time, and behind what its key has in hand.
    #expect(try fixture.store.write { try $0.retryDeadLetters(letters, of: fixture.acme.tenant) } == 1)
    fixture.store.clock.advance(seconds: 60)
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["a"])
    #expect(try fixture.store.read { try $0.deadLetters(of: fixture.acme.tenant) }.isEmpty)
  }

  @Test func whoTookTooLongCanFinishNothing() throws {
    let fixture = try EventFixture()
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let slow = try fixture.claim(at: fixture.acme, lease: 1_000_000)
    fixture.store.clock.advance(seconds: 2)
    let quick = try fixture.claim(at: fixture.acme)
    #expect(ids(quick) == ["a"] && quick[0].attempt == 2 && quick[0].fence > slow[0].fence)
    #expect(fixture.reason { try fixture.acknowledge(slow[0], at: fixture.acme) } == "stale-delivery")
    #expect(fixture.reason { try fixture.fail(slow[0], at: fixture.acme) } == "stale-delivery")
    #expect(fixture.reason { try fixture.acknowledge(quick[0], at: fixture.globex) } == "stale-delivery")
    try fixture.acknowledge(quick[0], at: fixture.acme)
    #expect(fixture.reason { try fixture.acknowledge(quick[0], at: fixture.acme) } == "stale-delivery")
  }

  @Test func anEventThatEndsItsConsumersEndsToo() throws {
    let fixture = try EventFixture()
    try fixture.publish([fixture.envelope("poison", key: "k"), fixture.envelope("next", key: "k")], at: fixture.acme)
    for _ in 0..<3 {
      #expect(ids(try fixture.claim(at: fixture.acme)) == ["poison"])
      fixture.store.clock.advance(seconds: 31)
    }
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["next"])
    #expect(try fixture.store.read { try $0.deadLetters(of: fixture.acme.tenant) }.map(\.fault) == ["consumer-lost"])
  }

  @Test func aFullBacklogRefusesAndSaysSo() throws {
    let fixture = try EventFixture()
    _ = try fixture.administration.updateStream("orders", of: .id(fixture.acme.tenant), request: "") {
      $0.backlogLimit = 2
    }
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    #expect(fixture.reason { try fixture.publish([fixture.envelope("c")], at: fixture.acme) } == "event.backlog_full")
    // What is there already is no news, and another tenant has a backlog of its own.
    #expect(try fixture.publish([fixture.envelope("a")], at: fixture.acme).map(\.isDuplicate) == [true])
    try fixture.publish([fixture.envelope("c")], at: fixture.globex)
    // A part of a batch is not published either.
    _ = try fixture.claim(1, at: fixture.acme)
    #expect(
      fixture.reason { try fixture.publish([fixture.envelope("c"), fixture.envelope("d")], at: fixture.acme) }
        == "event.backlog_full")
    #expect(try fixture.publish([fixture.envelope("d")], at: fixture.acme).map(\.sequence) == [3])
  }

  @Test func aWindowBoundsWhatIsUnfinished() throws {
    let fixture = try EventFixture(window: 3)
    try fixture.publish((0..<10).map { try fixture.envelope("e\($0)") }, at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)
    #expect(claimed.count == 3)
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
    try fixture.acknowledge(claimed[1], at: fixture.acme)
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["e3"])
    // What is due again goes before what is new, and no more is taken than asked for.
    fixture.store.clock.advance(seconds: 60)
    #expect(ids(try fixture.claim(2, at: fixture.acme)) == ["e0", "e2"])
    #expect(ids(try fixture.claim(2, at: fixture.acme)) == ["e3"])
  }

  @Test func aPatternLooksOverWhatItDoesNotMean() throws {
    let fixture = try EventFixture(subscribed: false)
    try fixture.store.write { writer in
      for (name, pattern) in [("reader", "order.*"), ("other", "invoice.>")] {
        try writer.insert(
          EventSubscription(
            name: EventSubscriptionName(parsing: name), stream: "orders",
            pattern: EventSubjectPattern(parsing: pattern),
            createdAt: writer.change.time), of: fixture.acme.tenant)
      }
    }
    try fixture.publish(
      (0..<1_500).map { try fixture.envelope("x\($0)", subject: "noise") } + [fixture.envelope("a")], at: fixture.acme)
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
    #expect(ids(try fixture.claim(at: fixture.acme)) == ["a"])
    let standings = try fixture.store.read { try $0.eventSubscriptions(of: fixture.acme.tenant) }
    #expect(standings.map(\.unread) == [1_501, 0] && standings.map(\.pending) == [0, 1])
    #expect(fixture.reason { try fixture.publish([fixture.envelope("y")], to: "orders", at: fixture.globex) } == nil)
    #expect(fixture.reason { _ = try fixture.claim(at: fixture.globex) } == "subscription.not_found")
  }

  @Test func sequencesEndInsteadOfWrapping() throws {
    let fixture = try EventFixture(subscribed: false)
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3", [fixture.store.path, "UPDATE event_stream SET last_sequence = 9223372036854775807"])
    #expect(fixture.reason { try fixture.publish([fixture.envelope("b")], at: fixture.acme) } == "overflow")
    #expect(try fixture.store.read { try $0.eventStreams(of: fixture.acme.tenant) }.map(\.lastSequence) == [.max])
  }

  @Test func whatEverybodyHasReadIsForgottenInTime() throws {
    let fixture = try EventFixture()
    _ = try fixture.administration.updateStream("orders", of: .id(fixture.acme.tenant), request: "") {
      $0.retentionSeconds = 10
    }
    try fixture.publish(
      [fixture.envelope("old"), fixture.envelope("dead"), fixture.envelope("held")], at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)
    try fixture.acknowledge(claimed[0], at: fixture.acme)
    for _ in 0..<3 {
      let now = try fixture.claim(at: fixture.acme, lease: 1_000_000)
      if let event = now.first(where: { $0.event.envelope.id.rawValue == "dead" }) {
        try fixture.fail(event, at: fixture.acme)
      }
      fixture.store.clock.advance(seconds: 60)
    }
    // Two hundred and fifty-six later ones, so that it is looked after.
    try fixture.publish((0..<256).map { try fixture.envelope("n\($0)") }, at: fixture.acme)
    var left: [String] = []
    try fixture.store.read { reader in
      try reader.forEachEvent(in: "orders", of: fixture.acme.tenant, after: 0, limit: 3) {
        left.append($0.envelope.id.rawValue)
      }
    }
    #expect(!left.contains("old"))
    #expect(left.first == "dead" || left.first == "held")
    for finding in try StateStore.examine(path: fixture.store.path) {
      #expect(finding.severity != .error, "\(finding)")
    }
    // The id was forgotten with the event, in the stream and among what was consumed.
    #expect(try fixture.publish([fixture.envelope("old")], at: fixture.acme).map(\.isDuplicate) == [false])
  }
}
