// SPDX-License-Identifier: Apache-2.0

/// A fleet of tenants that does not exist, on a clock that does not run, against rules that are real.
///
/// The result follows from the properties alone: it is the same in every run and on every machine. Each tenant has a stream of
/// random numbers and a quota of its own, so what one tenant does cannot change what becomes of another.
package struct FleetSimulation: Sendable {
  /// Tenants of one kind.
  package struct Tier: Hashable, Sendable {
    /// Name.
    package let name: Slug
    /// Its part of the tenants, relative to the other tiers, 1 to 1,000,000.
    package let weight: Int64
    /// Its quota.
    package let rules: SimulatedQuota

    /// Creates a tier.
    ///
    /// - Parameters:
    ///   - name: Name.
    ///   - weight: Its part of the tenants, relative to the other tiers, 1 to 1,000,000.
    ///   - rules: Its quota.
    package init(name: Slug, weight: Int64, rules: SimulatedQuota) {
      self.name = name
      self.weight = weight
      self.rules = rules
    }
  }

  /// How many tenants can be simulated.
  package static let tenantRange = 1...1_000_000
  /// How many hours can be simulated.
  package static let hourRange = 1...8_760
  /// What a tier's part of the tenants can be.
  package static let weightRange: ClosedRange<Int64> = 1...1_000_000

  private let tenants: Int
  private let hours: Int
  private let seed: UInt64
  private let pattern: TrafficPattern
  private let tiers: [Tier]

  /// Creates a simulation.
  ///
  /// - Parameters:
  ///   - tenants: How many tenants; see ``tenantRange``.
  ///   - hours: For how long; see ``hourRange``.
  ///   - seed: What makes one simulation differ from another.
  ///   - pattern: How the requests are spread.
  ///   - tiers: The tiers, at least one and at most 1,000.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where something is out of range.
  package init(tenants: Int, hours: Int, seed: UInt64, pattern: TrafficPattern, tiers: [Tier]) throws {
    guard Self.tenantRange.contains(tenants) else {
      throw TenantError(.invalidValue, "'\(tenants)' is not a number of tenants", hint: "use 1 to 1,000,000")
    }
    guard Self.hourRange.contains(hours) else {
      throw TenantError(.invalidValue, "'\(hours)' is not a number of hours", hint: "use 1 to 8,760")
    }
    guard (1...1_000).contains(tiers.count), tiers.allSatisfy({ Self.weightRange.contains($0.weight) }) else {
      throw TenantError(
        .invalidValue, "'\(tiers.count)' tiers cannot be simulated",
        hint: "use 1 to 1,000 tiers of weights 1 to 1,000,000")
    }
    self.tenants = tenants
    self.hours = hours
    self.seed = seed
    self.pattern = pattern
    self.tiers = tiers
  }

  /// How many tenants each tier has, all of them together: its part rounded down, and one more for those that lose most by that.
  private var sizes: [Int] {
    let total = tiers.reduce(0) { $0 + $1.weight }
    let parts = tiers.map { (Int64(tenants) * $0.weight).quotientAndRemainder(dividingBy: total) }
    var sizes = parts.map { Int($0.quotient) }
    let left = tenants - sizes.reduce(0, +)
    let losers = parts.indices.sorted { (parts[$1].remainder, $0) < (parts[$0].remainder, $1) }
    for index in losers.prefix(left) { sizes[index] += 1 }
    return sizes
  }

  /// Runs the simulation.
  ///
  /// - Parameters:
  ///   - keepsTenants: Whether the report has each tenant.
  ///   - progress: Receives how many tenants are done.
  /// - Returns: What became of the requests.
  package func run(keepsTenants: Bool = false, progress: (Int) -> Void = { _ in }) -> SimulationReport {
    let duration = Int64(hours) * 3_600 * 1_000_000_000
    var report = SimulationReport(
      tiers: tiers.map(\.name.rawValue), start: 0, duration: duration, keepsTenants: keepsTenants)
    var first = 0
    for ((index, tier), size) in zip(tiers.enumerated(), sizes) {
      let end = first + size
      for number in first..<end {
        var traffic = SimulatedTraffic(pattern, tenant: number, seed: seed, rules: tier.rules)
        var quota = RateSimulator(tier.rules)
        report.add("\(tier.name)-\(number - first + 1)", tier: index) { _, stepEnd, tally in
          let end = min(stepEnd, duration)
          while let batch = traffic.next(before: end) { quota.offer(batch.count, at: batch.time, to: &tally) }
        }
        progress(number + 1)
      }
      first = end
    }
    return report
  }
}
