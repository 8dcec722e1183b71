// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Everything an operator says about a new tenant; what is left out comes from defaults.
package struct TenantRequest: Codable, Equatable, Sendable {
  package var slug: Slug
  package var name: String?
  package var tier: Slug
  package var homeRegion: Region
  package var allowedRegions: [Region] = []
  package var labels: [String: String] = [:]
  package var contact: String?
  package var externalIDs: [String: String] = [:]
  package var timeZone: String?
  package var billingAnchorDay: Int?
  /// Pool to live in; `nil` lets placement choose.
  package var pool: Slug?

  /// Creates a request with the three things that have no default.
  package init(slug: Slug, tier: Slug, homeRegion: Region) {
    self.slug = slug
    self.tier = tier
    self.homeRegion = homeRegion
  }

  func tenant(id: TenantID, at time: Timestamp) throws -> Tenant {
    var tenant = Tenant(
      id: id, slug: slug, name: name ?? slug.rawValue, tier: tier, homeRegion: homeRegion, createdAt: time)
    tenant.allowedRegions = Array(Set(allowedRegions).union([homeRegion])).sorted()
    if !allowedRegions.isEmpty { tenant.allowedRegions = Array(Set(allowedRegions)).sorted() }
    tenant.labels = labels
    tenant.contact = contact
    tenant.externalIDs = externalIDs
    if let timeZone { tenant.timeZone = timeZone }
    if let billingAnchorDay { tenant.billingAnchorDay = billingAnchorDay }
    try tenant.validate()
    return tenant
  }
}

extension TenantRequest {
  /// Refuses a request that asks for another tenant than the one that has its slug.
  fileprivate func requireSame(as existing: Tenant, in currentPool: Slug?) throws {
    let asked = try tenant(id: existing.id, at: existing.createdAt)
    func given(_ isGiven: Bool, _ isDifferent: Bool, _ name: String) -> String? { isGiven && isDifferent ? name : nil }
    let differences = [
      given(true, asked.tier != existing.tier, "tier '\(existing.tier)'"),
      given(true, asked.homeRegion != existing.homeRegion, "region '\(existing.homeRegion)'"),
      given(name != nil, asked.name != existing.name, "name '\(existing.name)'"),
      given(!allowedRegions.isEmpty, asked.allowedRegions != existing.allowedRegions, "allowed regions"),
      given(!labels.isEmpty, asked.labels != existing.labels, "labels"),
      given(contact != nil, asked.contact != existing.contact, "contact"),
      given(!externalIDs.isEmpty, asked.externalIDs != existing.externalIDs, "external ids"),
      given(timeZone != nil, asked.timeZone != existing.timeZone, "time zone '\(existing.timeZone)'"),
      given(
        billingAnchorDay != nil, asked.billingAnchorDay != existing.billingAnchorDay,
        "billing day '\(existing.billingAnchorDay)'"),
      given(pool != nil, pool != currentPool, "pool '\(currentPool?.rawValue ?? "none")'"),
    ].compactMap(\.self)
    guard !differences.isEmpty else { return }
    throw TenantError(
      .tenantExists, "tenant '\(slug)' exists already with other \(differences.joined(separator: ", "))",
      hint: "use 'tenantctl tenant update' to change it", details: ["id": slug.rawValue])
  }
}

extension Administration {
  /// Creates a tenant: its record, its placement and the journal rows, as one transaction.
  ///
  /// - Parameters:
  ///   - request: What the tenant is to be.
  ///   - ifNotExists: Whether an existing tenant of that slug is returned unchanged.
  /// - Returns: The tenant.
  /// - Throws: ``TenantError`` where the slug is taken, the tier is unknown, or no pool can take the tenant; nothing is
  ///   written then.
  package func onboard(_ request: TenantRequest, ifNotExists: Bool = false) throws -> Outcome<Tenant> {
    try change("tenant.onboard", request: request) { writer in
      if let existing = try writer.tenant(.slug(request.slug)) {
        try Self.requireReusable(existing, ifNotExists: ifNotExists)
        try request.requireSame(as: existing, in: writer.placement(of: existing.id)?.pool)
        return existing
      }
      var onboarding = try Onboarding(writer, session: session)
      return try onboarding.onboard(request)
    }
  }

  static func requireReusable(_ existing: Tenant, ifNotExists: Bool) throws {
    if ifNotExists, existing.state.isPresent { return }
    throw TenantError(
      .tenantExists,
      existing.state.isPresent
        ? "tenant '\(existing.slug)' exists already" : "slug '\(existing.slug)' belonged to a tenant that has left",
      hint: existing.state.isPresent
        ? "use --if-not-exists to accept that, or 'tenantctl tenant update' to change it"
        : "a slug is never reused; choose another",
      details: ["id": existing.slug.rawValue])
  }
}

/// Creates tenants within one transaction, keeping what they share.
struct Onboarding {
  private let writer: StoreWriter
  private let session: OperatorSession
  private var tiers: [Slug: Tier] = [:]
  private var placements: PlacementSession
  private var knownTimeZones: Set<String> = []

  init(_ writer: StoreWriter, session: OperatorSession) throws {
    self.writer = writer
    self.session = session
    placements = try PlacementSession(writer)
  }

  mutating func onboard(_ request: TenantRequest) throws -> Tenant {
    let tier = try tier(request.tier)
    let tenant = try request.tenant(id: TenantID(bits: session.randomBits()), at: writer.change.time)
    if knownTimeZones.insert(tenant.timeZone).inserted { _ = try session.timeZones.zone(named: tenant.timeZone) }
    try writer.insert(tenant)
    try writer.record(.tenantOnboard, key: tenant.slug.rawValue, tenant: tenant.id, after: tenant)
    try placements.place(tenant, on: tier, pool: request.pool)
    return tenant
  }

  private mutating func tier(_ name: Slug) throws -> Tier {
    if let known = tiers[name] { return known }
    let tier = try writer.requireTier(name)
    tiers[name] = tier
    return tier
  }
}
