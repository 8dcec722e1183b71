// SPDX-License-Identifier: Apache-2.0

import Synchronization
public import TenantModel

/// Units that were taken for work whose cost is known only when it is done.
///
/// What is not needed goes back when it is settled, once. A reservation that is forgotten without being settled counts whole,
/// for the work may have been done. What is charged is charged to the period in which it was reserved.
public final class QuotaReservation: Sendable {
  /// How many units were taken.
  public let units: Int64
  /// The answer to the request.
  public let decision: QuotaDecision
  private let control: QuotaControl
  private let receipt: Int64
  private let isCounted: Bool
  /// Whether the units are of a lease, whatever the quota has become since.
  private let isLeased: Bool
  /// What is charged beside leases.
  private let debt: QuotaControl.Debt
  /// Whether a rehearsal of another tier had room for it.
  private let isRehearsed: Bool
  private let isSettled = Atomic<Bool>(false)

  init(_ control: QuotaControl, units: Int64, _ taken: QuotaControl.Taken) {
    self.control = control
    self.units = units
    decision = taken.decision
    receipt = taken.receipt
    isCounted = taken.isCounted
    isRehearsed = taken.isRehearsed
    isLeased = taken.isLeased
    debt = taken.debt
  }

  deinit { settle(actual: units) }

  /// Ends the reservation.
  ///
  /// - Parameter actual: What the work really cost, 0 or more. What it cost more than was reserved is taken if there is room; of a
  ///   quota per period it is counted in any case, because it was used.
  /// - Returns: Units that the work cost beyond what there was room for; 0 where it kept to what was reserved.
  @discardableResult
  public func settle(actual: Int64) -> Int64 {
    guard !isSettled.exchange(true, ordering: .acquiringAndReleasing) else { return 0 }
    let actual = max(actual, 0)
    guard isCounted else { return 0 }
    if isLeased {
      control.leases.settle(units, actual: min(actual, units), receipt)
    } else if case .none = debt {
      if actual < units { control.takeBack(units - actual, receipt: receipt) }
    } else {
      control.pay(debt, min(actual, units), of: units)
    }
    if actual < units { control.giveBackWatched(units - actual, isRehearsed: isRehearsed) }
    guard actual > units else { return 0 }
    let more = actual - units
    control.useWatched(more)
    if control.takeWithPatience(more).isAllowed { return 0 }
    if control.openLeases != nil { control.charge(more) }
    return more
  }
}

extension LeaseBank {
  /// Charges what work cost, and gives back what it did not need.
  func settle(_ units: Int64, actual: Int64, _ receipt: Int64) {
    guard let account = account(receipt) else { return }
    // Back first: between the two, units are counted twice rather than not at all.
    account.refund(units - actual)
    account.reserved.wrappingSubtract(units, ordering: .acquiringAndReleasing)
  }
}

extension TenantQuotas {
  /// Takes units for work whose cost is known only when it is done.
  ///
  /// - Parameters:
  ///   - key: The quota, per period or a rate.
  ///   - units: The most that the work can cost, 0 or more; a negative number counts as 0.
  /// - Returns: The reservation, to be settled.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/limitExceeded`` where there is no room.
  public func reserve(_ key: QuotaKey, upTo units: Int64) throws -> QuotaReservation {
    let control = control(key)
    let units = max(units, 0)
    // The store hears of it when it is known what the work cost.
    var taken = control.take(units, .provisional)
    if control.isWatched { taken.isRehearsed = control.conclude(units, taken.verdict) }
    guard taken.decision.isAllowed else { throw TenantError.limitExceeded(key, taken.decision, tenant) }
    return QuotaReservation(control, units: units, taken)
  }
}
