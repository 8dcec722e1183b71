// SPDX-License-Identifier: Apache-2.0

/// How long a tenant was active.
public enum ActiveTime {
  /// A tenant entered a state.
  public struct Transition: Equatable, Sendable {
    /// When the state began.
    public let time: Timestamp
    /// The state that began.
    public let state: TenantState

    /// Creates a transition.
    ///
    /// - Parameters:
    ///   - time: When the state began.
    ///   - state: The state that began.
    public init(time: Timestamp, state: TenantState) {
      self.time = time
      self.state = state
    }
  }

  /// Counts the time in which a tenant was active in a month; suspended and leaving tenants are not.
  ///
  /// - Parameters:
  ///   - transitions: The tenant's states from its onboarding on, in the order in which they began.
  ///   - period: The month.
  /// - Returns: Whole seconds, rounded down.
  public static func seconds(of transitions: [Transition], in period: BillingPeriod) -> UInt64 {
    var microseconds: Int64 = 0
    for (index, transition) in transitions.enumerated() where transition.state == .active {
      let end = index + 1 < transitions.count ? transitions[index + 1].time : period.end
      let from = max(transition.time, period.start)
      let until = min(end, period.end)
      if from < until { microseconds += until.microseconds - from.microseconds }
    }
    return UInt64(microseconds / 1_000_000)
  }
}
