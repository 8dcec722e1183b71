// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel
import TenantStore

/// One limit that the keeper looks after: a book for each of its two accounts.
final class LeaseClient {
  let control: QuotaControl
  var books: [LeaseBook?] = [nil, nil]
  /// Whether somebody asked for units and has not been answered.
  var isWanted = false
  /// When the queue says that it is due; `nil` while it is not in the queue.
  var queuedDue: Int64?

  init(_ control: QuotaControl) {
    self.control = control
  }

  /// When the store has to hear of it again, by the boot clock.
  var due: Int64 { books.compactMap { $0?.due }.min() ?? .max }

  var isIdle: Bool { !isWanted && books.allSatisfy { $0 == nil } && control.leases.outage.isTold }

  /// Decides what to ask for, to renew and to give up, before the store is asked.
  func prepare(_ moment: LeaseMoment) {
    let terms = control.terms
    for index in books.indices where books[index] != nil {
      let account = control.leases.accounts[index]
      books[index]?.prepare(account, terms, moment)
    }
    guard case .period(let period, let next) = terms.rule, let quota = terms.quota, !moment.isClosing else { return }
    if isWanted { open(period, quota.meter) }
    // Who is served now will be served when the next period begins.
    let isServed = books.contains { $0?.key.period == period && $0?.isFinal == false }
    if isServed, period.end.microseconds - moment.now.microseconds < LeaseMoment.foresight / 1_000 {
      open(next, quota.meter)
    }
  }

  private func open(_ period: Period, _ meter: MeterName) {
    guard !books.contains(where: { $0?.key.period == period }), let index = books.firstIndex(where: { $0 == nil })
    else { return }
    let key = LeaseKey(tenant: control.tenant, quota: control.quota, user: control.user, period: period)
    books[index] = LeaseBook(key: key, meter: meter)
    control.leases.accounts[index].begin()
    control.leases.accounts[index].miss(control.leases.missing.exchange(0, ordering: .relaxed))
  }

  /// Tells the store of everything, and asks for more where it is wanted.
  ///
  /// - Returns: What to do once the store has it for certain.
  func exchange(
    _ writer: StoreWriter, holder: String, _ moment: LeaseMoment, nextSequence: () -> Int64
  ) throws -> [() -> Void] {
    let terms = control.terms
    var effects: [() -> Void] = []
    for index in books.indices {
      guard var book = books[index] else { continue }
      let account = control.leases.accounts[index]
      let reports = book.reports(account, holder: holder, terms, moment)
      let results = try reports.map { try writer.report($0) }
      let wish = book.wish(account, nextSequence: nextSequence, now: moment.boot)
      let answer = try wish.flatMap { try writer.lease(book.request($0, holder: holder, terms, moment)) }
      books[index] = book
      effects.append { [self] in settle(index, results, answer, terms, moment) }
    }
    if let untold = control.leases.outage.untold(number: nextSequence),
      case .period(let period, _) = terms.rule, let quota = terms.quota
    {
      let key = LeaseKey(tenant: control.tenant, quota: control.quota, user: control.user, period: period)
      var report = OverrunReport(
        key: key, meter: quota.meter, holder: holder, sequence: untold.sequence, total: untold.total,
        metered: untold.metered, now: moment.now, limit: terms.limit)
      report.thresholds = quota.alerts
      _ = try writer.addOverrun(report)
      effects.append { [self] in control.leases.outage.told(total: untold.total) }
    }
    effects.append { [self] in isWanted = false }
    return effects
  }

  /// Asks what is used of the periods that are watched, once everything is told that this process used.
  ///
  /// - Returns: What to do once the store has it for certain.
  func ask(_ writer: StoreWriter) throws -> [() -> Void] {
    guard control.isWatched else { return [] }
    return try control.shadows.periods.map { period in
      let use = try writer.ledgerUse(of: period.key, meter: period.meter).used
      let isTold = control.terms.isLeased && control.terms.quota?.meter == period.meter
      return { period.learn(use, isTold: isTold) }
    }
  }

  /// Follows what the store has answered.
  private func settle(
    _ index: Int, _ results: [LeaseReportResult], _ answer: LeaseAnswer?, _ terms: QuotaTerms, _ moment: LeaseMoment
  ) {
    guard var book = books[index] else { return }
    let account = control.leases.accounts[index]
    let isOpen = book.heard(results, account)
    if book.isFinal {
      books[index] = nil
      return
    }
    account.describe(book.key.period, terms, moment)
    switch answer {
    case .granted(let grant): book.granted(grant, account, now: moment.boot)
    case .exhausted(let used, let outstanding):
      let taken = used.addingSaturating(outstanding)
      let left = terms.limit.map { max(0, $0 - min(taken, $0)) } ?? 0
      // What others hold may come back soon; what is used does not.
      book.refused(left: left, account, until: moment.boot + (outstanding > 0 ? 50_000_000 : 1_000_000_000))
    case nil: break
    }
    if isOpen {
      book.due = moment.boot + moment.lifetime / 3
    } else {
      // The store has taken a lease for lost: nothing of it may be spent, and what was spent before is told once more.
      book.giveUp(account)
      book.due = moment.boot
    }
    book.due = min(book.due, moment.boot(of: book.key.period.end) - LeaseMoment.foresight + 1_000_000)
    if moment.boot >= book.due { book.due = moment.boot(of: book.key.period.end) }
    if !isOpen { book.due = moment.boot }
    books[index] = book
  }

  /// Gives up everything without a word to the store, where the tenant has left.
  func abandon() {
    for index in books.indices {
      control.leases.accounts[index].end()
      books[index] = nil
    }
    isWanted = false
    control.leases.outage.forget()
  }
}

/// The instant of one round of the keeper, by both clocks.
struct LeaseMoment {
  /// Bound on the difference between the rates of this host's clock and the store's, in millionths.
  static let driftPerMillion: Int64 = 1_000
  /// How much earlier than the end of a period this host stops, in nanoseconds, for its clock may be late.
  static let skew: Int64 = 5_000_000
  /// How long before the end of a period the next one's lease is taken, in nanoseconds.
  static let foresight: Int64 = 2_000_000_000

  /// The wall clock, which periods follow.
  let now: Timestamp
  /// The boot clock, read before the store is asked.
  let boot: Int64
  /// How long units may be spent without a word from the store, in nanoseconds.
  let lifetime: Int64
  let isClosing: Bool

  /// When the boot clock will show an instant, if the wall clock does not step.
  func boot(of instant: Timestamp) -> Int64 {
    let microseconds = instant.microseconds.subtractingSaturating(now.microseconds)
    return boot.addingSaturating(microseconds.multipliedSaturating(by: 1_000))
  }

  /// Until when this host may spend what is granted or renewed in this round.
  var deadline: Int64 { boot + lifetime - lifetime / 1_000_000 * Self.driftPerMillion }

  /// When the store may take it for lost, by its clock.
  var expiry: Timestamp? { now.advanced(by: .nanoseconds(lifetime)) }
}
