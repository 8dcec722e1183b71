// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct EventPolicyTests {
  private let region: Region
  private let other: Region

  init() throws {
    region = try Region(parsing: "eu-west-1")
    other = try Region(parsing: "us-east-1")
  }

  private func tenant(_ state: TenantState = .active, epochs: (Int64, Int64, Int64) = (1, 1, 1)) -> EventTenant {
    EventTenant(
      state: state, incarnation: epochs.0, lifecycleEpoch: epochs.1, placementEpoch: epochs.2, homeRegion: region,
      allowedRegions: [region])
  }

  private func place(_ region: Region? = nil) throws -> EventPlace {
    EventPlace(
      Tenant(
        id: TenantID(bits: 1), slug: try Slug(parsing: "acme"), name: "Acme", tier: try Slug(parsing: "free"),
        homeRegion: self.region, createdAt: Timestamp(seconds: 0)), region: region)
  }

  private func refusal(_ body: () throws(EventRefusal) -> Void) -> EventRefusal? {
    do throws(EventRefusal) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func onlyTheTenantAsItIsKnownIsServed() throws {
    let place = try place()
    for state in TenantState.allCases {
      #expect(
        refusal { () throws(EventRefusal) in try EventDeliveryPolicy.check(tenant(state), at: place) }
          == (state == .active ? nil : .inactive))
    }
    for (epochs, expected) in [
      ((2, 1, 1), EventRefusal.wrongIncarnation), ((1, 2, 1), .staleLifecycle), ((1, 0, 1), .staleLifecycle),
      ((1, 1, 2), .stalePlacement), ((1, 1, 0), .stalePlacement),
    ] as [((Int64, Int64, Int64), EventRefusal)] {
      #expect(
        refusal { () throws(EventRefusal) in try EventDeliveryPolicy.check(tenant(epochs: epochs), at: place) }
          == expected)
    }
  }

  /// An empty set allows nothing, an unknown place nothing that is bound, and no stream widens what its tenant allows.
  @Test func regionsBindStreams() {
    let sets: [Set<Region>?] = [nil, [], [region], [other], [region, other]]
    for regions in sets {
      for here in [nil, region, other] {
        let isAllowed = here != other && (regions == nil || here.map { regions?.contains($0) == true } == true)
        #expect(
          (refusal { () throws(EventRefusal) in try EventDeliveryPolicy.check(regions: regions, of: tenant(), in: here)
          }
            == nil) == isAllowed)
      }
    }
  }

  private func grant() throws -> CrossTenantGrant {
    try CrossTenantGrant(
      id: CrossTenantGrantID(bits: 1), giver: .init(tenant: TenantID(bits: 1), incarnation: 1),
      receiver: .init(tenant: TenantID(bits: 2), incarnation: 1), stream: "orders", pattern: "order.*",
      purpose: ContextPurpose(parsing: "logistics"), until: Timestamp(seconds: 100), approver: "a@b",
      createdAt: Timestamp(seconds: 10))
  }

  /// Every field of either copy is changed, one at a time, and so is everything that they are held against.
  @Test func attack36EveryMutationOfAGrantIsRefused() throws {
    let good = try grant()
    let giver = good.giver
    let receiver = good.receiver
    func decide(
      _ offered: OfferedGrant?, _ accepted: AcceptedGrant?, from: CrossTenantGrant.Party? = nil,
      to: CrossTenantGrant.Party? = nil, into: EventStreamName = "acme-orders", at seconds: Int64 = 50
    ) -> EventRefusal? {
      refusal { () throws(EventRefusal) in
        _ = try EventDeliveryPolicy.check(
          offered, accepted, from: from ?? giver, to: to ?? receiver, into: into, at: Timestamp(seconds: seconds))
      }
    }
    func accept(_ grant: CrossTenantGrant) -> AcceptedGrant {
      AcceptedGrant(grant, into: "acme-orders", acceptedAt: Timestamp(seconds: 20), acceptedBy: "c@d")
    }
    let offered = OfferedGrant(good)
    let accepted = accept(good)
    #expect(decide(offered, accepted) == nil)
    #expect(decide(nil, accepted) == .grantMissing)
    #expect(decide(offered, nil) == .grantNotAccepted)
    func build(
      id: UInt128 = 1, giver: (UInt128, Int64) = (1, 1), receiver: (UInt128, Int64) = (2, 1),
      stream: EventStreamName = "orders", pattern: EventSubjectPattern = "order.*", purpose: String = "logistics",
      until: Int64 = 100, approver: String = "a@b", createdAt: Int64 = 10
    ) throws -> CrossTenantGrant {
      try CrossTenantGrant(
        id: CrossTenantGrantID(bits: id), giver: .init(tenant: TenantID(bits: giver.0), incarnation: giver.1),
        receiver: .init(tenant: TenantID(bits: receiver.0), incarnation: receiver.1), stream: stream, pattern: pattern,
        purpose: ContextPurpose(parsing: purpose), until: Timestamp(seconds: until), approver: approver,
        createdAt: Timestamp(seconds: createdAt))
    }
    let mutations = [
      try build(id: 2), try build(giver: (3, 1)), try build(giver: (1, 2)), try build(receiver: (3, 1)),
      try build(receiver: (2, 2)), try build(stream: "invoices"), try build(pattern: ">"),
      try build(pattern: "order.paid"),
      try build(purpose: "marketing"), try build(until: 101), try build(approver: "x@y"), try build(createdAt: 11),
    ]
    for mutated in mutations {
      #expect(decide(OfferedGrant(mutated), accepted) == .grantMismatch)
      #expect(decide(offered, accept(mutated)) == .grantMismatch)
    }
    // Both copies changed alike are still held against who the tenants are.
    for mutated in mutations[1...4] { #expect(decide(OfferedGrant(mutated), accept(mutated)) == .grantMismatch) }
    // The wrong direction.
    #expect(decide(offered, accepted, from: receiver, to: giver) == .grantMismatch)
    #expect(decide(offered, accepted, into: "elsewhere") == .grantMismatch)
    var revoked = offered
    revoked.revokedAt = Timestamp(seconds: 40)
    #expect(decide(revoked, accepted) == .grantRevoked)
    var withdrawn = accepted
    withdrawn.revokedAt = Timestamp(seconds: 40)
    #expect(decide(offered, withdrawn) == .grantRevoked)
    #expect(decide(offered, accepted, at: 99) == nil)
    #expect(decide(offered, accepted, at: 100) == .grantExpired)
    // A clock that goes back brings nothing to life.
    #expect(decide(offered, accepted, at: 10) == nil)
    #expect(decide(offered, accepted, at: 9) == .grantExpired)
    #expect(good.permits("order.paid", in: "orders"))
    for (subject, stream) in [("order.paid.twice", "orders"), ("invoice.paid", "orders"), ("order.paid", "invoices")]
      as [(EventSubject, EventStreamName)]
    {
      #expect(!good.permits(subject, in: stream))
    }
    for bad in [{ try build(receiver: (1, 1)) }, { try build(until: 10) }, { try build(until: 34_560_011) }]
      as [() throws -> CrossTenantGrant]
    {
      #expect(throws: TenantError.self) { try bad() }
    }
    #expect(throws: TenantError.self) { try build(until: .max / 1_000_000, createdAt: -10) }
  }

  @Test func everyRefusalSaysWhatToDo() {
    for refusal in EventRefusal.allCases {
      #expect(!refusal.meaning.isEmpty && !refusal.advice.isEmpty)
      #expect(refusal.error.code == .eventRefused && refusal.error.details["reason"] == refusal.rawValue)
    }
  }

  @Test func waitsDoubleUpToTheCapAndAreCutAtRandom() throws {
    let even = try EventRetryPolicy(attempts: 6, firstMilliseconds: 100, capMilliseconds: 450, jitterPercent: 0)
    #expect((1...6).map { even.wait(afterAttempt: $0, seed: 1) } == [100, 200, 400, 450, 450, nil])
    #expect(even.wait(afterAttempt: 0, seed: 1) == nil && even.wait(afterAttempt: .max, seed: 1) == nil)
    let cut = try EventRetryPolicy(
      attempts: 100, firstMilliseconds: 3_600_000, capMilliseconds: 86_400_000, jitterPercent: 50)
    var waits: Set<Int64> = []
    for seed in 0..<100 as Range<UInt64> {
      let wait = try #require(cut.wait(afterAttempt: 99, seed: seed))
      #expect((43_200_000...86_400_000).contains(wait))
      #expect(cut.wait(afterAttempt: 99, seed: seed) == wait)
      waits.insert(wait)
    }
    #expect(waits.count > 90)
    for bad in [
      { try EventRetryPolicy(attempts: 0, firstMilliseconds: 1, capMilliseconds: 1, jitterPercent: 0) },
      { try EventRetryPolicy(attempts: 101, firstMilliseconds: 1, capMilliseconds: 1, jitterPercent: 0) },
      { try EventRetryPolicy(attempts: 1, firstMilliseconds: 0, capMilliseconds: 1, jitterPercent: 0) },
      { try EventRetryPolicy(attempts: 1, firstMilliseconds: 2, capMilliseconds: 1, jitterPercent: 0) },
      { try EventRetryPolicy(attempts: 1, firstMilliseconds: 1, capMilliseconds: 86_400_001, jitterPercent: 0) },
      { try EventRetryPolicy(attempts: 1, firstMilliseconds: 1, capMilliseconds: 1, jitterPercent: 101) },
    ] as [() throws -> EventRetryPolicy] {
      #expect(throws: TenantError.self) { try bad() }
    }
  }

  @Test func streamsAndSubscriptionsKeepTheirBounds() throws {
    var stream = EventStream(name: "orders", createdAt: Timestamp(seconds: 0))
    #expect(throws: Never.self) { try stream.validate() }
    for backlog in [0, 10_000_001] as [Int64] {
      stream.backlogLimit = backlog
      #expect(throws: TenantError.self) { try stream.validate() }
    }
    stream.backlogLimit = 1
    for retention in [-1, 31_536_001] as [Int64] {
      stream.retentionSeconds = retention
      #expect(throws: TenantError.self) { try stream.validate() }
    }
    stream.retentionSeconds = 0
    stream.regions = []
    #expect(throws: TenantError.self) { try stream.validate() }
    stream.regions = [region]
    #expect(throws: Never.self) { try stream.validate() }
    var subscription = EventSubscription(name: "s", stream: "orders", pattern: ">", createdAt: Timestamp(seconds: 0))
    for window in [0, 10_001] as [Int64] {
      subscription.window = window
      #expect(throws: TenantError.self) { try subscription.validate() }
    }
    subscription.window = 1
    #expect(throws: Never.self) { try subscription.validate() }
  }

  @Test(arguments: ["", "-a", "A", "a b", "a_b", "é", String(repeating: "a", count: 41)])
  func namesKeepTheirGrammar(text: String) {
    #expect(throws: TenantError.self) { try EventStreamName(parsing: text) }
    #expect(throws: TenantError.self) { try EventSubscriptionName(parsing: text) }
  }

  @Test(arguments: ["", "-a", ".a", "a b", "é", "a\u{0}", String(repeating: "a", count: 129)])
  func wordsKeepTheirGrammar(text: String) {
    #expect(throws: TenantError.self) { try EventID(parsing: text) }
    #expect(throws: TenantError.self) { try EventType(parsing: text) }
    #expect(throws: TenantError.self) { try EventKey(parsing: text) }
    #expect(throws: TenantError.self) { try CrossTenantGrantID(parsing: text) }
  }

  @Test func wordsThatKeepItAreRead() throws {
    #expect(try EventID(parsing: "A.b:c_d-1").rawValue == "A.b:c_d-1")
    #expect(try EventType(parsing: "com.example/Paid").rawValue == "com.example/Paid")
    #expect(try EventKey(parsing: "o-1/2:3").rawValue == "o-1/2:3")
    let id = CrossTenantGrantID(bits: 5)
    #expect(try CrossTenantGrantID(parsing: id.rawValue) == id)
    #expect(throws: TenantError.self) { try CrossTenantGrantID(parsing: TenantID(bits: 5).rawValue) }
  }
}

