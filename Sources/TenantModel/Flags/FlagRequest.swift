// SPDX-License-Identifier: Apache-2.0

/// For whom a flag is evaluated.
public struct FlagRequest: Hashable, Sendable {
  /// The tenant's id.
  public let tenant: TenantID
  /// The tenant's slug.
  public let slug: Slug
  /// The name of the tenant's tier.
  public let tier: Slug
  /// The tenant's home region.
  public let region: Region
  /// The tenant's labels.
  public let labels: [String: String]
  /// The user's identifier; `nil` where no user is concerned.
  public var user: String?
  /// The user's attributes.
  public var userAttributes: [String: FlagAttributeValue]
  /// What the caller passes along.
  public var context: [String: FlagAttributeValue]

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - user: The user's identifier.
  ///   - userAttributes: The user's attributes.
  ///   - context: What the caller passes along.
  public init(
    tenant: Tenant, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:]
  ) {
    self.tenant = tenant.id
    slug = tenant.slug
    tier = tenant.tier
    region = tenant.homeRegion
    labels = tenant.labels
    self.user = user
    self.userAttributes = userAttributes
    self.context = context
  }

  /// The value of an attribute, or `nil` where it is missing.
  ///
  /// - Parameter attribute: The attribute.
  public subscript(attribute: FlagAttribute) -> FlagAttributeValue? {
    switch attribute {
    case .tenant: .string(slug.rawValue)
    case .tier: .string(tier.rawValue)
    case .region: .string(region.rawValue)
    case .label(let name): labels[name].map { .string($0) }
    case .user: user.map { .string($0) }
    case .userAttribute(let name): userAttributes[name]
    case .context(let name): context[name]
    }
  }

  /// The text by which a subject is bucketed, or `nil` where the request has none.
  func bucketingText(of subject: FlagBucketing.Subject) -> String? {
    let text: String? =
      switch subject {
      case .tenant: tenant.rawValue
      case .user: user
      case .attribute(let attribute): self[attribute].map { "\($0)" }
      }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }
}
