// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension QuotaTerms {
  /// Compiles what a quota is for a tenant, or one of its users, at an instant.
  ///
  /// - Returns: The terms; `nil` where they cannot be computed, so that those from before stay.
  static func compile(
    _ key: QuotaKey, user: String?, _ record: TenantRecord, _ snapshot: Snapshot, at instant: Timestamp
  ) -> QuotaTerms? {
    let revision = snapshot.position.revision
    guard record.tenant.state == .active else { return .blocked(revision: revision) }
    let sources = record.sources(key, user: user, snapshot)
    guard var definition = try? define(sources, user: user, record, at: instant) else { return nil }
    // The tenant's quota holds also where what another tier would make of it cannot be computed.
    if user == nil, let (tier, others) = record.rehearsedSources(key, snapshot, at: instant),
      let rehearsed = try? define(others, user: nil, record, at: instant),
      definition.rule != .undefined || rehearsed.rule != .undefined
    {
      definition.rehearsal = .tier(tier, QuotaTerms(rehearsed, revision: revision))
      definition.until = [definition.until, rehearsed.until].compactMap(\.self).min()
    }
    return QuotaTerms(definition, revision: revision)
  }

  private static func define(
    _ sources: QuotaSources, user: String?, _ record: TenantRecord, at instant: Timestamp
  ) throws -> Definition {
    let resolution = try QuotaResolution.effective(sources, at: instant) { try record.calendar.get() }
    guard let effective = user == nil ? resolution.tenant : resolution.user else {
      return Definition(rule: .undefined, until: sources.nextGrantChange(after: instant))
    }
    var definition = Definition(rule: .unlimited, quota: effective.quota, limit: effective.limit)
    definition.isShadow = effective.quota.isShadow(for: record.tenant.id)
    definition.until = [sources.nextGrantChange(after: instant), effective.pending?.effectiveAt].compactMap(\.self)
      .min()
    try definition.decide(effective, record, at: instant)
    return definition
  }
}

extension QuotaTerms.Definition {
  fileprivate mutating func decide(_ effective: EffectiveQuota, _ record: TenantRecord, at instant: Timestamp) throws {
    let quota = effective.quota
    switch quota.allowance.window {
    case .period(let unit):
      let calendar = try record.calendar.get()
      let period = try calendar.period(unit, containing: instant)
      rule = .period(period, next: try calendar.period(unit, containing: period.end))
      until = min(until ?? period.end, period.end)
    case .rate(let seconds):
      guard let limit = effective.limit else { return }
      rule =
        quota.mode == .rolling
        ? .rolling(RollingWindow(limit: limit, windowSeconds: seconds))
        : .rate(RateParameters(limit: limit, windowSeconds: seconds, burst: quota.burst, mode: quota.mode))
    case .atOnce:
      if effective.limit != nil { rule = .concurrency }
    }
  }
}

extension QuotaSources {
  /// The next instant at which a grant begins or ends.
  fileprivate func nextGrantChange(after instant: Timestamp) -> Timestamp? {
    grants.flatMap { [$0.from, $0.until] }.filter { $0 > instant }.min()
  }
}
