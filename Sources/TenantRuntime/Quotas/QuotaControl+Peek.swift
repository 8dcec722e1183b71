// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel
import TenantStore

extension QuotaControl {
  /// Tells what a request would be answered now; nothing is counted.
  ///
  /// - Parameter cost: Units, 0 or more.
  /// - Returns: The answer.
  func peek(_ cost: Int64) -> QuotaDecision {
    let terms = self.terms
    if case .period(let period, _) = terms.rule, let quota = terms.quota {
      return peek(cost, quota, of: period, terms)
    }
    return withLock { take(cost, isCounting: false, &$0).decision }
  }

  /// What the ledger has room for, and what this process holds already.
  private func peek(_ cost: Int64, _ quota: Quota, of period: Period, _ terms: QuotaTerms) -> QuotaDecision {
    let key = LeaseKey(tenant: tenant, quota: self.quota, user: user, period: period)
    guard let use = try? ledgerUse(of: key, meter: quota.meter) else { return terms.unavailable }
    let microseconds = period.end.microseconds.subtractingSaturating(engine.now().microseconds)
    let endsIn = max(0, microseconds.multipliedSaturating(by: 1_000))
    guard let limit = terms.limit else { return terms.decision(.allowed, .withinLimit, resetsIn: endsIn) }
    let now = LeaseBank.now()
    let held = leases.accounts.first { $0.isOpen(at: now) }?.remaining.load(ordering: .relaxed) ?? 0
    // What is held counts as taken in the ledger.
    let room = use.remaining(of: limit).addingSaturating(max(held, 0))
    if cost <= room {
      return terms.decision(.allowed, .withinLimit, remaining: room - cost, resetsIn: endsIn)
    }
    if quota.onExceed == .allowAndBill {
      return terms.decision(.allowed, .billedOverage, remaining: 0, resetsIn: endsIn)
    }
    let isNever = cost > limit
    return terms.refusal(
      isNever ? .neverSatisfiable : .exceeded, remaining: room, retryAfter: isNever ? nil : endsIn, resetsIn: endsIn)
  }

  private func ledgerUse(of key: LeaseKey, meter: MeterName) throws -> LedgerUse {
    let settings = engine.keeper.settings
    let store = try StateStore(
      opening: settings.path, access: .readOnly, busyTimeoutMilliseconds: settings.busyTimeoutMilliseconds)
    return try store.read { try $0.ledgerUse(of: key, meter: meter) }
  }
}
