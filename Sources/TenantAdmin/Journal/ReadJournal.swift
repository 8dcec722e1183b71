// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Visits journal entries; the visit returns whether to go on.
  package func forEachJournalEntry(_ filter: JournalFilter, _ visit: (JournalEntry) throws -> Bool) throws {
    try store.read { try $0.forEachJournalEntry(filter, visit) }
  }

  /// Recomputes the journal's hash chain.
  package func verifyJournal() throws -> JournalVerification {
    try store.read { try $0.verifyJournal() }
  }
}
