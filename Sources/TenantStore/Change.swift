// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Who changes the store, when and why; the same for every journal row of a transaction.
package struct Change: Sendable {
  /// Who makes the change.
  package let actor: String
  /// Why, in the actor's words.
  package let reason: String?
  /// When the change is made.
  package let time: Timestamp
  /// Whether the transaction is rolled back at its end.
  package let isDryRun: Bool

  /// Creates a description of a change.
  package init(actor: String, reason: String? = nil, time: Timestamp, isDryRun: Bool = false) {
    self.actor = actor
    self.reason = reason
    self.time = time
    self.isDryRun = isDryRun
  }
}
