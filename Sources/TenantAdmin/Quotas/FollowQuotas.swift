// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Something that happened to a quota: an alert, or a change.
package struct QuotaNews {
  /// The change, as the journal tells it.
  package let change: QuotaChange
  /// The alert; `nil` for a change of a definition or a grant.
  package let alert: QuotaAlert?
}

/// Which news of quotas are wanted.
package struct QuotaNewsSelection: Sendable {
  /// Only of this tenant; `nil` means of all.
  package var tenant: TenantSelector?
  /// Only of this quota; `nil` means of all.
  package var quota: QuotaKey?
  /// Whether changes are wanted too, and not only alerts.
  package var hasChanges = false

  /// Creates a selection of all alerts.
  package init() {}
}

extension Administration {
  /// Visits what happened to quotas after a revision, the oldest first.
  ///
  /// - Parameters:
  ///   - revision: Only news after this one.
  ///   - selection: Which news.
  ///   - visit: Receives each.
  /// - Returns: The newest revision that was looked at, from which to go on; smaller than `revision` where the store was
  ///   replaced by an older one.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant, or what `visit` throws.
  package func forEachQuotaNews(
    after revision: Int64, _ selection: QuotaNewsSelection, _ visit: (QuotaNews) throws -> Void
  ) throws -> Int64 {
    try store.read { reader in
      var filter = JournalFilter(tenant: try selection.tenant.map { try reader.requireTenant($0).id })
      filter.kind = selection.hasChanges ? "quota" : JournalKind.quotaAlert.rawValue
      filter.key = selection.quota?.rawValue
      filter.afterRevision = revision
      var slugs: [TenantID: Slug] = [:]
      try reader.forEachJournalEntry(filter) { entry in
        if let id = entry.tenant, slugs[id] == nil { slugs[id] = try reader.tenant(id)?.slug }
        let change = try QuotaChange(entry, tenant: entry.tenant.flatMap { slugs[$0] })
        let isAlert = entry.kind == .quotaAlert
        let alert = try isAlert ? entry.after.map { try CanonicalJSON.value(QuotaAlert.self, from: $0) } : nil
        try visit(QuotaNews(change: change, alert: alert))
        return true
      }
      return try reader.latestRevision()
    }
  }
}
