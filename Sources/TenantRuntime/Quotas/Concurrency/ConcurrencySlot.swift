// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// The right to do one of the things of which only so many may be done at once; ends when it is released or forgotten.
///
/// A process that gives no sign of life for five seconds, because it was stopped or its host was, loses what it holds: others
/// may have taken it meanwhile. ``isValid`` tells, and ``token`` lets whoever receives the work refuse it: tokens grow, so one
/// that is smaller than another one seen for the same thing comes from a holder that lost its right.
///
/// Where the file that all runtimes of the host count in is removed or cut off, what is held stays held, and nobody takes anything
/// for the five seconds in which all holders come over to the next file: the answer is ``QuotaDecision/Reason/storeUnavailable``.
/// Only a runtime that is opened between the loss and the instant at which one that was there before notices it, half a second
/// at most unless all of them are starved, cannot know that anything was lost. What is held then may be as much again as the
/// limit for each such loss, and a rate may reach twice its bound, until the last of what was taken before has been released.
public final class ConcurrencySlot: Sendable {
  /// Fencing token: greater than that of every slot that was taken before on this host; 0 where no limit applies.
  public let token: UInt64
  private let control: QuotaControl
  private let units: Int64
  private let generation: Int64
  /// What a rehearsal of another tier holds for the same work.
  private let rehearsed: ConcurrencyShare?
  private let isReleased = Atomic<Bool>(false)

  /// When to come back where all are taken, which nobody knows: a quarter of a second, in nanoseconds.
  static let pause: Int64 = 250_000_000

  init(_ control: QuotaControl, units: Int64, _ right: QuotaControl.Right) {
    self.control = control
    self.units = units
    generation = right.generation
    token = right.token
    rehearsed = right.rehearsed
  }

  deinit { release() }

  /// Whether the right still stands; after a pause of the process it may not.
  public var isValid: Bool {
    guard !isReleased.load(ordering: .acquiring) else { return false }
    return generation == 0 || control.engine.limits.isHeld(since: generation)
  }

  /// Ends the right, once.
  public func release() {
    guard !isReleased.exchange(true, ordering: .acquiringAndReleasing) else { return }
    control.release(units, generation: generation)
    rehearsed?.release(units)
  }
}
