// SPDX-License-Identifier: Apache-2.0

/// What a quota is for a request of a tenant's user: everything the user does counts against both.
///
/// A user's quota is nested in the tenant's: a request must find room in each that is present. The user's own limit never
/// raises what the tenant as a whole may use, and never exceeds it where both are per the same window.
public struct QuotaResolution: Hashable, Sendable {
  /// The quota of the tenant as a whole; `nil` where neither its tier nor itself defines one.
  public let tenant: EffectiveQuota?
  /// The user's own quota; `nil` without a user, or where the user has none.
  public let user: EffectiveQuota?

  /// The most specific quota, which explains the answer to an operator; `nil` where nothing is limited.
  public var mostSpecific: EffectiveQuota? { user ?? tenant }

  /// Decides what applies.
  ///
  /// The tenant's definition replaces its tier's whole. Grants in force are then added to the limit, each computed from the
  /// definition's own limit, so that their order does not matter; a percentage is rounded down. Grants are for the tenant as
  /// a whole and do not raise a user's own limit. A limit that is not there cannot be raised.
  ///
  /// - Parameters:
  ///   - tier: The tier's definition, if it has one.
  ///   - tenant: The tenant's definition, if it has one.
  ///   - user: The user's definition, if a user is meant and has one.
  ///   - grants: All grants of the tenant for this quota.
  ///   - instant: When.
  /// - Returns: What applies, and why.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the limit with its grants cannot be represented.
  public static func effective(
    tier: Quota?, tenant: Quota?, user: Quota?, grants: [QuotaGrant], at instant: Timestamp
  ) throws -> QuotaResolution {
    let whole = try tenantQuota(tier: tier, tenant: tenant, grants: grants, at: instant)
    guard let user else { return QuotaResolution(tenant: whole, user: nil) }
    var limit = user.allowance.limit
    if let whole, whole.quota.allowance.window == user.allowance.window, let bound = whole.limit {
      limit = min(limit ?? bound, bound)
    }
    let nested = EffectiveQuota(
      quota: user, source: .user, limit: limit, burst: burst(of: user, limit: limit),
      candidates: [EffectiveQuota.Candidate(level: .user, quota: user, outcome: .chosen)], contributions: [])
    return QuotaResolution(tenant: whole, user: nested)
  }

  private static func tenantQuota(
    tier: Quota?, tenant: Quota?, grants: [QuotaGrant], at instant: Timestamp
  ) throws -> EffectiveQuota? {
    guard let quota = tenant ?? tier else { return nil }
    var limit = quota.allowance.limit
    var contributions: [EffectiveQuota.Contribution] = []
    for grant in grants {
      let status = grant.status(at: instant)
      var added: Int64 = 0
      if status == .inForce, let base = quota.allowance.limit, let sum = limit {
        added = try grant.addition.added(to: base)
        let (raised, overflow) = sum.addingReportingOverflow(added)
        guard !overflow else {
          throw TenantError(
            .overflow, "the limit of quota '\(quota.key)' with its grants is too large",
            hint: "revoke a grant with 'tenantctl quota grant --revoke'", details: ["quota": quota.key.rawValue])
        }
        limit = raised
      }
      contributions.append(EffectiveQuota.Contribution(grant: grant, status: status, added: added))
    }
    return EffectiveQuota(
      quota: quota, source: tenant == nil ? .tier : .tenant, limit: limit, burst: burst(of: quota, limit: limit),
      candidates: candidates(tier: tier, tenant: tenant), contributions: contributions)
  }

  /// A burst that follows the limit, grants included, unless the definition fixes one.
  private static func burst(of quota: Quota, limit: Int64?) -> Int64? {
    guard quota.kind == .rate, let limit else { return nil }
    return quota.burst ?? limit
  }

  private static func candidates(tier: Quota?, tenant: Quota?) -> [EffectiveQuota.Candidate] {
    let tierOutcome: EffectiveQuota.Outcome = tenant == nil ? .chosen : .overridden(by: .tenant)
    return [
      EffectiveQuota.Candidate(level: .tier, quota: tier, outcome: tier == nil ? .undefined : tierOutcome),
      EffectiveQuota.Candidate(level: .tenant, quota: tenant, outcome: tenant == nil ? .undefined : .chosen),
    ]
  }
}
