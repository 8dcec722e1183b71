// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// The quotas of one tenant and its users.
///
/// Decisions go by the newest revision that the runtime serves, for they count what is shared by all requests;
/// ``effective(_:user:)`` explains the revision of the scope.
public struct TenantQuotas: Sendable {
  private let scope: TenantScope

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// The tenant, for messages.
  var tenant: Tenant { scope.tenant }

  /// One limit of the tenant as a whole.
  func control(_ key: QuotaKey) -> QuotaControl { scope.limits.control(key) }

  /// Decides on a request, and counts what it costs where it is served.
  ///
  /// A user's own quota is nested in the tenant's: the request is counted in both or in none.
  ///
  /// - Parameters:
  ///   - key: The quota; one that nothing defines limits nothing.
  ///   - cost: Units, 0 or more; a negative number counts as 0.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  /// - Returns: What becomes of the request, and why.
  public func admit(_ key: QuotaKey, cost: Int64 = 1, user: String? = nil) -> QuotaDecision {
    if let user, let group = nested(key, user: user) { return group.admit(cost: cost) }
    return scope.limits.admit(key, cost)
  }

  /// Tells what ``admit(_:cost:user:)`` would answer now, without counting anything; of a quota per period the store is asked.
  ///
  /// - Parameters:
  ///   - key: The quota; one that nothing defines limits nothing.
  ///   - cost: Units, 0 or more; a negative number counts as 0.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  /// - Returns: What would become of the request, and why.
  public func peek(_ key: QuotaKey, cost: Int64 = 1, user: String? = nil) -> QuotaDecision {
    nested(key, user: user)?.peek(cost: cost) ?? control(key).peek(max(cost, 0))
  }

  /// The tenant's limit and the user's own; `nil` where the user has none.
  private func nested(_ key: QuotaKey, user: String?) -> QuotaGroup? {
    guard let own = ownControl(key, user: user) else { return nil }
    return QuotaGroup([QuotaHandle(control(key)), QuotaHandle(own)])
  }

  /// A user's own limit; `nil` where no user is concerned, or the user has none.
  private func ownControl(_ key: QuotaKey, user: String?) -> QuotaControl? {
    guard let user, scope.record.userQuotas[user]?[key] != nil else { return nil }
    return scope.limits.control(key, user: user)
  }

  /// The tenant's limit, and after it the user's own where the user has one.
  func controls(_ key: QuotaKey, user: String?) -> [QuotaControl] {
    [control(key)] + (ownControl(key, user: user).map { [$0] } ?? [])
  }

  /// Finds a limit once, for a service that asks often.
  ///
  /// - Parameter key: The quota.
  /// - Returns: The limit, good for ever.
  public func handle(_ key: QuotaKey) -> QuotaHandle {
    QuotaHandle(control(key))
  }

  /// Finds several limits once, which requests must find room in at the same time.
  ///
  /// - Parameters:
  ///   - keys: The quotas, in the order in which they are asked.
  ///   - user: A user, whose own quotas of these names count too, now or once they are defined.
  /// - Returns: The limits, good for ever.
  public func group(_ keys: [QuotaKey], user: String? = nil) -> QuotaGroup {
    let limits = scope.limits
    return QuotaGroup(
      keys.flatMap { key in
        [QuotaHandle(limits.control(key))] + (user.map { [QuotaHandle(limits.control(key, user: $0))] } ?? [])
      })
  }

  /// Takes the right to do one of the things of which only so many may be done at once.
  ///
  /// A user's own quota is nested in the tenant's: the right is taken in both or in none.
  ///
  /// - Parameters:
  ///   - key: The quota, of the kind that limits what there is at once.
  ///   - units: How many are taken, 1 or more.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  /// - Returns: The right, to be released; the decision says why where there is none.
  public func acquire(
    _ key: QuotaKey, units: Int64 = 1, user: String? = nil
  ) -> (slot: ConcurrencySlot?, decision: QuotaDecision) {
    ConcurrencySlot.take(max(units, 1), controls(key, user: user))
  }

  /// Runs a body while one of the things is held of which only so many may be done at once.
  ///
  /// - Parameters:
  ///   - key: The quota, of the kind that limits what there is at once.
  ///   - units: How many are taken, 1 or more.
  ///   - user: The user's identifier, as in ``acquire(_:units:user:)``; `nil` where no user is concerned.
  ///   - body: What is done; the slot's token belongs to whatever receives the work.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/limitExceeded`` where all are taken, or what the body throws.
  public func withSlot<Result>(
    _ key: QuotaKey, units: Int64 = 1, user: String? = nil, _ body: (ConcurrencySlot) async throws -> Result
  ) async throws -> Result {
    let (slot, decision) = acquire(key, units: units, user: user)
    guard let slot else { throw TenantError.limitExceeded(key, decision, tenant) }
    defer { slot.release() }
    return try await body(slot)
  }

  /// Returns what a quota is for the tenant, or for one of its users, now.
  ///
  /// - Parameters:
  ///   - key: The quota.
  ///   - user: The user's identifier; `nil` for the tenant as a whole.
  /// - Returns: What applies, and why; both levels are `nil` where nothing is limited.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the limit with its grants cannot be represented; where
  ///   a lower limit is to hold from the end of a period on, what keeps the tenant's time zone from being read.
  public func effective(_ key: QuotaKey, user: String? = nil) throws -> QuotaResolution {
    let record = scope.record
    return try QuotaResolution.effective(record.sources(key, user: user, scope.snapshot), at: scope.now()) {
      try record.calendar.get()
    }
  }
}

extension TenantError {
  /// The failure of a request that a quota has no room for.
  ///
  /// - Parameters:
  ///   - key: The quota.
  ///   - decision: The refusal.
  ///   - tenant: Whose request.
  /// - Returns: ``TenantErrorCode/limitExceeded`` with what the refusal says.
  package static func limitExceeded(_ key: QuotaKey, _ decision: QuotaDecision, _ tenant: Tenant) -> TenantError {
    var details = ["quota": key.rawValue, "tenant": tenant.id.rawValue, "reason": decision.reason.rawValue]
    if let limit = decision.limit { details["limit"] = String(limit) }
    if let remaining = decision.remaining { details["remaining"] = String(remaining) }
    if let wait = decision.retryAfter { details["retryAfterMilliseconds"] = String((wait + 999_999) / 1_000_000) }
    return TenantError(
      .limitExceeded, "quota '\(key)' of tenant '\(tenant.slug)' refuses: \(decision.reason.rawValue)",
      hint: "run 'tenantctl quota explain \(tenant.slug) \(key)' to see why", details: details)
  }
}
