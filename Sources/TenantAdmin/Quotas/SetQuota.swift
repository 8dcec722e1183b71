// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about a quota; what is left out stays as it is, or comes from the level above.
package struct QuotaRequest: Sendable {
  /// How much of a rate may be used in one moment.
  package enum Burst: Codable, Hashable, Sendable {
    /// As much as the limit.
    case limit
    /// So much.
    case amount(Int64)
  }

  package let key: QuotaKey
  package let target: QuotaTarget
  package let allowance: QuotaAllowance
  package var meter: MeterName?
  package var burst: Burst?
  package var onExceed: QuotaExcessPolicy?
  package var failurePolicy: QuotaFailurePolicy?
  package var mode: RateMode?
  package var onChange: QuotaChangeStrategy?
  package var decrease: QuotaDecreaseTiming?
  /// Percentages of the limit at which operators are told; empty means at none.
  package var alerts: [Int]?
  /// For how many hundredths of the tenants the definition is only watched.
  package var shadow: Int?

  /// Creates a request that names only what has no default.
  package init(key: QuotaKey, target: QuotaTarget, allowance: QuotaAllowance) {
    self.key = key
    self.target = target
    self.allowance = allowance
  }

  /// The definition that results.
  ///
  /// - Parameters:
  ///   - existing: The definition that the scope has now.
  ///   - overridden: The definition that applies to the scope without one of its own.
  /// - Returns: The definition.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where its properties do not go together.
  func quota(replacing existing: Quota?, over overridden: Quota?) throws -> Quota {
    // Policies of another kind say nothing about this one.
    let template = [existing, overridden].compactMap(\.self).first { $0.kind == allowance.window.kind }
    let burst: Int64? =
      switch self.burst {
      case .limit: nil
      case .amount(let amount): amount
      // A burst goes with its limit, so only the scope's own is kept.
      case nil: allowance.limit == nil ? nil : existing.flatMap { $0.kind == allowance.window.kind ? $0.burst : nil }
      }
    var quota = try Quota(
      key: key, meter: meter ?? existing?.meter ?? overridden?.meter, allowance: allowance, burst: burst,
      onExceed: onExceed ?? template?.onExceed ?? .reject, failurePolicy: failurePolicy ?? template?.failurePolicy)
    quota.mode = mode ?? template?.mode ?? quota.mode
    quota.onChange = onChange ?? (existing ?? overridden)?.onChange ?? quota.onChange
    quota.decrease = decrease ?? (existing ?? overridden)?.decrease ?? quota.decrease
    quota.alerts = alerts ?? (existing ?? overridden)?.alerts ?? quota.alerts
    // That a tier's definition is watched says nothing about a definition of one's own.
    quota.shadow = shadow ?? existing?.shadow ?? quota.shadow
    try quota.validate()
    return quota
  }
}

extension Administration {
  /// Defines a quota for a tier, a tenant or a user, or changes its definition.
  ///
  /// - Parameters:
  ///   - request: What the quota is to be.
  ///   - ifVersion: The version the operator has seen, 0 for a quota that is not there yet.
  /// - Returns: The definition as it is now.
  /// - Throws: ``TenantError`` where the tier or tenant is unknown, the definition has another version, or its properties
  ///   do not go together.
  package func setQuota(_ request: QuotaRequest, ifVersion: Int64? = nil) throws -> Outcome<OwnedQuota> {
    try change("quota.set", request: SetQuotaRecord(request, ifVersion)) { writer in
      let owner = try request.target.owner(in: writer)
      let before = try writer.quota(request.key, of: owner.scope)
      try ObjectVersion.require(
        ifVersion, found: before?.version ?? 0, of: "quota '\(request.key)' of \(owner.name)")
      let overridden = try writer.overriddenQuota(request.key, by: owner)
      let quota = try request.quota(replacing: before?.quota, over: overridden)
      if let before, before.quota == quota { return OwnedQuota(before, tenant: owner.tenant?.slug) }
      let timing = try rememberQuota(replaced: before, by: quota, of: owner, writer)
      var after = try before ?? QuotaAssignment(scope: owner.scope, quota: quota, createdAt: writer.change.time)
      after.quota = quota
      after.updatedAt = writer.change.time
      if let before {
        after.version = try ObjectVersion.next(before.version)
        if owner.tenant == nil {
          after.transitions =
            before.timeline.changed(to: quota, of: owner.scope, at: writer.change.time).transitions
        }
      }
      try writer.put(after)
      try writer.record(
        .quotaSet, key: request.key.rawValue, tenant: owner.scope.tenant, before: before, after: after)
      return OwnedQuota(after, tenant: owner.tenant?.slug, lowersWith: timing)
    }
  }

