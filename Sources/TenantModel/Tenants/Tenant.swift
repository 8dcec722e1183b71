// SPDX-License-Identifier: Apache-2.0

/// A customer organisation of the service, isolated from all others.
public struct Tenant: Equatable, Codable, Sendable {
  /// Machine identifier, the only authority.
  public let id: TenantID
  /// Short name for operators, unique for ever.
  public let slug: Slug
  /// Display name, 1 to 200 characters.
  public var name: String
  /// Name of the tier whose quotas and entitlements apply.
  public var tier: Slug
  /// When the tier was last changed; `nil` where the tenant has been of one tier all along.
  public var tierChangedAt: Timestamp?
  /// Region in which the tenant wants to live; always one of ``allowedRegions``.
  public var homeRegion: Region
  /// Regions that the tenant's data may never leave; sorted, never empty.
  public var allowedRegions: [Region]
  /// Free attributes for selection and targeting.
  public var labels: [String: String]
  /// Whom to write to, an address or a URL.
  public var contact: String?
  /// Identifiers that other systems use for this tenant, by kind (`billing`, `identity`, …).
  public var externalIDs: [String: String]
  /// IANA name of the time zone in which the tenant's periods begin.
  public var timeZone: String
  /// Day of month on which the tenant's billing periods begin, 1 to 31; a shorter month begins on its last day.
  public var billingAnchorDay: Int
  /// Where the tenant stands in its life.
  public var state: TenantState
  /// Counts re-creations from a backup, from 1.
  public var incarnation: Int64
  /// Grows by one with every suspend, resume and offboard.
  public var lifecycleEpoch: Int64
  /// Grows by one with every change of authority over the tenant's data.
  public var placementEpoch: Int64
  /// When the tenant was onboarded.
  public let createdAt: Timestamp
  /// When the tenant was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change of this record; what `--if-version` compares.
  public var version: Int64

  /// Creates a record of a tenant at the start of its life; the other properties can be set afterwards.
  ///
  /// - Parameters:
  ///   - id: Machine identifier.
  ///   - slug: Short name.
  ///   - name: Display name.
  ///   - tier: Name of the tier.
  ///   - homeRegion: Region in which the tenant wants to live; also its only allowed region at first.
  ///   - createdAt: When the tenant is onboarded.
  public init(id: TenantID, slug: Slug, name: String, tier: Slug, homeRegion: Region, createdAt: Timestamp) {
    self.id = id
    self.slug = slug
    self.name = name
    self.tier = tier
    tierChangedAt = nil
    self.homeRegion = homeRegion
    self.createdAt = createdAt
    updatedAt = createdAt
    allowedRegions = [homeRegion]
    labels = [:]
    contact = nil
    externalIDs = [:]
    timeZone = "UTC"
    billingAnchorDay = 1
    state = .active
    incarnation = 1
    lifecycleEpoch = 1
    placementEpoch = 1
    version = 1
  }

  /// The tenant without what it says of itself: its name, whom to write to, and what it is called and labelled elsewhere.
  public var anonymous: Tenant {
    var tenant = self
    tenant.name = slug.rawValue
    tenant.contact = nil
    tenant.labels = [:]
    tenant.externalIDs = [:]
    return tenant
  }
}
