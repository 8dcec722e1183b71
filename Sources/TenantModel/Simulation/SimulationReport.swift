// SPDX-License-Identifier: Apache-2.0

/// What became of all requests, by tier, over time and, where it was asked for, by tenant.
package struct SimulationReport: Sendable {
  /// Tenants that are reported together.
  package struct Group: Hashable, Sendable {
    /// The tier; `nil` for all of them.
    package let tier: String?
    /// How many tenants there are.
    package fileprivate(set) var tenants = 0
    /// What became of their requests.
    package fileprivate(set) var tally = SimulationTally()
    /// How alike they were treated.
    package fileprivate(set) var fairness = FairnessIndex()
  }

  /// One tenant.
  package struct Tenant: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its tier.
    package let tier: String
    /// What became of its requests.
    package let tally: SimulationTally
  }

  /// What became of the requests of a stretch of time.
  package struct Step: Hashable, Sendable {
    /// Nanoseconds on the virtual clock at which it begins.
    package let start: Int64
    /// What became of the requests that came in it.
    package fileprivate(set) var tally = SimulationTally()
  }

  /// The tiers, in their order.
  package private(set) var tiers: [Group]
  /// All tenants together.
  package private(set) var overall = Group(tier: nil)
  /// Stretches of equal length, in order.
  package private(set) var steps: [Step]
  /// Length of a step in nanoseconds.
  package let stepLength: Int64
  /// The tenants, in the order in which they were added; empty unless they were to be kept.
  package private(set) var tenants: [Tenant] = []
  private let keepsTenants: Bool

  /// Creates an empty report.
  ///
  /// - Parameters:
  ///   - tiers: Names of the tiers, in their order.
  ///   - start: Where the virtual clock starts, in nanoseconds.
  ///   - duration: Nanoseconds to be reported, 0 or more; 0 has no steps.
  ///   - keepsTenants: Whether each tenant is kept.
  package init(tiers: [String], start: Int64, duration: Int64, keepsTenants: Bool) {
    self.tiers = tiers.map { Group(tier: $0) }
    self.keepsTenants = keepsTenants
    let length = Self.stepLength(max(duration, 1))
    stepLength = length
    guard duration > 0 else {
      steps = []
      return
    }
    // Whole steps, so that those of days begin at midnight.
    let first = start / length
    let last = (start + duration - 1) / length
    steps = (first...max(first, last)).map { Step(start: $0 * length) }
  }

  /// Adds a tenant whose requests are spread over the steps.
  ///
  /// - Parameters:
  ///   - name: Its name, asked for only where it is kept.
  ///   - tier: Index of its tier.
  ///   - body: Adds what became of the requests of each step, given its index and its end.
  package mutating func add(
    _ name: @autoclosure () -> String, tier: Int, _ body: (Int, Int64, inout SimulationTally) -> Void
  ) {
    var whole = SimulationTally()
    for index in steps.indices {
      var tally = SimulationTally()
      body(index, steps[index].start + stepLength, &tally)
      steps[index].tally.add(tally)
      whole.add(tally)
    }
    Self.add(whole, to: &tiers[tier])
    Self.add(whole, to: &overall)
    if keepsTenants { tenants.append(Tenant(name: name(), tier: tiers[tier].tier ?? "", tally: whole)) }
  }

  private static func add(_ tally: SimulationTally, to group: inout Group) {
    group.tenants += 1
    group.tally.add(tally)
    group.fairness.add(tally)
  }

  /// The shortest of some familiar lengths of which no more than 24 are needed.
  private static func stepLength(_ duration: Int64) -> Int64 {
    let minutes: [Int64] = [1, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080, 43_200]
    let lengths = minutes.map { $0 * 60 * 1_000_000_000 }
    return lengths.first { (duration - 1) / $0 < 24 } ?? duration / 24 + 1
  }
}
