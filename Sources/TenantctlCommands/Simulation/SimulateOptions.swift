// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantAdmin
import TenantModel

/// The options that describe a fleet.
package struct SimulatedFleetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many tenants, 1 to 1000000; 1000 by default.", valueName: "count"))
  var tenants: Int?

  @Option(help: "How requests are spread: steady, diurnal, burst, noisy-neighbour or mix; mix by default.")
  var pattern: TrafficPattern?

  @Option(help: ArgumentHelp("For how long, 1 to 8760; 24 by default.", valueName: "hours"))
  var hours: Int?

  @Option(help: ArgumentHelp("Another number gives another fleet; 1 by default.", valueName: "number"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "How many tenants of which tier, relative to each other; free=70,starter=20,pro=9,enterprise=1 by default.",
      valueName: "tier=weight,…"), transform: Parse.tierMix)
  var tierMix: TierMix?

  package init() {}

  package func validate() throws {
    if let tenants, !FleetSimulation.tenantRange.contains(tenants) {
      throw ValidationError("'\(tenants)' is not a number of tenants; use 1 to 1000000")
    }
    if let hours, !FleetSimulation.hourRange.contains(hours) {
      throw ValidationError("'\(hours)' is not a number of hours; use 1 to 8760")
    }
  }

  var tenantCount: Int { tenants ?? 1_000 }
  var hourCount: Int { hours ?? 24 }
  var seedValue: UInt64 { seed ?? 1 }
  var patternOrMix: TrafficPattern { pattern ?? .mix }

  /// The first option that was given, as it is written.
  var firstGiven: String? {
    let given = [
      ("--tenants", tenants != nil), ("--pattern", pattern != nil), ("--hours", hours != nil), ("--seed", seed != nil),
      ("--tier-mix", tierMix != nil),
    ]
    return given.first { $0.1 }?.0
  }

  /// The fleet in words.
  var sentence: String {
    let tenants = tenantCount == 1 ? "1 tenant" : "\(Grouped.text(tenantCount)) tenants"
    let hours = hourCount == 1 ? "1 hour" : "\(Grouped.text(hourCount)) hours"
    return "\(tenants), \(patternOrMix.rawValue), \(hours), seed \(seedValue)"
  }

  /// The tiers of the fleet and their rates.
  ///
  /// - Parameters:
  ///   - key: Which quota decides.
  ///   - allowances: What is tried out.
  ///   - mode: How rates are held.
  ///   - defined: The quotas of all tiers.
  /// - Returns: The tiers, in the order of the mix.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/quotaNotFound`` where nothing says what a tier is allowed, and with
  ///   ``TenantErrorCode/usage`` where something is tried out for a tier that has no tenants.
  func tiers(
    _ key: QuotaKey, _ allowances: SimulationAllowances, _ mode: RateMode, defined: [OwnedQuota]
  ) throws -> [FleetSimulation.Tier] {
    var quotas: [Slug: Quota] = [:]
    for owned in defined where owned.assignment.quota.key == key {
      if case .tier(let tier) = owned.assignment.scope { quotas[tier] = owned.assignment.quota }
    }
    let parts = try mix(of: Set(quotas.keys).union(allowances.named)).parts
    if let absent = allowances.named.first(where: { name in !parts.contains { $0.tier == name } }) {
      throw TenantError(
        .usage, "--allowance '\(absent)=…' is for a tier that is not in the mix",
        hint:
          "the mix is \(parts.map { "\($0.tier)=\($0.weight)" }.joined(separator: ",")); add the tier with --tier-mix",
        details: ["tier": absent.rawValue])
    }
    return try parts.map { tier, weight in
      let quota = quotas[tier]
      let rules = try allowances.rules(key, tier: tier, quota: quota, limit: quota?.allowance.limit, mode: mode)
      guard let rules else {
        throw TenantError(
          .quotaNotFound, "nothing limits '\(key)' of tier '\(tier)'",
          hint: "add --allowance \(tier)=10/s, or leave the tier out of --tier-mix",
          details: ["quota": key.rawValue, "tier": tier.rawValue])
      }
      return FleetSimulation.Tier(name: tier, weight: weight, rules: rules)
    }
  }

  /// The mix that was given; else the standard one as far as its tiers have a rate, or all tiers that have one, alike.
  private func mix(of known: Set<Slug>) throws -> TierMix {
    let standard = try TierMix.standard()
    guard tierMix == nil else { return tierMix ?? standard }
    let parts = standard.parts.filter { known.contains($0.tier) }
    if !parts.isEmpty { return TierMix(parts: parts) }
    return known.isEmpty ? standard : TierMix(parts: known.sorted().map { ($0, 1) })
  }
}

/// The options that read recorded traffic.
package struct ReplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Access log to replay; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["log"]))
  var replay: String?

  @Option(
    help: ArgumentHelp(
      "What the clients of the log are: id, slug, external:KIND, external (of any kind) or any of these.",
      valueName: "rule"), completion: .list(["any", "id", "slug", "external"]), transform: Parse.referenceRule)
  var tenantBy: TenantReferenceRule?

  @Flag(help: "Leave out lines that are no requests, and go on; each is named on standard error.")
  var keepGoing = false

  package init() {}

  package func validate() throws {
    if replay == nil, tenantBy != nil { throw ValidationError("--tenant-by needs --replay") }
    if replay == nil, keepGoing { throw ValidationError("--keep-going needs --replay") }
  }
}
