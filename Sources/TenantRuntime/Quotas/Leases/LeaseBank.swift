// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel

/// What one process holds of a quota per period: of the present period, and around its end of the next one too.
// Sendable because the unmanaged references never change.
final class LeaseBank: @unchecked Sendable {
  let accounts: [LeaseAccount]
  /// The same, for requests, which need not count their references.
  private let borrowed: (Unmanaged<LeaseAccount>, Unmanaged<LeaseAccount>)
  /// What is admitted while the store cannot be reached.
  let outage = OutageAllowance()
  private let open = Atomic<Bool>(false)

  /// Whether the keeper knows already that it is wanted.
  private let asked = Atomic<Bool>(false)

  init() {
    accounts = [LeaseAccount(), LeaseAccount()]
    borrowed = (.passUnretained(accounts[0]), .passUnretained(accounts[1]))
  }

  /// Whether the quota is per period now, so that leases decide.
  @inline(__always)
  var isOpen: Bool { open.load(ordering: .acquiring) }

  /// Whether the caller is the first who wants the keeper since it came by.
  func ask() -> Bool { !asked.exchange(true, ordering: .acquiringAndReleasing) }

  func heard() { asked.store(false, ordering: .releasing) }

  /// What the first request could not get, while nothing is held; the greatest of several counts.
  let missing = Atomic<Int64>(0)
  private let denies = Atomic<Bool>(false)

  /// Whether nothing is admitted while the store cannot be reached, not even what is held.
  @inline(__always)
  var deniesInOutage: Bool { denies.load(ordering: .relaxed) }

  private let meterNumber = Atomic<Int>(0)
  private let periodMicroseconds = Atomic<Int64>(0)

  /// The meter that is counted, as a number.
  var meter: Int { meterNumber.load(ordering: .relaxed) }

  /// How long the period is, in microseconds.
  var periodLength: Int64 { periodMicroseconds.load(ordering: .relaxed) }

  /// Decides by leases, or no more.
  func follow(_ terms: QuotaTerms) {
    guard case .period(let period, _) = terms.rule, let quota = terms.quota else {
      return open.store(false, ordering: .releasing)
    }
    meterNumber.store(quota.meter.hashValue, ordering: .relaxed)
    periodMicroseconds.store(period.end.microseconds - period.start.microseconds, ordering: .relaxed)
    denies.store(quota.failurePolicy == .deny, ordering: .relaxed)
    // A new limit may have room where the old one had none.
    for account in accounts { account.dryUntil.store(0, ordering: .relaxed) }
    open.store(true, ordering: .releasing)
  }

  /// The account of the present period, where something is held of it; for as long as the caller has the bank.
  @inline(__always)
  func openAccount(at now: Int64) -> Unmanaged<LeaseAccount>? {
    if borrowed.0._withUnsafeGuaranteedRef({ $0.isOpen(at: now) }) { return borrowed.0 }
    return borrowed.1._withUnsafeGuaranteedRef { $0.isOpen(at: now) } ? borrowed.1 : nil
  }

  /// The account that a receipt names, unless it is of another period by now.
  func account(_ receipt: Int64) -> LeaseAccount? {
    guard receipt >= 0 else { return nil }
    let account = accounts[Int(receipt & 1)]
    return account.generation.load(ordering: .acquiring) == receipt >> 1 ? account : nil
  }

  /// What names an account and its period.
  func receipt(_ index: Int) -> Int64 {
    accounts[index].generation.load(ordering: .acquiring) << 1 | Int64(index)
  }

  /// Lets the store be told of units that all limits of a request had room for.
  func confirm(_ units: Int64, receipt: Int64) {
    account(receipt)?.reserved.wrappingSubtract(units, ordering: .acquiringAndReleasing)
  }

  /// Gives units back that were taken and not used; where the period is over they stay charged to it.
  func giveBack(_ units: Int64, receipt: Int64?, _ mode: QuotaControl.Mode = []) {
    let now = Self.now()
    let account = receipt.map { self.account($0) } ?? accounts.first { $0.isOpen(at: now) }
    guard let account else { return }
    account.refund(units)
    if mode.contains(.unmetered) { account.unmetered.wrappingSubtract(units, ordering: .acquiringAndReleasing) }
    if mode.contains(.provisional) { account.reserved.wrappingSubtract(units, ordering: .acquiringAndReleasing) }
  }

  /// The clock that leases expire by; unlike the one of rates it goes on while the host sleeps.
  @inline(__always)
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
