// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Revision of the newest change that can have made a quota for a tenant what it is.
  ///
  /// Those are changes of the definition for the tenant, its users and its tier, grants, and changes of the tenant itself.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - tenant: Whose.
  /// - Returns: The revision; 0 where there is none.
  /// - Throws: ``TenantError`` from the store.
  package func lastChange(of key: QuotaKey, for tenant: Tenant) throws -> Int64 {
    try store.read { try Self.lastChange(of: key, for: tenant, $0) }
  }

  static func lastChange(of key: QuotaKey, for tenant: Tenant, _ reader: StoreReader) throws -> Int64 {
    var own = JournalFilter(tenant: tenant.id)
    own.kind = "quota"
    own.key = key.rawValue
    var itself = JournalFilter(tenant: tenant.id)
    itself.kind = "tenant"
    var fleet = JournalFilter()
    fleet.isFleetWide = true
    fleet.kind = "quota"
    fleet.key = key.rawValue
    // An alert tells of use; it changes nothing.
    let revisions = [
      try newest(own, reader) { $0.kind != .quotaAlert },
      try newest(itself, reader) { _ in true },
      try newest(fleet, reader) { try QuotaChange($0, tenant: nil).tier == tenant.tier },
    ]
    return revisions.max() ?? 0
  }

  private static func newest(
    _ filter: JournalFilter, _ reader: StoreReader, _ isWanted: (JournalEntry) throws -> Bool
  ) throws -> Int64 {
    var filter = filter
    filter.newestFirst = true
    var revision: Int64 = 0
    try reader.forEachJournalEntry(filter) { entry in
      guard try isWanted(entry) else { return true }
      revision = entry.revision
      return false
    }
    return revision
  }

  /// Revision of the newest change of the store; 0 in an empty journal.
  ///
  /// - Throws: ``TenantError`` from the store.
  package func newestRevision() throws -> Int64 {
    try store.read { try $0.latestRevision() }
  }
}
