// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel
import TenantStore

/// What the keeper knows of the leases in one account: what was granted, and what the store was told of it.
///
/// All leases of an account are spent as one; what was spent is told of the oldest lease first.
struct LeaseBook {
  private struct Held {
    let sequence: Int64
    let units: Int64
    var spent: Int64 = 0
    var metered: Int64 = 0
    var returned: Int64 = 0
  }

  let key: LeaseKey
  let meter: MeterName
  private var held: [Held] = []
  /// A wish that was not answered for certain; it is repeated as it is.
  private(set) var pending: (sequence: Int64, want: Int64, need: Int64)?
  /// Whether the account is given up: nothing is asked for, and everything is returned.
  private(set) var isFinal = false
  /// When the store has to hear of the leases again, by the boot clock.
  var due: Int64 = 0
  /// How much is asked for at once; follows what is spent.
  private(set) var appetite: Int64 = 64
  private var grantedAt: Int64 = 0
  private var spentAtLastReport: Int64 = -1

  init(key: LeaseKey, meter: MeterName) {
    self.key = key
    self.meter = meter
  }

  var isEmpty: Bool { held.isEmpty && pending == nil }

  /// What was granted and not returned.
  private var units: Int64 { held.reduce(0) { $0 + $1.units - $1.returned } }

  /// Units spent, without those whose cost is not known yet.
  func spent(_ account: LeaseAccount) -> Int64 {
    units - account.remaining.load(ordering: .acquiring) - account.reserved.load(ordering: .acquiring)
  }

  /// Whether nothing was spent since the last report.
  func isIdle(_ account: LeaseAccount) -> Bool {
    account.reserved.load(ordering: .acquiring) == 0 && spent(account) == spentAtLastReport
  }

  /// Takes what is left out of the account, to be returned; what is taken is never spent.
  mutating func giveUp(_ account: LeaseAccount) {
    isFinal = true
    account.closesAt.store(0, ordering: .releasing)
    takeBack(account)
  }

  /// Takes what is left out of the account, to be returned, and lets it go on.
  mutating func takeBack(_ account: LeaseAccount) {
    var left = account.remaining.exchange(0, ordering: .acquiringAndReleasing)
    account.beyond.store(0, ordering: .relaxed)
    // The newest leases first: the oldest are those that were spent.
    for index in held.indices.reversed() where left > 0 {
      let part = min(left, held[index].units - held[index].returned - held[index].spent)
      held[index].returned += part
      left -= part
    }
  }

  /// Decides whether to go on: not where the period is over, the quota is another one, or nobody spends.
  mutating func prepare(_ account: LeaseAccount, _ terms: QuotaTerms, _ moment: LeaseMoment) {
    guard !isFinal else { return }
    var isOurs = false
    if case .period(let period, let next) = terms.rule { isOurs = key.period == period || key.period == next }
    let isOver = moment.now >= key.period.end || !isOurs || terms.quota?.meter != meter
    if moment.isClosing { return giveUp(account) }
    if isOver || (moment.boot >= due && due > 0 && isIdle(account)) {
      // Work whose cost is not known yet holds its units until it is.
      if account.reserved.load(ordering: .acquiring) == 0 { return giveUp(account) }
      account.closesAt.store(0, ordering: .releasing)
      return takeBack(account)
    }
    // What a limit allows no more is returned at once, so that the lower limit holds for those who ask next.
    let limit = account.limit.load(ordering: .relaxed)
    if let lowered = terms.limit, limit < 0 ? !held.isEmpty : lowered < limit { takeBack(account) }
  }

