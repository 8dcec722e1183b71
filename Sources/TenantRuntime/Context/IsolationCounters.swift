// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
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

/// Counts what is refused in one runtime: at the boundary between tenants, of which it tells, and by the rules of contexts,
/// identities, events, statements and transactions.
///
/// Only what is refused comes here, so that what is done as it should be costs nothing.
final class IsolationCounters: Sendable {
  /// Name of the metric of violations; its label is the reason, and never a tenant.
  static let metric = "tenant_isolation_violations"

  private let state = Monitor(IsolationCounts())
  private let refused = Monitor(RefusalCounts())
  private let tell: @Sendable (IsolationIncident) -> Void
  private let now: @Sendable () -> Timestamp

  init(_ options: RuntimeOptions) {
    tell = options.onViolation
    now = options.now
  }

  /// What the boundary refused so far.
  var counts: IsolationCounts { state.withLock { $0 } }

  /// What else was refused so far.
  var refusals: RefusalCounts { refused.withLock { $0 } }

  /// Counts a violation and tells of it.
  ///
  /// - Returns: What to throw.
  func refusal(
    _ violation: IsolationViolation, tenants: [TenantID] = [], sources: [String] = []
  ) -> TenantError {
    state.withLock { $0.add(violation) }
    tell(IsolationIncident(violation: violation, tenants: tenants, sources: sources, time: now()))
    return Self.refusalOfNoRuntime(violation)
  }

  /// Counts a violation in the metric of the process alone, where no runtime is known that could count it.
  ///
  /// - Returns: What to throw.
  static func refusalOfNoRuntime(_ violation: IsolationViolation) -> TenantError {
    // Made anew, because nothing that changes is kept for a whole process; what is refused may cost that.
    Counter(label: metric, dimensions: [("reason", violation.rawValue)]).increment()
    return violation.error
  }

  /// Counts something that was refused.
  func count(_ refusal: CountedRefusal) { refused.withLock { $0.add(refusal) } }

  /// Runs a body, and counts what it refuses.
  ///
  /// - Parameter body: Throws no violation of the boundary, which is counted already.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  func counting<Result>(_ body: () throws -> Result) rethrows -> Result {
    do {
      return try body()
    } catch {
      count(ofFailure: error)
      throw error
    }
  }

  /// Counts what a failure says was refused, if it says so.
  func count(ofFailure error: any Error) { CountedRefusal(error).map(count) }
}