  /// Removes a definition, so that the level above applies again.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - target: Whose definition.
  ///   - decrease: When the level above applies, where it allows less; `nil` means as the removed definition says.
  ///   - ifExists: Whether a definition that is not there counts as removed.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The definition as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/quotaNotFound`` where there is none.
  package func unsetQuota(
    _ key: QuotaKey, of target: QuotaTarget, decrease: QuotaDecreaseTiming? = nil, ifExists: Bool = false,
    ifVersion: Int64? = nil
  ) throws -> Outcome<OwnedQuota?> {
    let request = UnsetQuotaRecord(quota: key, target: target.text, decrease: decrease, ifVersion: ifVersion)
    return try change("quota.unset", request: request) { writer in
      let owner = try target.owner(in: writer)
      guard let before = try writer.quota(key, of: owner.scope) else {
        if ifExists { return nil }
        throw TenantError(
          .quotaNotFound, "\(owner.name) has no quota '\(key)' of its own",
          hint: "run 'tenantctl quota list' to see what is defined where", details: ["id": key.rawValue])
      }
      try ObjectVersion.require(ifVersion, found: before.version, of: "quota '\(key)' of \(owner.name)")
      let timing = try rememberQuota(removed: before, from: owner, decrease ?? before.quota.decrease, writer)
      try writer.deleteQuota(key, of: owner.scope)
      try writer.record(.quotaUnset, key: key.rawValue, tenant: owner.scope.tenant, before: before)
      return OwnedQuota(before, tenant: owner.tenant?.slug, lowersWith: timing)
    }
  }

  /// Removes the quotas of a tier that is being deleted.
  static func removeQuotas(ofTier tier: Slug, from writer: StoreWriter) throws {
    for assignment in try writer.quotas(ofTier: tier) {
      try writer.deleteQuota(assignment.quota.key, of: assignment.scope)
      try writer.record(.quotaUnset, key: assignment.quota.key.rawValue, before: assignment)
    }
  }
}

extension StoreReader {
  /// The definition that applies to an owner without one of its own.
  fileprivate func overriddenQuota(_ key: QuotaKey, by owner: QuotaOwner) throws -> Quota? {
    guard let tenant = owner.tenant else { return nil }
    if owner.scope.user != nil, let own = try quota(key, of: .tenant(tenant.id)) { return own.quota }
    return try quota(key, of: .tier(tenant.tier))?.quota
  }
}

private struct SetQuotaRecord: Encodable {
  let quota: QuotaKey
  let target: String
  let allowance: QuotaAllowance
  let meter: MeterName?
  let burst: QuotaRequest.Burst?
  let onExceed: QuotaExcessPolicy?
  let failurePolicy: QuotaFailurePolicy?
  let mode: RateMode?
  let onChange: QuotaChangeStrategy?
  let decrease: QuotaDecreaseTiming?
  let alerts: [Int]?
  let shadow: Int?
  let ifVersion: Int64?

  init(_ request: QuotaRequest, _ ifVersion: Int64?) {
    quota = request.key
    target = request.target.text
    allowance = request.allowance
    meter = request.meter
    burst = request.burst
    onExceed = request.onExceed
    failurePolicy = request.failurePolicy
    mode = request.mode
    onChange = request.onChange
    decrease = request.decrease
    alerts = request.alerts
    shadow = request.shadow
    self.ifVersion = ifVersion
  }
}

private struct UnsetQuotaRecord: Encodable {
  let quota: QuotaKey
  let target: String
  let decrease: QuotaDecreaseTiming?
  let ifVersion: Int64?
}