  /// What the store is to hear of every lease.
  mutating func reports(
    _ account: LeaseAccount, holder: String, _ terms: QuotaTerms, _ moment: LeaseMoment
  ) -> [LeaseReport] {
    let total = max(0, spent(account) + (isFinal ? account.reserved.load(ordering: .acquiring) : 0))
    spentAtLastReport = spent(account)
    var spent = total
    var metered = max(0, total - account.unmetered.load(ordering: .acquiring))
    return held.indices.map { index in
      let room = held[index].units - held[index].returned
      // What was told once stays told, even where some of it was given back since.
      held[index].spent = max(held[index].spent, min(spent, room))
      held[index].metered = max(held[index].metered, min(metered, held[index].spent))
      spent = max(0, spent - held[index].spent)
      metered = max(0, metered - held[index].metered)
      var report = LeaseReport(
        key: key, meter: meter, holder: holder, sequence: held[index].sequence, totalSpent: held[index].spent,
        meteredSpent: held[index].metered, returned: held[index].returned,
        isFinal: isFinal || held[index].spent + held[index].returned == held[index].units, now: moment.now,
        limit: terms.limit)
      report.renewUntil = isFinal ? nil : moment.expiry
      report.thresholds = terms.quota?.alerts ?? []
      return report
    }
  }

  /// Forgets what needs no more word, after the store has heard the reports.
  ///
  /// - Returns: Whether all leases may still be spent; where not, the store has taken one for lost.
  mutating func heard(_ results: [LeaseReportResult], _ account: LeaseAccount) -> Bool {
    var kept: [Held] = []
    var isOpen = true
    for (lease, result) in zip(held, results) {
      if isFinal || lease.spent + lease.returned == lease.units {
        spentAtLastReport -= lease.spent
        account.unmetered.wrappingSubtract(lease.spent - lease.metered, ordering: .relaxed)
      } else {
        kept.append(lease)
        if !result.isOpen { isOpen = false }
      }
    }
    held = kept
    return isOpen
  }

  /// What to ask for, if anything.
  mutating func wish(
    _ account: LeaseAccount, nextSequence: () -> Int64, now: Int64
  ) -> (sequence: Int64, want: Int64, need: Int64)? {
    guard !isFinal else { return nil }
    if let pending { return pending }
    let left = account.remaining.load(ordering: .relaxed)
    let missing = account.missing.exchange(0, ordering: .relaxed)
    guard missing > left || left < account.lowWater.load(ordering: .relaxed) || held.isEmpty else { return nil }
    // What lasted less than a second was too little, and what lasted ten was too much.
    if now - grantedAt < 1_000_000_000 {
      appetite = min(appetite.multipliedSaturating(by: 2), 1 << 40)
    } else if now - grantedAt > 10_000_000_000 {
      appetite = max(64, appetite / 2)
    }
    let need = max(1, missing - left)
    pending = (nextSequence(), max(appetite, need), need)
    return pending
  }

  /// The wish in the store's words.
  func request(
    _ wish: (sequence: Int64, want: Int64, need: Int64), holder: String, _ terms: QuotaTerms, _ moment: LeaseMoment
  ) -> LeaseRequest {
    var request = LeaseRequest(
      key: key, meter: meter, limit: terms.limit, holder: holder, sequence: wish.sequence, want: wish.want,
      need: wish.need, now: moment.now, lifetime: moment.lifetime / 1_000)
    // What is only watched, or billed, is counted like everything else.
    request.allowsOverrun = terms.isShadow || terms.quota?.onExceed == .allowAndBill
    request.thresholds = terms.quota?.alerts ?? []
    return request
  }

  /// Puts what was granted into the account.
  mutating func granted(_ grant: LeaseGrant, _ account: LeaseAccount, now: Int64) {
    guard let wish = pending else { return }
    pending = nil
    held.append(Held(sequence: wish.sequence, units: grant.units))
    grantedAt = now
    account.beyond.wrappingAdd(grant.beyond, ordering: .relaxed)
    account.left.store(grant.remaining ?? -1, ordering: .relaxed)
    account.dryUntil.store(0, ordering: .relaxed)
    account.lowWater.store(grant.units / 2, ordering: .relaxed)
    account.remaining.wrappingAdd(grant.units, ordering: .acquiringAndReleasing)
  }

  /// Notes that there is nothing to be had for now.
  mutating func refused(left: Int64, _ account: LeaseAccount, until: Int64) {
    pending = nil
    account.left.store(left, ordering: .relaxed)
    account.lowWater.store(0, ordering: .relaxed)
    account.dryUntil.store(until, ordering: .relaxed)
  }
}
