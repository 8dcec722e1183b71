// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
package import TenantModel

extension TrafficPattern: ExpressibleByArgument {}

/// What the rows of a simulation are for.
package enum SimulationGrouping: String, CaseIterable, ExpressibleByArgument, Sendable {
  case tier, tenant, time
}

/// How many tenants of which tier there are, relative to each other: `free=70,starter=20,pro=9,enterprise=1`.
package struct TierMix: Sendable {
  /// Tiers and their weights, in the order in which they were written.
  package let parts: [(tier: Slug, weight: Int64)]

  /// Takes tiers and weights as they are.
  init(parts: [(tier: Slug, weight: Int64)]) {
    self.parts = parts
  }

  /// Reads a mix.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none.
  init(parsing text: String) throws {
    var parts: [(tier: Slug, weight: Int64)] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = word.split(separator: "=", omittingEmptySubsequences: false)
      guard pair.count == 2, let weight = Int64(pair[1]), FleetSimulation.weightRange.contains(weight) else {
        throw TenantError(
          .invalidValue, "'\(word.prefix(80))' is not a tier and its weight",
          hint: "write a mix like free=70,starter=20,pro=9,enterprise=1 with weights of 1 to 1,000,000",
          details: ["value": String(word)])
      }
      let tier = try Slug(parsing: String(pair[0]))
      guard !parts.contains(where: { $0.tier == tier }) else {
        throw TenantError(.invalidValue, "tier '\(tier)' is in the mix twice", details: ["tier": tier.rawValue])
      }
      parts.append((tier, weight))
    }
    self.parts = parts
  }

  /// The mix of the built-in tiers: pyramids look like this.
  static func standard() throws -> TierMix {
    try TierMix(parsing: "free=70,starter=20,pro=9,enterprise=1")
  }
}

extension Parse {
  @Sendable static func tierMix(_ text: String) throws -> TierMix { try TierMix(parsing: text) }

  /// The word itself, once it is known to be an allowance.
  @Sendable static func simulationAllowance(_ text: String) throws -> String {
    _ = try SimulationAllowances(parsing: [text])
    return text
  }
}
