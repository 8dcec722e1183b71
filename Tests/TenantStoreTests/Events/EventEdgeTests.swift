// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Counters at their ends, and stored events that are not as they were written.
@Suite struct EventEdgeTests {
  private let fixture: EventFixture

  init() throws {
    fixture = try EventFixture()
  }

  private func change(_ sql: String) throws { try fixture.store.write { try $0.run(sql) } }

  /// A write at another time than that of the store's clock.
  private func write(at microseconds: Int64, _ body: (StoreWriter) throws -> Void) throws {
    let change = Change(actor: "test", time: Timestamp(microseconds: microseconds))
    try StateStore(opening: fixture.store.path, access: .readWrite).write(change, body)
  }

  /// Row 32: what counts handings out, leases and waits is refused at its end, and nothing wraps.
  @Test func attack32CountersOfDeliveriesDoNotWrap() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    #expect(fixture.reason { _ = try fixture.claim(at: fixture.acme, lease: .max) } == "overflow")
    try change("UPDATE event_subscription SET fence = \(Int64.max)")
    #expect(fixture.reason { _ = try fixture.claim(at: fixture.acme) } == "overflow")
    try change("UPDATE event_subscription SET fence = \(Int64.max - 1)")
    let claimed = try #require(try fixture.claim(at: fixture.acme).first)
    #expect(claimed.fence == .max)
    let key = fixture.key(claimed)
    #expect(
      fixture.reason { try write(at: .max) { try $0.fail(key, at: fixture.acme, fault: "test") } } == "overflow")
    try fixture.acknowledge(claimed, at: fixture.acme)
  }

  /// What an event belongs to may be gone, by other means: nothing of it is delivered or finished then.
  @Test(arguments: ["DELETE FROM event_stream", "DELETE FROM event"])
  func whatIsGoneIsNotFinished(sql: String) throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let claimed = try #require(try fixture.claim(at: fixture.acme).first)
    let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute("PRAGMA foreign_keys = OFF; \(sql)")
    #expect(fixture.reason { try fixture.acknowledge(claimed, at: fixture.acme) } == "stale-delivery")
    let rows = try fixture.store.read { try $0.first("SELECT count(*) FROM event_consumed") { $0.integer(0) } }
    #expect(rows == 0)
  }

  @Test func nothingIsForgottenBeforeTimeBegan() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    func forget(retention: Int64, at microseconds: Int64) throws {
      try write(at: microseconds) { writer in
        var stream = try #require(try writer.eventStream("orders", of: fixture.acme.tenant))
        stream.retentionSeconds = retention
        try writer.forgetEvents(of: stream, of: fixture.acme.tenant)
      }
    }
    let claimed = try fixture.claim(at: fixture.acme)
    try fixture.acknowledge(claimed[0], at: fixture.acme)
    try forget(retention: .max, at: .max)
    try forget(retention: 1, at: .min)
    #expect(try fixture.store.read { try $0.event(1, in: "orders", of: fixture.acme.tenant) } != nil)
    try forget(retention: 1, at: .max)
    #expect(try fixture.store.read { try $0.event(1, in: "orders", of: fixture.acme.tenant) } == nil)
  }

  /// An event that was consumed is known even where the subscription has lost its place.
  @Test func whatWasConsumedIsNotHandedOutAgain() throws {
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    try fixture.acknowledge(fixture.claim(1, at: fixture.acme)[0], at: fixture.acme)
    try change("UPDATE event_subscription SET position = 0")
    #expect(try fixture.claim(at: fixture.acme).map(\.event.envelope.id.rawValue) == ["b"])
  }

  @Test func aDeliveryWithoutItsEventIsDamage() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    let claimed = try fixture.claim(at: fixture.acme)
    try fixture.fail(claimed[0], at: fixture.acme)
    try change("DELETE FROM event")
    fixture.store.clock.advance(seconds: 3_600)
    #expect(fixture.reason { _ = try fixture.claim(at: fixture.acme) } == TenantErrorCode.storeCorrupt.rawValue)
  }

  @Test func aTenantThatIsNotThereIsLikeOneThatIsNotServed() throws {
    let place = EventPlace(
      try Tenant(
        id: TenantID(bits: 99), slug: Slug(parsing: "nobody"), name: "N", tier: Slug(parsing: "free"),
        homeRegion: Region(parsing: "eu-west-1"), createdAt: fixture.store.clock.now), region: nil)
    #expect(fixture.reason { _ = try fixture.store.read { try $0.requireCurrent(place) } } == "inactive")
  }

  @Test func storedRegionsThatAreNoneAreDamage() throws {
    try change("UPDATE tenant SET allowed_regions = replace(allowed_regions, 'eu-west-1', 'EU WEST')")
    #expect(fixture.reason { _ = try fixture.store.read { try $0.requireCurrent(fixture.acme) } } != nil)
  }

  /// Row 36: without the receiver's consent nothing is read of what came in, and the count of deliveries does not wrap.
  @Test func attack36WhatOneSideLostIsNotDelivered() throws {
    let (acme, globex) = (try TenantSelector(parsing: "acme"), try TenantSelector(parsing: "globex"))
    let until = Timestamp(microseconds: fixture.store.clock.now.microseconds + 3_600_000_000)
    let grant = try fixture.administration.createGrant(
      GrantRequest(
        giver: acme, receiver: globex, stream: "orders", pattern: ">", purpose: ContextPurpose(parsing: "audit"),
        until: until)
    ).value.grant
    _ = try fixture.administration.acceptGrant(grant.id, by: globex, into: "imports")
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    func forward() throws -> Int64 {
      try fixture.store.write { writer in
        try writer.forward(grant.id, by: grant.giver.tenant, region: nil, limit: 10) {
          try fixture.sealing($0, writer)
        }.delivered
      }
    }
    try change("UPDATE event_grant SET delivered = \(Int64.max)")
    #expect(fixture.reason { _ = try forward() } == "overflow")
    try change("UPDATE event_grant SET delivered = 0")
    #expect(try forward() == 1)
    _ = try fixture.administration.createSubscription(
      SubscriptionRequest(name: "import", stream: "imports"), of: globex)
    try change("DELETE FROM event_import")
    #expect(
      fixture.reason {
        try fixture.store.write {
          _ = try $0.claimEvents(for: "import", at: fixture.globex, limit: 1, lease: 1_000_000)
        }
      } == "grant-not-accepted")
  }
}
