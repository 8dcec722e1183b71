// SPDX-License-Identifier: Apache-2.0

/// Whose quota a definition is.
public enum QuotaScope: Hashable, Sendable {
  /// All tenants of a tier.
  case tier(Slug)
  /// One tenant.
  case tenant(TenantID)
  /// One user of a tenant.
  case user(TenantID, String)

  /// How specific the scope is.
  public var level: QuotaLevel {
    switch self {
    case .tier: .tier
    case .tenant: .tenant
    case .user: .user
    }
  }

  /// The tenant, where the scope lies within one.
  public var tenant: TenantID? {
    switch self {
    case .tier: nil
    case .tenant(let tenant), .user(let tenant, _): tenant
    }
  }

  /// The user, where the scope is one.
  public var user: String? {
    if case .user(_, let user) = self { user } else { nil }
  }
}

/// The levels at which a quota can be defined, from the general to the specific.
public enum QuotaLevel: String, CaseIterable, Codable, Sendable {
  case tier, tenant, user
}

extension QuotaScope: Codable {
  private enum CodingKeys: String, CodingKey {
    case tier, tenant, user
  }

  /// Decodes a scope from an object with the key `tier`, with `tenant`, or with `tenant` and `user`.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` or `DecodingError` where the object is none of these.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let tier = try container.decodeIfPresent(Slug.self, forKey: .tier) {
      self = .tier(tier)
      return
    }
    let tenant = try container.decode(TenantID.self, forKey: .tenant)
    let user = try container.decodeIfPresent(String.self, forKey: .user)
    self = user.map { .user(tenant, $0) } ?? .tenant(tenant)
  }

  /// Encodes the scope as an object that names its parts.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if case .tier(let tier) = self { try container.encode(tier, forKey: .tier) }
    try container.encodeIfPresent(tenant, forKey: .tenant)
    try container.encodeIfPresent(user, forKey: .user)
  }
}
