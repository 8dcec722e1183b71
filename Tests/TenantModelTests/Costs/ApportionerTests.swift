// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// What one amount is split into, tenant by tenant.
private struct Parts: Equatable {
  var shares: [TenantID: ExactAmount]
  var undistributed: ExactAmount

  init(_ amount: ExactAmount, _ weights: [TenantID: UInt64], undistributed: UInt64 = 0) {
    var apportioner = Apportioner(WeightVector(weights, undistributed: undistributed))
    apportioner.split(amount)
    shares = Dictionary(uniqueKeysWithValues: zip(apportioner.vector.tenants, apportioner.shares))
    self.undistributed = apportioner.undistributed
  }

  /// The largest-remainder rule as on paper, with digits instead of machine words.
  init(onPaper amount: ExactAmount, _ weights: [TenantID: UInt64], undistributed nobody: UInt64) {
    let magnitude = DecimalDigits(amount.units.magnitude)
    let entries = weights.sorted { $0.key < $1.key }.map(\.value) + [nobody]
    let total = entries.reduce(DecimalDigits(0)) { $0 + DecimalDigits($1) }
    shares = [:]
    undistributed = amount
    guard total > DecimalDigits(0) else { return }
    var parts = entries.map { (magnitude * DecimalDigits($0)).divided(by: total) }
    var left = parts.reduce(magnitude) { $0 - $1.quotient }
    let byRemainder = entries.indices.sorted {
      parts[$0].remainder == parts[$1].remainder ? $0 < $1 : parts[$0].remainder > parts[$1].remainder
    }
    for index in byRemainder where left > DecimalDigits(0) {
      parts[index].quotient = parts[index].quotient + DecimalDigits(1)
      left = left - DecimalDigits(1)
    }
    let signed = parts.map { part in
      ExactAmount(units: Int128((amount.units < 0 ? "-" : "") + part.quotient.description) ?? .zero)
    }
    for (tenant, share) in zip(weights.keys.sorted(), signed) where weights[tenant] != 0 { shares[tenant] = share }
    undistributed = signed[entries.count - 1]
  }

  func sum() throws -> ExactAmount {
    // Partial sums stay between zero and the amount, because all parts have its sign.
    try shares.values.reduce(undistributed) { try $0.adding($1) }
  }
}

