// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about an addition to a limit.
package struct QuotaGrantRequest: Codable, Equatable, Sendable {
  package let quota: QuotaKey
  package let addition: QuotaGrant.Addition
  /// First instant of the grant; `nil` means now.
  package var from: Timestamp?
  package let until: Timestamp

  /// Creates a request for a grant from now on.
  package init(quota: QuotaKey, addition: QuotaGrant.Addition, until: Timestamp) {
    self.quota = quota
    self.addition = addition
    self.until = until
  }
}

/// A grant and the name of its tenant.
package struct OwnedGrant: Codable, Equatable, Sendable {
  /// The grant.
  package let grant: QuotaGrant
  /// Slug of the tenant.
  package let tenant: Slug
}

extension Administration {
  /// Raises a tenant's limit for a time.
  ///
  /// - Parameters:
  ///   - request: How much and how long.
  ///   - selector: Whose limit.
  /// - Returns: The grant.
  /// - Throws: ``TenantError`` where the tenant has no such quota or no limit to raise, the grant would have lapsed already,
  ///   or the limit would become too large.
  package func grantQuota(
    _ request: QuotaGrantRequest, to selector: TenantSelector
  ) throws -> Outcome<OwnedGrant> {
    try change("quota.grant", request: GrantRecord(tenant: selector.text, grant: request)) { writer in
      let tenant = try writer.requireTenant(selector)
      try tenant.requirePresent()
      let now = writer.change.time
      guard request.until > now else {
        throw TenantError(
          .invalidValue, "a grant until '\(request.until)' would have lapsed already", hint: "use a later end",
          details: ["until": request.until.description])
      }
      let grants = try writer.quotaGrants(of: tenant.id, quota: request.quota)
      let grant = try QuotaGrant(
        id: unusedID(besides: grants), tenant: tenant.id, quota: request.quota, addition: request.addition,
        from: request.from ?? now, until: request.until, reason: writer.change.reason, createdAt: now)
      try Self.requireRaisable(by: grants + [grant], of: tenant, quota: request.quota, writer)
      try writer.insert(grant)
      try writer.record(.quotaGrant, key: request.quota.rawValue, tenant: tenant.id, after: grant)
      return OwnedGrant(grant: grant, tenant: tenant.slug)
    }
  }

  /// Takes a grant back; it need not have lapsed or begun.
  ///
  /// - Parameters:
  ///   - id: Which grant.
  ///   - key: For which quota.
  ///   - selector: Whose.
  /// - Returns: The grant as it was.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound`` where there is none.
  package func revokeQuotaGrant(
    _ id: QuotaGrantID, quota key: QuotaKey, of selector: TenantSelector
  ) throws -> Outcome<OwnedGrant> {
    let request = RevokeRecord(tenant: selector.text, quota: key, grant: id)
    return try change("quota.revoke", request: request) { writer in
      let tenant = try writer.requireTenant(selector)
      guard let grant = try writer.quotaGrants(of: tenant.id, quota: key).first(where: { $0.id == id }) else {
        throw TenantError(
          .notFound, "tenant '\(tenant.slug)' has no grant '\(id)' for quota '\(key)'",
          hint: "run 'tenantctl quota show \(key) --tenant \(tenant.slug)' to see its grants",
          details: ["grant": id.rawValue])
      }
      try writer.delete(grant)
      try writer.record(.quotaRevoke, key: key.rawValue, tenant: tenant.id, before: grant)
      return OwnedGrant(grant: grant, tenant: tenant.slug)
    }
  }

  private func unusedID(besides grants: [QuotaGrant]) -> QuotaGrantID {
    var id = QuotaGrantID(bits: session.randomBits())
    while grants.contains(where: { $0.id == id }) { id = QuotaGrantID(bits: session.randomBits()) }
    return id
  }

  /// Refuses a grant that raises nothing, and one with which all that are in force together could overflow.
  private static func requireRaisable(
    by grants: [QuotaGrant], of tenant: Tenant, quota key: QuotaKey, _ reader: StoreReader
  ) throws {
    let quota = try reader.quota(key, of: .tenant(tenant.id)) ?? reader.quota(key, of: .tier(tenant.tier))
    guard let quota else { throw TenantError.noQuota(key, tenant: tenant.slug) }
    guard var total = quota.quota.allowance.limit else {
      throw TenantError(
        .invalidValue, "quota '\(key)' of tenant '\(tenant.slug)' has no limit to raise",
        hint: "run 'tenantctl quota show \(key) --tenant \(tenant.slug)'", details: ["quota": key.rawValue])
    }
    for grant in grants {
      let (sum, overflow) = total.addingReportingOverflow(
        try grant.addition.added(to: quota.quota.allowance.limit ?? 0))
      guard !overflow else {
        throw TenantError(
          .overflow, "the limit of quota '\(key)' with all grants would be too large", hint: "grant less",
          details: ["quota": key.rawValue])
      }
      total = sum
    }
  }
}

extension TenantError {
  /// The failure where a tenant has no quota of a name, neither itself nor from its tier.
  package static func noQuota(_ key: QuotaKey, tenant: Slug) -> TenantError {
    TenantError(
      .quotaNotFound, "tenant '\(tenant)' has no quota '\(key)'",
      hint: "run 'tenantctl quota usage --tenant \(tenant)' to see its quotas", details: ["id": key.rawValue])
  }
}

private struct GrantRecord: Encodable {
  let tenant: String
  let grant: QuotaGrantRequest
}

private struct RevokeRecord: Encodable {
  let tenant: String
  let quota: QuotaKey
  let grant: QuotaGrantID
}
