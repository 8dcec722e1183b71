// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Counts what the boundary between tenants refuses in one runtime.
final class IsolationCounters: Sendable {
  private let state = Monitor(IsolationCounts())

  /// What was refused so far.
  var counts: IsolationCounts { state.withLock { $0 } }

  /// Counts a violation.
  ///
  /// - Returns: What to throw.
  func refusal(_ violation: IsolationViolation) -> TenantError {
    state.withLock { $0.add(violation) }
    return violation.error
  }
}
