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
  private let units: Int64
  /// What is held of the tenant's limit, and of the user's own where the user has one.
  private let held: [(control: QuotaControl, right: QuotaControl.Right)]
  private let isReleased = Atomic<Bool>(false)

  /// When to come back where all are taken, which nobody knows: a quarter of a second, in nanoseconds.
  static let pause: Int64 = 250_000_000

  private init(units: Int64, _ held: [(control: QuotaControl, right: QuotaControl.Right)]) {
    self.units = units
    self.held = held
    // The last one was given when all were counted.
    token = held.reduce(0) { max($0, $1.right.token) }
  }

  /// Takes so many of every limit, or of none.
  ///
  /// A limit that refuses lets those that were asked before it go again; meanwhile others may be refused that would have been
  /// served, never the other way.
  ///
  /// - Parameters:
  ///   - units: How many, 1 or more.
  ///   - controls: The limits, in the order in which they are asked.
  /// - Returns: The right where all had room; a refusal, or else the answer that leaves the least.
  static func take(_ units: Int64, _ controls: [QuotaControl]) -> (slot: ConcurrencySlot?, decision: QuotaDecision) {
    var held: [(control: QuotaControl, right: QuotaControl.Right)] = []
    var decisions: [QuotaDecision] = []
    for control in controls {
      let (decision, right) = control.hold(units)
      guard let right else {
        for earlier in held { earlier.control.release(units, generation: earlier.right.generation) }
        return (nil, decision)
      }
      held.append((control, right))
      decisions.append(decision)
    }
    // Only what all have room for is judged by what is only watched.
    for index in held.indices {
      held[index].right = held[index].control.judge(holding: units, decisions[index], held[index].right)
    }
    let tightest = decisions.dropFirst().reduce(decisions[0]) { $0.isTighter(than: $1) ? $0 : $1 }
    return (ConcurrencySlot(units: units, held), tightest)
  }

  deinit { release() }

  /// Whether the right still stands; after a pause of the process it may not.
  public var isValid: Bool {
    guard !isReleased.load(ordering: .acquiring) else { return false }
    return held.allSatisfy { control, right in
      right.generation == 0 || control.engine.limits.isHeld(since: right.generation)
    }
  }

  /// Ends the right, once.
  public func release() {
    guard !isReleased.exchange(true, ordering: .acquiringAndReleasing) else { return }
    for (control, right) in held {
      control.release(units, generation: right.generation)
      right.rehearsed?.release(units)
    }
  }
}
