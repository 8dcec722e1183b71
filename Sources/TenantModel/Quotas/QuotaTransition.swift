// SPDX-License-Identifier: Apache-2.0

/// What applied before a quota was changed, which goes on applying for a time where the change allows less.
public struct QuotaTransition: Hashable, Codable, Sendable {
  /// What applied before the change.
  public let quota: Quota
  /// Whose definition that was.
  public let scope: QuotaScope
  /// When the change was made.
  public let changedAt: Timestamp
  /// When the change takes effect where it allows less.
  public let timing: QuotaDecreaseTiming

  /// Creates the memory of a change.
  ///
  /// - Parameters:
  ///   - quota: What applied before the change.
  ///   - scope: Whose definition that was.
  ///   - changedAt: When the change is made.
  ///   - timing: When the change takes effect where it allows less.
  public init(quota: Quota, scope: QuotaScope, changedAt: Timestamp, timing: QuotaDecreaseTiming) {
    self.quota = quota
    self.scope = scope
    self.changedAt = changedAt
    self.timing = timing
  }

  /// From when on what was changed to holds, if it allows less than what applied before.
  ///
  /// - Parameter calendar: Gives the tenant's calendar; only asked where the end of a period decides.
  /// - Returns: The first instant; `nil` means that it does not by itself.
  /// - Throws: What `calendar` throws, and ``TenantError`` with ``TenantErrorCode/overflow`` for a year it does not know.
  public func effectiveAt(_ calendar: () throws -> TenantCalendar) throws -> Timestamp? {
    switch timing {
    case .immediate: return changedAt
    case .soft: return nil
    case .grace(let seconds):
      return changedAt.advanced(by: .seconds(seconds)) ?? Timestamp(microseconds: .max)
    case .periodEnd:
      let unit: PeriodUnit = if case .period(let unit) = quota.allowance.window { unit } else { .billing }
      return try calendar().period(unit, containing: changedAt).end
    }
  }
}

/// A change that was made and does not hold yet.
public struct PendingChange: Hashable, Sendable {
  /// What will apply.
  public let quota: Quota
  /// From when on; `nil` means that it is only watched until an operator says when.
  public let effectiveAt: Timestamp?
  /// Whose definition it is.
  public let level: QuotaLevel

  /// Creates a change that does not hold yet.
  ///
  /// - Parameters:
  ///   - quota: What will apply.
  ///   - effectiveAt: From when on; `nil` means that it is only watched until an operator says when.
  ///   - level: Whose definition it is.
  public init(quota: Quota, effectiveAt: Timestamp?, level: QuotaLevel) {
    self.quota = quota
    self.effectiveAt = effectiveAt
    self.level = level
  }
}

/// A definition and what it replaced, as far as that may still apply to somebody.
///
/// What applies follows from a replay: at each change, what applied until then goes on applying where the change allows
/// less, until the timing of that change has passed. So the newest change decides when it takes effect, and two decreases
/// one after the other never take away more than the last one may.
public struct QuotaTimeline: Hashable, Sendable {
  /// The newest definition; `nil` where there is none any more.
  public let current: Quota?
  /// Earlier definitions, the oldest first, each with the change that replaced it.
  public let transitions: [QuotaTransition]

  /// Creates a timeline.
  ///
  /// - Parameters:
  ///   - current: The newest definition.
  ///   - transitions: Earlier definitions, the oldest first.
  public init(_ current: Quota?, after transitions: [QuotaTransition] = []) {
    self.current = current
    self.transitions = transitions
  }

  /// What applies at an instant, and what will.
  struct State {
    /// What applies; `nil` where nothing is limited.
    var quota: Quota?
    /// The change that what applies has outlasted so far; `nil` where the newest definition applies.
    var kept: QuotaTransition?
    /// When the newest definition takes over, where it does not apply yet; `nil` is never by itself.
    var effectiveAt: Timestamp?
  }

  /// Replays the changes.
  ///
  /// - Parameters:
  ///   - start: Only changes after this instant are of concern; the definition of that instant applied at once.
  ///   - instant: When; changes after it count as made, for today's definitions are looked at.
  ///   - calendar: Gives the tenant's calendar; only asked where the end of a period decides.
  /// - Returns: What applies at the instant.
  /// - Throws: What `calendar` throws, and ``TenantError`` with ``TenantErrorCode/overflow`` for a year it does not know.
  func state(
    since start: Timestamp?, at instant: Timestamp, _ calendar: () throws -> TenantCalendar
  ) throws -> State {
    let relevant = transitions.drop { transition in start.map { transition.changedAt <= $0 } ?? false }
    guard let first = relevant.first else { return State(quota: current) }
    var state = State(quota: first.quota)
    for (index, transition) in zip(relevant.indices, relevant) {
      let next = index + 1 < relevant.endIndex ? relevant[index + 1].quota : current
      // What applies at the moment of this change is what the ones before it have left.
      let moment = index + 1 < relevant.endIndex ? relevant[index + 1].changedAt : instant
      guard let next, let before = state.quota, next.lowers(before) else {
        state = State(quota: next)
        continue
      }
      let change = QuotaTransition(
        quota: before, scope: state.kept?.scope ?? transition.scope, changedAt: transition.changedAt,
        timing: transition.timing)
      let end = try change.effectiveAt(calendar)
      if let end, moment >= end {
        state = State(quota: next)
      } else {
        state = State(quota: before, kept: change, effectiveAt: end)
      }
    }
    return state
  }
}
