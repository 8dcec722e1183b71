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
    guard var terms = try? compile(sources, user: user, record, revision: revision, at: instant) else { return nil }
    // The tenant's quota holds also where what another tier would make of it cannot be computed.
    guard user == nil, let (tier, others) = record.rehearsedSources(key, snapshot, at: instant),
      let rehearsed = try? compile(others, user: nil, record, revision: revision, at: instant),
      terms.rule != .undefined || rehearsed.rule != .undefined
    else { return terms }
    terms.rehearsal = .tier(tier, rehearsed)
    terms.until = [terms.until, rehearsed.until].compactMap(\.self).min()
    return terms
  }

  private static func compile(
    _ sources: QuotaSources, user: String?, _ record: TenantRecord, revision: Int64, at instant: Timestamp
  ) throws -> QuotaTerms {
    let resolution = try QuotaResolution.effective(sources, at: instant) { try record.calendar.get() }
    guard let effective = user == nil ? resolution.tenant : resolution.user else {
      return QuotaTerms(rule: .undefined, revision: revision, until: sources.nextGrantChange(after: instant))
    }
    var terms = QuotaTerms(rule: .unlimited, revision: revision, quota: effective.quota, limit: effective.limit)
    terms.isShadow = effective.quota.isShadow(for: record.tenant.id)
    terms.until = [sources.nextGrantChange(after: instant), effective.pending?.effectiveAt].compactMap(\.self).min()
    try terms.decide(effective, record, at: instant)
    return terms
  }

  private mutating func decide(_ effective: EffectiveQuota, _ record: TenantRecord, at instant: Timestamp) throws {
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