@Suite struct ApportionerTests {
  /// Runs a property over many random amounts and weights.
  private func forAll(
    _ count: Int = 2_000, seed: UInt64,
    _ property: (ExactAmount, [TenantID: UInt64], UInt64) throws -> Void
  ) rethrows {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let weights = CostSamples.weights(upTo: 12, &random)
      let nobody = Bool.random(using: &random) ? 0 : CostSamples.weight(&random)
      try property(CostSamples.amount(&random), weights, nobody)
    }
  }

  @Test func agreesWithPaperArithmetic() {
    forAll(1_000, seed: 10) { amount, weights, nobody in
      #expect(
        Parts(amount, weights, undistributed: nobody) == Parts(onPaper: amount, weights, undistributed: nobody),
        "\(amount) over \(weights) and \(nobody)")
    }
  }

  @Test func partsAddUpToTheAmount() throws {
    try forAll(seed: 11) { amount, weights, nobody in
      let sum = try Parts(amount, weights, undistributed: nobody).sum()
      #expect(sum == amount)
    }
  }

  @Test func everyPartIsLessThanOneUnitFromExact() {
    forAll(300, seed: 12) { amount, weights, nobody in
      let total = weights.values.reduce(DecimalDigits(nobody)) { $0 + DecimalDigits($1) }
      for (tenant, share) in Parts(amount, weights, undistributed: nobody).shares {
        let given = DecimalDigits(share.units.magnitude) * total
        let exact = DecimalDigits(amount.units.magnitude) * DecimalDigits(weights[tenant, default: 0])
        #expect((given > exact ? given - exact : exact - given) < total)
      }
    }
  }

  @Test func noWeightMeansNoShareAndSharesHaveTheSignOfTheAmount() {
    forAll(seed: 13) { amount, weights, nobody in
      let parts = Parts(amount, weights, undistributed: nobody)
      #expect(Set(parts.shares.keys) == Set(weights.filter { $0.value > 0 }.keys))
      for share in parts.shares.values {
        #expect(share.isZero || (share < .zero) == (amount < .zero))
      }
      if nobody == 0, weights.values.contains(where: { $0 > 0 }) { #expect(parts.undistributed.isZero) }
    }
  }

  @Test func earlierAmountsLeaveNoTrace() {
    var random = SeededGenerator(seed: 14)
    let weights = CostSamples.weights(upTo: 40, &random).merging([TenantID(bits: 1): 3]) { first, _ in first }
    var apportioner = Apportioner(WeightVector(weights))
    for _ in 0..<500 {
      let amount = CostSamples.amount(&random)
      apportioner.split(amount)
      let fresh = Parts(amount, weights)
      for (tenant, share) in zip(apportioner.vector.tenants, apportioner.shares) {
        #expect(fresh.shares[tenant] == share)
      }
    }
  }

  @Test func scalingAllWeightsChangesNothing() {
    var random = SeededGenerator(seed: 15)
    for _ in 0..<1_000 {
      let weights = CostSamples.weights(upTo: 12, &random).mapValues { $0 % 1_000_000 }
      let factor = UInt64.random(in: 1...1_000_000_000_000, using: &random)
      let amount = CostSamples.amount(&random)
      #expect(
        Parts(amount, weights, undistributed: 7)
          == Parts(amount, weights.mapValues { $0 * factor }, undistributed: 7 * factor))
    }
  }

  @Test func theOppositeAmountGivesOppositeParts() throws {
    try forAll(seed: 16) { amount, weights, nobody in
      guard amount.units != .min else { return }
      let parts = Parts(amount, weights, undistributed: nobody)
      let opposite = Parts(try amount.negated(), weights, undistributed: nobody)
      #expect(try opposite.shares == parts.shares.mapValues { try $0.negated() })
      #expect(try opposite.undistributed == parts.undistributed.negated())
    }
  }

  @Test func equalWeightsDifferByOneUnitAtMostAndMoreWeightNeverGetsLess() {
    forAll(seed: 17) { amount, weights, nobody in
      let shares = Parts(amount, weights, undistributed: nobody).shares
      let ranked = shares.sorted { weights[$0.key, default: 0] < weights[$1.key, default: 0] }
      for (lower, higher) in zip(ranked, ranked.dropFirst()) {
        let less = lower.value.units.magnitude
        let more = higher.value.units.magnitude
        if weights[lower.key] == weights[higher.key] {
          #expect((less > more ? less - more : more - less) <= 1)
        } else {
          #expect(less <= more)
        }
      }
    }
  }

  @Test func tiesGoToTheLowerIdAndNobodyComesLast() throws {
    let first = TenantID(bits: 1)
    let second = TenantID(bits: 2)
    let parts = Parts(ExactAmount(units: 2), [second: 1, first: 1], undistributed: 1)
    #expect(parts.shares == [first: ExactAmount(units: 1), second: ExactAmount(units: 1)])
    #expect(parts.undistributed.isZero)
    #expect(Parts(ExactAmount(units: -1), [second: 5, first: 5]).shares[first]?.units == -1)
  }

  @Test func withoutAnyWeightNothingIsDistributed() {
    let amount = ExactAmount(units: 42)
    #expect(Parts(amount, [:]).undistributed == amount)
    #expect(Parts(amount, [TenantID(bits: 1): 0]) == Parts(amount, [:]))
  }

  @Test func knowsWhichTenantsHaveWeight() {
    let vector = WeightVector([TenantID(bits: 9): 4, TenantID(bits: 3): 2, TenantID(bits: 5): 0], undistributed: 1)
    #expect(vector.tenants == [TenantID(bits: 3), TenantID(bits: 9)])
    #expect(vector.total == 7)
    #expect(vector.index(of: TenantID(bits: 9)) == 1)
    #expect(vector.index(of: TenantID(bits: 5)) == nil)
    #expect(vector.index(of: TenantID(bits: 10)) == nil)
  }

  @Test func weightsBeyond64BitsTogetherAreExact() throws {
    let weights = Dictionary(uniqueKeysWithValues: (0..<50).map { (TenantID(bits: UInt128($0)), UInt64.max) })
    let parts = Parts(ExactAmount(units: .max), weights)
    #expect(try parts.sum().units == .max)
    #expect(Set(parts.shares.values.map(\.units)).count <= 2)
  }
}
