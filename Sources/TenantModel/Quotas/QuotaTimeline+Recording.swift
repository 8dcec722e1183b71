// SPDX-License-Identifier: Apache-2.0

extension QuotaTimeline {
  /// How many earlier definitions a timeline keeps at most.
  static let capacity = 64

  /// The timeline after one more change, without what can no longer apply to anybody.
  ///
  /// - Parameters:
  ///   - quota: The new definition.
  ///   - scope: Whose definitions these are.
  ///   - instant: When the change is made.
  /// - Returns: The timeline; the same earlier definitions where neither the allowance nor the timing of a decrease changes.
  public func changed(to quota: Quota, of scope: QuotaScope, at instant: Timestamp) -> QuotaTimeline {
    guard let current else { return QuotaTimeline(quota) }
    if current.allowance == quota.allowance, current.decrease == quota.decrease {
      return QuotaTimeline(quota, after: transitions)
    }
    let change = QuotaTransition(quota: current, scope: scope, changedAt: instant, timing: quota.decrease)
    var kept = transitions
    if let lapsed = Self.lastLapsed(kept, at: instant) { kept.removeFirst(lapsed + 1) }
    kept.append(change)
    // Nobody keeps anything from before a change that takes effect at once or gives everybody as much as they had.
    guard quota.decrease != .immediate, kept.contains(where: { quota.lowers($0.quota) }) else {
      return QuotaTimeline(quota)
    }
    // Of so many changes the first is the one that promised most.
    if kept.count > Self.capacity { kept.remove(at: 1) }
    return QuotaTimeline(quota, after: kept)
  }

  /// The position of the last change from which nobody keeps anything any more.
  private static func lastLapsed(_ transitions: [QuotaTransition], at instant: Timestamp) -> Int? {
    // What a change keeps the next one can keep on, so the change must have taken effect before the next. Only the end of a
    // period stays the same however many changes wait for it.
    var moment = instant
    var next: QuotaTransition?
    for (index, transition) in transitions.enumerated().reversed() {
      if let next, transition.timing != .periodEnd || next.timing != .periodEnd { moment = next.changedAt }
      if transition.hasLapsedForAll(at: moment) { return index }
      next = transition
    }
    return nil
  }
}

extension QuotaTransition {
  /// Whether the change has taken effect in every calendar there can be.
  fileprivate func hasLapsedForAll(at instant: Timestamp) -> Bool {
    let days: Int64
    switch timing {
    case .soft: return false
    case .immediate: days = 0
    case .grace(let seconds):
      return changedAt.advanced(by: .seconds(seconds)).map { instant >= $0 } ?? false
    case .periodEnd:
      // A day more than the longest period, because clocks change within.
      if case .period(.year) = quota.allowance.window { days = 367 } else { days = 33 }
    }
    return changedAt.advanced(by: .seconds(days * 86_400)).map { instant >= $0 } ?? false
  }
}
