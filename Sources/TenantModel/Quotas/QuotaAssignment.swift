// SPDX-License-Identifier: Apache-2.0

/// A quota as the store keeps it: the definition, whose it is, and its version.
public struct QuotaAssignment: Hashable, Codable, Sendable {
  /// Whose quota it is.
  public let scope: QuotaScope
  /// The definition.
  public var quota: Quota
  /// When the quota was first set for this scope.
  public let createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// Creates an assignment at its first version.
  ///
  /// - Parameters:
  ///   - scope: Whose quota it is.
  ///   - quota: The definition.
  ///   - createdAt: When the quota is set.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a user's identifier is not valid.
  public init(scope: QuotaScope, quota: Quota, createdAt: Timestamp) throws {
    if let user = scope.user { try FlagOverride.validate(user: user) }
    self.scope = scope
    self.quota = quota
    self.createdAt = createdAt
    updatedAt = createdAt
    version = 1
  }
}
