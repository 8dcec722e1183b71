// SPDX-License-Identifier: Apache-2.0

import Synchronization
public import TenantModel

// Sendable because a slot is only reached through atomics.
/// One limit of one tenant, found once and used for ever: it follows changes of its definition by itself.
///
/// A request that a rate or a lease serves takes no lock and allocates nothing. All runtimes of a host that use the same store share one state, so a rate
/// holds for all of them together, and a quota per period for all hosts.
public struct QuotaHandle: @unchecked Sendable {
  let slot: LimitSlot
  let tag: UInt64
  let control: QuotaControl

  init(_ control: QuotaControl) {
    slot = control.slot
    tag = control.tag
    self.control = control
  }

  /// Decides on a request, and counts what it costs where it is served.
  ///
  /// - Parameter cost: Units, 0 or more; a negative number counts as 0.
  /// - Returns: What becomes of the request, and why.
  @inline(__always)
  public func admit(cost: Int64 = 1) -> QuotaDecision {
    if slot.tag == tag, let decision = slot.admit(cost, tag: tag, now: MonotonicClock.nanoseconds()) {
      return decision
    }
    return control.admitBesidesSlot(max(cost, 0))
  }

  /// Tells what ``admit(cost:)`` would answer now, without counting anything.
  ///
  /// Of a quota per period the store is asked, which takes longer than a decision.
  ///
  /// - Parameter cost: Units, 0 or more; a negative number counts as 0.
  /// - Returns: What would become of the request, and why.
  public func peek(cost: Int64 = 1) -> QuotaDecision { control.peek(max(cost, 0)) }

  /// Gives back what an admitted request cost, because it was not served after all.
  ///
  /// What a rolling rate counted stays counted until it lapses.
  ///
  /// - Parameter cost: Units, as they were admitted.
  public func refund(cost: Int64 = 1) {
    if cost > 0 { control.giveBack(cost, receipt: nil) }
  }

  /// What the quota is and where it stands, without counting anything.
  public var standing: QuotaDecision { control.take(0).decision }
}
