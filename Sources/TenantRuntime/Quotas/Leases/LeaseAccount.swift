// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// Units of one period that this process holds and may spend.
///
/// The hot path spends with one exchange and never goes below zero; the keeper of the leases adds what was granted, and takes
/// back what is to be returned by an exchange as well, so a unit is either spent or returned, never both.
final class LeaseAccount: Sendable {
  /// From when and until when units may be spent, by the boot clock in nanoseconds; closed while they are equal.
  let opensAt = Atomic<Int64>(0)
  let closesAt = Atomic<Int64>(0)
  /// Units that nobody has spent.
  let remaining = Atomic<Int64>(0)
  /// Units that were taken for work whose cost is not known yet.
  let reserved = Atomic<Int64>(0)
  /// Units spent that another account meters.
  let unmetered = Atomic<Int64>(0)
  /// What decisions say of the quota: the limit, negative where there is none, the end of the period by the boot clock, the
  /// revision, and whether what is beyond the limit is billed or only watched.
  let limit = Atomic<Int64>(-1)
  let endsAt = Atomic<Int64>(0)
  let revision = Atomic<Int64>(0)
  let isBilled = Atomic<Bool>(false)
  /// What was left in the ledger when it was last asked; negative while that is not known.
  let left = Atomic<Int64>(-1)
  /// Units among those held that are beyond the limit, to be billed or only watched; they are spent last.
  let beyond = Atomic<Int64>(0)
  /// Until when asking again is of no use, by the boot clock.
  let dryUntil = Atomic<Int64>(0)
  /// Below how many units the keeper is asked for more.
  let lowWater = Atomic<Int64>(0)
  /// What a request could not get.
  let missing = Atomic<Int64>(0)
  /// Tells a period from the next one that the account is used for.
  let generation = Atomic<Int64>(0)

  @inline(__always)
  func isOpen(at now: Int64) -> Bool {
    now < closesAt.load(ordering: .relaxed) && now >= opensAt.load(ordering: .relaxed)
  }

  /// Why a request beyond the limit is served.
  @inline(__always)
  var beyondReason: QuotaDecision.Reason { isBilled.load(ordering: .relaxed) ? .billedOverage : .shadow }

  /// Takes units.
  ///
  /// - Returns: What is left; `nil` where there are too few, and then nothing was taken.
  @inline(__always)
  func spend(_ units: Int64) -> Int64? {
    var found = remaining.load(ordering: .relaxed)
    while found >= units {
      let (exchanged, original) = remaining.weakCompareExchange(
        expected: found, desired: found &- units, ordering: .acquiringAndReleasing)
      if exchanged { return found &- units }
      found = original
    }
    return nil
  }

  /// Gives units back that were taken and not used.
  func refund(_ units: Int64) {
    remaining.wrappingAdd(units, ordering: .acquiringAndReleasing)
  }

  /// Whether what is held and what the ledger had left when it was last asked would do together.
  func mayHave(_ units: Int64) -> Bool {
    let left = max(0, left.load(ordering: .relaxed))
    return units <= left.addingSaturating(remaining.load(ordering: .relaxed))
  }

  /// Notes what a request could not get; the greatest such request counts.
  func miss(_ units: Int64) {
    var found = missing.load(ordering: .relaxed)
    while found < units {
      let (exchanged, original) = missing.weakCompareExchange(
        expected: found, desired: units, ordering: .relaxed)
      if exchanged { return }
      found = original
    }
  }

  /// Begins a period: nothing is held yet, and nothing of an earlier one can be given back any more.
  func begin() {
    end()
    left.store(-1, ordering: .relaxed)
    dryUntil.store(0, ordering: .relaxed)
  }

  /// Ends what was held; for the keeper, once nothing is left.
  func end() {
    closesAt.store(0, ordering: .releasing)
    generation.wrappingAdd(1, ordering: .acquiringAndReleasing)
    _ = remaining.exchange(0, ordering: .acquiringAndReleasing)
    reserved.store(0, ordering: .relaxed)
    unmetered.store(0, ordering: .relaxed)
    beyond.store(0, ordering: .relaxed)
    lowWater.store(0, ordering: .relaxed)
    missing.store(0, ordering: .relaxed)
  }

  /// Sets from when and until when units may be spent, and what decisions say of the quota.
  func describe(_ period: Period, _ terms: QuotaTerms, _ moment: LeaseMoment) {
    let end = moment.boot(of: period.end)
    limit.store(terms.limit ?? -1, ordering: .relaxed)
    endsAt.store(end, ordering: .relaxed)
    revision.store(terms.revision, ordering: .relaxed)
    isBilled.store(terms.quota?.onExceed == .allowAndBill, ordering: .relaxed)
    opensAt.store(moment.boot(of: period.start), ordering: .relaxed)
    closesAt.store(min(moment.deadline, end - LeaseMoment.skew), ordering: .releasing)
  }
}
