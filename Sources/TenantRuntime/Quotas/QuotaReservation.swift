// SPDX-License-Identifier: Apache-2.0

import Synchronization
public import TenantModel

/// Units that were taken for work whose cost is known only when it is done.
///
/// What is not needed goes back when it is settled, once. A reservation that is forgotten without being settled counts whole,
/// for the work may have been done. What is charged is charged to the period in which it was reserved. Where a user's own quota is
/// nested in the tenant's, all this is done in both.
public final class QuotaReservation: Sendable {
  /// How many units were taken.
  public let units: Int64
  /// The answer to the request.
  public let decision: QuotaDecision
  private let group: QuotaGroup
  /// What was counted, of the limits that counted it.
  private let parts: [Part]
  private let isSettled = Atomic<Bool>(false)

  /// What one limit counted.
  struct Part {
    let control: QuotaControl
    /// Where it was counted.
    let receipt: Int64
    /// How units of a lease are counted.
    let mode: QuotaControl.Mode
    /// Whether the units are of a lease, whatever the quota has become since.
    let isLeased: Bool
    /// What is charged beside leases.
    let debt: QuotaControl.Debt
    /// Whether a rehearsal of another tier had room for it.
    let isRehearsed: Bool
  }

  init(_ group: QuotaGroup, units: Int64, _ decision: QuotaDecision, _ parts: [Part]) {
    self.group = group
    self.units = units
    self.decision = decision
    self.parts = parts
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
    for part in parts { part.settle(units, actual: min(actual, units)) }
    guard actual > units, !parts.isEmpty else { return 0 }
    let more = actual - units
    for part in parts { part.control.useWatched(more) }
    if group.takeMore(more) { return 0 }
    for part in parts where part.control.openLeases != nil { part.control.charge(more, part.mode) }
    return more
  }
}

extension QuotaReservation.Part {
  /// Charges what work cost, and gives back what it did not need.
  ///
  /// - Parameters:
  ///   - units: What was reserved.
  ///   - actual: What of it was needed.
  fileprivate func settle(_ units: Int64, actual: Int64) {
    if isLeased {
      control.leases.settle(units, actual: actual, receipt, mode)
    } else if case .none = debt {
      if actual < units { control.takeBack(units - actual, receipt: receipt) }
    } else {
      control.pay(debt, actual, of: units, mode)
    }
    if actual < units { control.giveBackWatched(units - actual, isRehearsed: isRehearsed) }
  }
}

extension LeaseBank {
  /// Charges what work cost, and gives back what it did not need.
  fileprivate func settle(_ units: Int64, actual: Int64, _ receipt: Int64, _ mode: QuotaControl.Mode) {
    guard let account = account(receipt) else { return }
    // Back first: between the two, units are counted twice rather than not at all.
    account.refund(units - actual)
    if mode.contains(.unmetered) {
      account.unmetered.wrappingSubtract(units - actual, ordering: .acquiringAndReleasing)
    }
    account.reserved.wrappingSubtract(units, ordering: .acquiringAndReleasing)
  }
}

extension QuotaGroup {
  /// Counts the most that work can cost in every limit where all have room; the store is not told before it is settled.
  ///
  /// - Parameter units: Units, 0 or more.
  /// - Returns: The answer, and what was counted; `nil` where a limit refuses.
  fileprivate func reserve(_ units: Int64) -> (decision: QuotaDecision, parts: [QuotaReservation.Part]?) {
    withUnsafeTemporaryAllocation(of: Counted.self, capacity: handles.count) { counted in
      let (decision, isServed) = take(units, counted)
      guard isServed else { return (decision, nil) }
      let parts = handles.indices.compactMap { index -> QuotaReservation.Part? in
        let isRehearsed = conclude(units, index, counted[index].verdict)
        guard counted[index].isCounted else { return nil }
        let control = handles[index].control
        return QuotaReservation.Part(
          control: control, receipt: counted[index].receipt, mode: counted[index].mode,
          isLeased: counted[index].isLeased, debt: counted[index].debt, isRehearsed: isRehearsed)
      }
      return (decision, parts)
    }
  }

  /// Counts what work cost beyond what was reserved, where all limits have room; it was judged with the rest already.
  fileprivate func takeMore(_ units: Int64) -> Bool {
    guard handles.count > 1 else { return handles.allSatisfy { $0.control.takeWithPatience(units).isAllowed } }
    return withUnsafeTemporaryAllocation(of: Counted.self, capacity: handles.count) { counted in
      for _ in 0..<10 {
        let keeper = handles[0].control.engine.keeper
        let round = keeper.round
        let (decision, isServed) = take(units, counted, isJudged: true)
        guard isServed else {
          guard decision.reason == .leasePending else { return false }
          keeper.wait(past: round)
          continue
        }
        for index in handles.indices { confirm(units, index, counted[index]) }
        return true
      }
      return false
    }
  }
}

extension TenantQuotas {
  /// Takes units for work whose cost is known only when it is done.
  ///
  /// A user's own quota is nested in the tenant's: the units are taken in both or in none.
  ///
  /// - Parameters:
  ///   - key: The quota, per period or a rate.
  ///   - units: The most that the work can cost, 0 or more; a negative number counts as 0.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  /// - Returns: The reservation, to be settled.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/limitExceeded`` where there is no room.
  public func reserve(_ key: QuotaKey, upTo units: Int64, user: String? = nil) throws -> QuotaReservation {
    let group = QuotaGroup(controls(key, user: user).map { QuotaHandle($0) })
    let units = max(units, 0)
    let (decision, parts) = group.reserve(units)
    guard let parts else { throw TenantError.limitExceeded(key, decision, tenant) }
    return QuotaReservation(group, units: units, decision, parts)
  }
}
