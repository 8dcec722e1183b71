// SPDX-License-Identifier: Apache-2.0

/// The result of a change and what became of it.
package struct Outcome<Value> {
  /// What the operation returned.
  package let value: Value
  /// Revision of the store after the change.
  package let revision: Int64
  /// Journal rows the change wrote; none means that everything was as asked already.
  package let changes: Int
  /// Whether the change was rolled back.
  package let isDryRun: Bool
  /// Whether this is the recorded result of an earlier run with the same idempotency key.
  package let isReplay: Bool

  package init(value: Value, revision: Int64, changes: Int, isDryRun: Bool, isReplay: Bool = false) {
    self.value = value
    self.revision = revision
    self.changes = changes
    self.isDryRun = isDryRun
    self.isReplay = isReplay
  }

  /// Whether the store differs from before, or would without the dry run.
  package var hasChanged: Bool { changes > 0 && !isReplay }

  /// The same outcome with another value.
  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Outcome<Other> {
    Outcome<Other>(
      value: try transform(value), revision: revision, changes: changes, isDryRun: isDryRun, isReplay: isReplay)
  }
}
