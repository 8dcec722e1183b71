// SPDX-License-Identifier: Apache-2.0

/// A plan that tenants are on: what they may use, and how much room they take.
///
/// The quotas of a tier are kept with the quotas, under the tier's name.
public struct Tier: Equatable, Codable, Sendable {
  /// Name, unique.
  public let name: Slug
  /// What the tier is, for a person.
  public var summary: String
  /// Capacity units that one tenant of the tier takes in a pool, 1 to 1,000,000.
  public var weight: Int64
  /// How strictly tenants of the tier are kept apart.
  public var isolation: IsolationPattern
  /// Names of the features that the tier includes, sorted.
  public var entitlements: [String]
  /// Another tier whose quotas a share of the tenants is also judged by, without effect; `nil` means none.
  public var shadow: TierShadow?
  /// When the tier was created.
  public let createdAt: Timestamp
  /// When the tier was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// Creates a tier.
  ///
  /// - Parameters:
  ///   - name: Name, unique.
  ///   - summary: What the tier is, for a person.
  ///   - weight: Capacity units that one tenant takes, 1 to 1,000,000.
  ///   - isolation: How strictly tenants are kept apart.
  ///   - entitlements: Names of the features that the tier includes.
  ///   - createdAt: When the tier is created.
  public init(
    name: Slug, summary: String = "", weight: Int64 = 1, isolation: IsolationPattern = .shared,
    entitlements: [String] = [], createdAt: Timestamp
  ) {
    self.name = name
    self.summary = summary
    self.weight = weight
    self.isolation = isolation
    self.entitlements = entitlements.sorted()
    shadow = nil
    self.createdAt = createdAt
    updatedAt = createdAt
    version = 1
  }
}
