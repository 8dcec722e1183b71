// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import Synchronization

/// Counts decisions that were made without the state behind a limit: for the runtime's status, and as a metric of the process.
///
/// Only they come here, so a decision that is made as it should be costs nothing.
final class DegradedDecisions: Sendable {
  /// Name of the metric.
  static let metric = "tenant_runtime_degraded_decisions"

  private let counted = Atomic<Int64>(0)
  /// Made with the first decision, so that the process may choose its metrics after it has opened the runtime.
  private let counter = LazyReference<Counter>()

  /// How many there were since the runtime was opened.
  var total: Int64 { counted.load(ordering: .relaxed) }

  /// Counts one.
  func add() {
    counted.wrappingAdd(1, ordering: .relaxed)
    counter.value { Counter(label: Self.metric) }.increment()
  }
}