@Suite struct DeficitRoundRobinTests {
  /// Serves everything that waits and returns who was served, in order.
  private func serve(_ waiting: [(key: String, weight: Int64, costs: [Int64])], _ count: Int = .max) -> [String] {
    var round = DeficitRoundRobin<String>()
    var left: [String: [Int64]] = [:]
    for (key, weight, costs) in waiting {
      round.insert(key, weight: weight)
      left[key] = costs
    }
    var served: [String] = []
    while served.count < count, let key = round.next(cost: { left[$0]?.first }) {
      left[key]?.removeFirst()
      served.append(key)
    }
    return served
  }

  @Test func sharesAreByWeight() {
    let many = Array(repeating: Int64(1), count: 1_000)
    let served = serve([("a", 1, many), ("b", 3, many), ("c", 0, many)], 500)
    #expect(served.prefix(10) == ["a", "b", "b", "b", "c", "a", "b", "b", "b", "c"])
    #expect(served.filter { $0 == "b" }.count == 300)
  }

  @Test func everythingIsServedOnceAndNothingIsLeft() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<100 {
      let waiting = (0..<10).map { number in
        (
          key: "k\(number)", weight: Int64.random(in: 1...5, using: &generator),
          costs: (0..<Int.random(in: 0...20, using: &generator)).map { _ in Int64.random(in: 1...9, using: &generator) }
        )
      }
      let served = serve(waiting)
      for (key, _, costs) in waiting { #expect(served.filter { $0 == key }.count == costs.count) }
    }
  }

