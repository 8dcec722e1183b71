// SPDX-License-Identifier: Apache-2.0

/// For whom a flag is evaluated.
public struct FlagRequest: Hashable, Sendable {
  /// What rules see of a tenant; shared by all its requests, which copy one reference.
  private final class Subject: Hashable, Sendable {
    let tenant: TenantID
    let slug: Slug
    let tier: Slug
    let region: Region
    let labels: [String: String]

    init(_ tenant: Tenant) {
      self.tenant = tenant.id
      slug = tenant.slug
      tier = tenant.tier
      region = tenant.homeRegion
      labels = tenant.labels
    }

    static func == (left: Subject, right: Subject) -> Bool {
      left.tenant == right.tenant && left.slug == right.slug && left.tier == right.tier && left.region == right.region
        && left.labels == right.labels
    }

    func hash(into hasher: inout Hasher) { hasher.combine(tenant) }
  }

  private let subject: Subject
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
    subject = Subject(tenant)
    self.user = user
    self.userAttributes = userAttributes
    self.context = context
  }

  /// The tenant's id.
  public var tenant: TenantID { subject.tenant }
  /// The tenant's slug.
  public var slug: Slug { subject.slug }
  /// The name of the tenant's tier.
  public var tier: Slug { subject.tier }
  /// The tenant's home region.
  public var region: Region { subject.region }
  /// The tenant's labels.
  public var labels: [String: String] { subject.labels }

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
