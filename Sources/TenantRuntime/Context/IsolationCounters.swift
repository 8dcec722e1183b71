// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// A violation of the boundary between tenants, as operators need to know it.
///
/// It names tenants, so it is for those who may know of all of them, and not for an answer.
public struct IsolationIncident: Equatable, Sendable {
  /// What was refused.
  public let violation: IsolationViolation
  /// The tenants that would have met; none where none was known.
  public let tenants: [TenantID]
  /// What named the tenants, where that was the question.
  public let sources: [String]
  /// When it was refused.
  public let time: Timestamp
}

/// Counts what the boundary between tenants refuses in one runtime, and tells of it.
final class IsolationCounters: Sendable {
  private let state = Monitor(IsolationCounts())
  private let tell: @Sendable (IsolationIncident) -> Void
  private let now: @Sendable () -> Timestamp

  init(_ options: RuntimeOptions) {
    tell = options.onViolation
    now = options.now
  }

  /// What was refused so far.
  var counts: IsolationCounts { state.withLock { $0 } }

  /// Counts a violation and tells of it.
  ///
  /// - Returns: What to throw.
  func refusal(
    _ violation: IsolationViolation, tenants: [TenantID] = [], sources: [String] = []
  ) -> TenantError {
    state.withLock { $0.add(violation) }
    tell(IsolationIncident(violation: violation, tenants: tenants, sources: sources, time: now()))
    return violation.error
  }
}