  /// One that floods cannot delay another beyond the sum of the turns.
  @Test func attack39NobodyWaitsLongerThanATurnOfEachOther() {
    let flood = Array(repeating: Int64(1), count: 100_000)
    var waiting = [(key: "flood", weight: Int64(1_000_000), costs: flood)]
    for number in 0..<20 { waiting.append((key: "q\(number)", weight: 1, costs: [1])) }
    let served = serve(waiting)
    for number in 0..<20 {
      let place = served.firstIndex(of: "q\(number)") ?? .max
      #expect(place <= Int(DeficitRoundRobin<String>.greatestTurn) + 20)
    }
  }

  @Test func whoComesAgainKeepsItsPlaceAndTakesItsNewWeight() {
    var round = DeficitRoundRobin<String>()
    round.insert("a", weight: 1)
    round.insert("b", weight: 1)
    round.insert("a", weight: 2)
    #expect(round.count == 2)
    #expect((0..<4).map { _ in round.next { _ in 1 } } == ["a", "a", "b", "a"])
    #expect(round.next { _ in nil } == nil)
    #expect(round.count == 0 && round.next { _ in 1 } == nil)
  }

  /// Two hundred keys that come and go: the list of turns does not grow with the turns that were.
  @Test func manyTurnsKeepTheirOrder() {
    var round = DeficitRoundRobin<Int>()
    for key in 0..<200 { round.insert(key, weight: 1) }
    var served: [Int] = []
    for _ in 0..<1_000 { served.append(round.next { _ in 1 } ?? -1) }
    #expect(served == (0..<1_000).map { $0 % 200 })
  }
}
