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

  /// Decides what applies where no definition was ever changed.
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
    var sources = QuotaSources()
    sources.tier = QuotaTimeline(tier)
    sources.tenant = tenant
    sources.user = user
    sources.grants = grants
    return try effective(sources, at: instant) { TenantCalendar() }
  }

  /// Decides what applies.
  ///
  /// The tenant's definition replaces its tier's whole. Where the newest change allows less than what applied before, that
  /// goes on applying until the change takes effect. Grants in force are then added to the limit, each computed from the
  /// definition's own limit, so that their order does not matter; a percentage is rounded down. Grants are for the tenant as
  /// a whole and do not raise a user's own limit. A limit that is not there cannot be raised.
  ///
  /// - Parameters:
  ///   - sources: What is defined, what that replaced, and the grants.
  ///   - instant: When.
  ///   - calendar: Gives the tenant's calendar; only asked where the end of a period decides when a change takes effect.
  /// - Returns: What applies, and why.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the limit with its grants cannot be represented or
  ///   a change was made in a year that calendars do not know; what `calendar` throws.
  public static func effective(
    _ sources: QuotaSources, at instant: Timestamp, calendar: () throws -> TenantCalendar
  ) throws -> QuotaResolution {
    let whole = try sources.tenantQuota(at: instant, calendar)
    guard let user = try sources.userState(at: instant, calendar), let quota = user.quota else {
      return QuotaResolution(tenant: whole, user: nil)
    }
    var limit = quota.allowance.limit
    if let whole, whole.quota.allowance.window == quota.allowance.window, let bound = whole.limit {
      limit = min(limit ?? bound, bound)
    }
    var candidates = [
      EffectiveQuota.Candidate(
        level: .user, quota: sources.user,
        outcome: user.kept == nil ? .chosen : .pending(effectiveAt: user.effectiveAt))
    ]
    if let kept = user.kept { candidates.append(EffectiveQuota.Candidate(kept)) }
    let nested = EffectiveQuota(
      quota: quota, source: .user, limit: limit, burst: quota.burst(within: limit), candidates: candidates,
      contributions: [], pending: user.pending(sources.user, .user), kept: user.kept)
    return QuotaResolution(tenant: whole, user: nested)
  }
}

extension QuotaSources {
  fileprivate func userState(
    at instant: Timestamp, _ calendar: () throws -> TenantCalendar
  ) throws -> QuotaTimeline.State? {
    guard let user else { return nil }
    return try QuotaTimeline(user, after: userTransition.map { [$0] } ?? []).state(since: nil, at: instant, calendar)
  }

  fileprivate func tenantQuota(
    at instant: Timestamp, _ calendar: () throws -> TenantCalendar
  ) throws -> EffectiveQuota? {
    let (state, level, coming) = try tenantState(at: instant, calendar)
    guard let quota = state.quota else { return nil }
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
      quota: quota, source: state.kept?.scope.level ?? level, limit: limit, burst: quota.burst(within: limit),
      candidates: candidates(state), contributions: contributions, pending: state.pending(coming, level),
      kept: state.kept)
  }

  /// What applies to the tenant as a whole before grants, the level of the newest definition, and what will apply.
  private func tenantState(
    at instant: Timestamp, _ calendar: () throws -> TenantCalendar
  ) throws -> (state: QuotaTimeline.State, level: QuotaLevel, coming: Quota?) {
    let level: QuotaLevel = tenant == nil ? .tier : .tenant
    var nominal = QuotaTimeline.State(quota: tenant)
    if tenant == nil {
      // What the tier promised while another definition applied to the tenant was not promised to it.
      let since = [tierSince, tenantTransition?.changedAt].compactMap(\.self).max()
      nominal = try tier.state(since: since, at: instant, calendar)
    }
    guard let tenantTransition else { return (nominal, level, tenant ?? tier.current) }
    let state = try QuotaTimeline(nominal.quota, after: [tenantTransition]).state(since: nil, at: instant, calendar)
    // Where the tenant keeps nothing of its own, it has what its tier's timeline says.
    guard state.kept != nil else { return (nominal, level, tenant ?? tier.current) }
    return (state, level, nominal.quota)
  }

  private func candidates(_ state: QuotaTimeline.State) -> [EffectiveQuota.Candidate] {
    let applies: EffectiveQuota.Outcome = state.kept == nil ? .chosen : .pending(effectiveAt: state.effectiveAt)
    let tierOutcome = tenant == nil ? applies : .overridden(by: .tenant)
    var candidates = [
      EffectiveQuota.Candidate(
        level: .tier, quota: tier.current, outcome: tier.current == nil ? .undefined : tierOutcome),
      EffectiveQuota.Candidate(level: .tenant, quota: tenant, outcome: tenant == nil ? .undefined : applies),
    ]
    if let kept = state.kept { candidates.append(EffectiveQuota.Candidate(kept)) }
    return candidates
  }
}

extension QuotaTimeline.State {
  /// The change that does not hold yet.
  fileprivate func pending(_ coming: Quota?, _ level: QuotaLevel) -> PendingChange? {
    guard kept != nil, let coming else { return nil }
    return PendingChange(quota: coming, effectiveAt: effectiveAt, level: level)
  }
}

extension EffectiveQuota.Candidate {
  fileprivate init(_ kept: QuotaTransition) {
    self.init(level: kept.scope.level, quota: kept.quota, outcome: .kept)
  }
}

extension Quota {
  /// A burst that follows the limit, grants included, unless the definition fixes one.
  fileprivate func burst(within limit: Int64?) -> Int64? {
    guard kind == .rate, let limit else { return nil }
    // Half of a hard rate may be used at once; a burst of all of it would let the rest of the window pass drop by drop.
    return burst ?? (mode == .hard ? max(limit / 2, min(limit, 1)) : limit)
  }
}
