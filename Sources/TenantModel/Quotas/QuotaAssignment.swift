// SPDX-License-Identifier: Apache-2.0

/// A quota as the store keeps it: the definition, whose it is, and its version.
public struct QuotaAssignment: Hashable, Codable, Sendable {
  /// Whose quota it is.
  public let scope: QuotaScope
  /// The definition.
  public var quota: Quota
  /// The definitions of a tier that it replaced, as far as they may still apply to a tenant, the oldest first.
  ///
  /// What a tenant or a user keeps is kept apart, because it can outlast the definition.
  public var transitions: [QuotaTransition] = []
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

  /// The definition with what it replaced.
  public var timeline: QuotaTimeline { QuotaTimeline(quota, after: transitions) }
}

extension QuotaAssignment {
  private enum CodingKeys: String, CodingKey {
    case scope, quota, transitions, createdAt, updatedAt, version
  }

  /// Decodes an assignment; an older document replaced nothing.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` or `DecodingError` where the document is no assignment.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scope = try container.decode(QuotaScope.self, forKey: .scope)
    quota = try container.decode(Quota.self, forKey: .quota)
    transitions = try container.decodeIfPresent([QuotaTransition].self, forKey: .transitions) ?? []
    createdAt = try container.decode(Timestamp.self, forKey: .createdAt)
    updatedAt = try container.decode(Timestamp.self, forKey: .updatedAt)
    version = try container.decode(Int64.self, forKey: .version)
  }
}
