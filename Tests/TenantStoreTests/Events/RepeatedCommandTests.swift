// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// An idempotency key stands for all that a command says: for other tenants, streams or ranges it is refused, and changes
/// nothing.
@Suite struct RepeatedCommandTests {
  private let fixture: EventFixture
  private let acme: TenantSelector
  private let globex: TenantSelector

  init() throws {
    fixture = try EventFixture()
    (acme, globex) = (.id(fixture.acme.tenant), .id(fixture.globex.tenant))
  }

  /// Runs a command twice with one key, then the other ones with it.
  @discardableResult
  private func once<Value: Equatable>(
    _ command: (Administration) throws -> Outcome<Value>, others: [(Administration) throws -> Outcome<Value>]
  ) throws -> Value {
    var session = fixture.store.session(reason: "tested")
    session.idempotencyKey = "key \(fixture.store.randomBits())"
    let keyed = try Administration(opening: fixture.store.path, access: .readWrite, session: session)
    let first = try command(keyed)
    #expect(!first.isReplay && first.hasChanged)
    let revision = try fixture.store.read { try $0.latestRevision() }
    let again = try command(keyed)
    #expect(again.isReplay && again.value == first.value)
    for (place, other) in others.enumerated() {
      let fault = #expect(throws: TenantError.self, "\(place)") { try other(keyed) }
      #expect(fault?.code == .idempotencyMismatch, "\(place)")
    }
    #expect(try fixture.store.read { try $0.latestRevision() } == revision)
    return first.value
  }

  private func request(
    _ giver: TenantSelector, _ receiver: TenantSelector, stream: EventStreamName = "orders",
    pattern: EventSubjectPattern = ">", purpose: String = "logistics", seconds: Int64 = 60
  ) throws -> GrantRequest {
    GrantRequest(
      giver: giver, receiver: receiver, stream: stream, pattern: pattern, purpose: try ContextPurpose(parsing: purpose),
      until: try #require(fixture.store.clock.now.advanced(by: .seconds(seconds))))
  }

  @Test func grantsAreGivenOnceAsTheyWereAskedFor() throws {
    let (acme, globex) = (acme, globex)
    let others = try [
      request(globex, acme), request(acme, globex, stream: "bills"), request(acme, globex, pattern: "order.*"),
      request(acme, globex, purpose: "marketing"), request(acme, globex, seconds: 61),
    ]
    let offered = try once(
      { try $0.createGrant(request(acme, globex)) },
      others: others.map { other in
        { try $0.createGrant(other) }
      })
    let id = offered.grant.id
    let another = try fixture.administration.createGrant(request(acme, globex)).value.grant.id
    let accepted = try once(
      { try $0.acceptGrant(id, by: globex, into: "taken") },
      others: [
        { try $0.acceptGrant(another, by: globex, into: "taken") }, { try $0.acceptGrant(id, by: acme, into: "taken") },
        { try $0.acceptGrant(id, by: globex, into: "others") },
      ])
    #expect(accepted.state == .accepted && accepted.into == "taken")
    let revoked = try once(
      { try $0.revokeGrant(id, by: globex) },
      others: [
        { try $0.revokeGrant(another, by: globex) }, { try $0.revokeGrant(id, by: acme) },
      ])
    #expect(revoked.state == .revoked)
    #expect(try fixture.administration.grants(of: acme).first { $0.grant.id == another }?.state == .offered)
  }

  @Test func subscriptionsAreMadeOnceAsTheyWereAskedFor() throws {
    let (acme, globex) = (acme, globex)
    let request = SubscriptionRequest(name: "first", stream: "orders")
    let edits: [(inout SubscriptionRequest) -> Void] = [
      { $0.pattern = "order.*" }, { $0.window = 1 }, { $0.fromStart = true },
    ]
    let others = edits.map { edit in
      var other = request
      edit(&other)
      return other
    }
    let created = try once(
      { try $0.createSubscription(request, of: acme) },
      others: [
        { try $0.createSubscription(request, of: globex) },
        { try $0.createSubscription(SubscriptionRequest(name: "other", stream: "orders"), of: acme) },
        { try $0.createSubscription(SubscriptionRequest(name: "first", stream: "bills"), of: acme) },
      ] + others.map { other in { try $0.createSubscription(other, of: acme) } })
    #expect(try fixture.administration.subscription("first", of: acme) == created)
    try once(
      { try $0.deleteSubscription("first", of: acme) },
      others: [
        { try $0.deleteSubscription("reader", of: acme) }, { try $0.deleteSubscription("first", of: globex) },
      ])
    #expect(try fixture.administration.subscriptions(of: acme).map(\.subscription.name) == ["reader"])
    #expect(try fixture.administration.subscriptions(of: globex).map(\.subscription.name) == ["reader"])
  }

  /// A stream may be bound before anything is published to it.
  @Test func streamsAreBoundOnceAsTheyWereAskedFor() throws {
    let (acme, globex) = (acme, globex)
    func bind(_ limit: Int64, of tenant: TenantSelector) -> (Administration) throws -> Outcome<EventStream> {
      { try $0.updateStream("bills", of: tenant, request: [tenant.text, "\(limit)"]) { $0.backlogLimit = limit } }
    }
    let stream = try once(bind(7, of: acme), others: [bind(8, of: acme), bind(7, of: globex)])
    #expect(stream.backlogLimit == 7 && stream.lastSequence == 0)
    #expect(try fixture.store.read { try $0.eventStream("bills", of: fixture.acme.tenant) } == stream)
    #expect(try fixture.store.read { try $0.eventStream("bills", of: fixture.globex.tenant) } == nil)
  }

  @Test func replaysHappenOnceAsTheyWereAskedFor() throws {
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b")], at: fixture.acme)
    for claimed in try fixture.claim(at: fixture.acme) { try fixture.acknowledge(claimed, at: fixture.acme) }
    let (acme, globex) = (acme, globex)
    let count = try once(
      { try $0.replayEvents(1...2, for: "reader", of: acme) },
      others: [
        { try $0.replayEvents(1...1, for: "reader", of: acme) },
        { try $0.replayEvents(2...2, for: "reader", of: acme) },
        { try $0.replayEvents(1...2, for: "other", of: acme) },
        { try $0.replayEvents(1...2, for: "reader", of: globex) },
      ])
    #expect(count.events == 2)
  }

  /// Who lets events be delivered twice says why.
  @Test func aReplayWithoutAReasonReplaysNothing() throws {
    try fixture.publish([fixture.envelope("a")], at: fixture.acme)
    for claimed in try fixture.claim(at: fixture.acme) { try fixture.acknowledge(claimed, at: fixture.acme) }
    let fault = #expect(throws: TenantError.self) {
      try fixture.administration.replayEvents(1...1, for: "reader", of: acme)
    }
    #expect(fault?.code == .usage)
    #expect(try fixture.claim(at: fixture.acme).isEmpty)
  }
}
