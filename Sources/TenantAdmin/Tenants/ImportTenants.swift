// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What became of one row of an import.
package struct TenantImportRow: Codable, Equatable, Sendable {
  /// What became of it.
  package enum Status: String, Codable, Sendable {
    case created, unchanged, failed
  }

  /// Line on which the row begins, from 1.
  package let line: Int
  /// The slug, where it could be read.
  package let slug: String?
  /// What became of it.
  package let status: Status
  /// The new tenant's id.
  package let tenant: TenantID?
  /// Why it failed.
  package let error: String?
}

/// What an import did.
package struct TenantImportReport: Codable, Equatable, Sendable {
  /// Tenants created.
  package fileprivate(set) var created: Int64 = 0
  /// Rows whose tenant existed already.
  package fileprivate(set) var unchanged: Int64 = 0
  /// Rows that failed; only where the import goes on after failures.
  package fileprivate(set) var failed: Int64 = 0
  /// What became of each row; only where the import goes on after failures.
  package fileprivate(set) var rows: [TenantImportRow] = []
}

/// How tenants are imported.
package struct TenantImportOptions: Codable, Equatable, Sendable {
  /// What the import is called in its journal rows and for its idempotency key: the file.
  package var source: String
  /// What applies to rows that do not say it themselves.
  package var defaults = TenantDefaults()
  /// Whether rows that fail are left out, instead of nothing being imported.
  package var keepGoing = false
  /// Whether a tenant that exists already is accepted.
  package var ifNotExists = false

  /// Creates options.
  package init(source: String) {
    self.source = source
  }
}

extension Administration {
  /// Creates many tenants in one transaction.
  ///
  /// - Parameters:
  ///   - rows: What the file says.
  ///   - options: How they are imported.
  ///   - progress: Is told bytes done, bytes in all and rows done.
  /// - Returns: How many were created, and with `keepGoing` what became of each row.
  /// - Throws: `TenantError` for the first row that fails, unless the import goes on; then nothing was imported.
  package func importTenants(
    _ rows: any TenantRowSource, _ options: TenantImportOptions, progress: (Int64, Int64?, Int64) -> Void
  ) throws -> Outcome<TenantImportReport> {
    try change(
      "tenant.import", request: TenantImportRequest(options: options, sha256: rows.contentDigest())
    ) { writer in
      var report = TenantImportReport()
      var onboarding = try Onboarding(writer, session: session)
      var count: Int64 = 0
      while let row = try Self.nextRow(rows, options, &report) {
        count += 1
        if count % 256 == 0 { progress(rows.progress.done, rows.progress.total, count) }
        do {
          let existing = try importRow(row, options, writer, &onboarding)
          if existing.isNew { report.created += 1 } else { report.unchanged += 1 }
          guard options.keepGoing else { continue }
          report.rows.append(
            TenantImportRow(
              line: row.place.line, slug: existing.tenant.slug.rawValue, status: existing.isNew ? .created : .unchanged,
              tenant: existing.tenant.id, error: nil))
        } catch let fault as TenantError where options.keepGoing && fault.isAboutInput {
          report.fail(line: row.place.line, slug: row.values["slug"]?.string, fault)
        }
      }
      return report
    }
  }

  /// The next row that can be read at all.
  private static func nextRow(
    _ rows: any TenantRowSource, _ options: TenantImportOptions, _ report: inout TenantImportReport
  ) throws -> TenantRow? {
    while true {
      do {
        return try rows.next()
      } catch let fault as TenantError where options.keepGoing && fault.code == .invalidRow {
        report.fail(line: fault.details["line"].flatMap { Int($0) } ?? 0, slug: nil, fault)
      }
    }
  }

  private func importRow(
    _ row: TenantRow, _ options: TenantImportOptions, _ writer: StoreWriter, _ onboarding: inout Onboarding
  ) throws -> (tenant: Tenant, isNew: Bool) {
    let request = try TenantRequest(row, defaults: options.defaults)
    do {
      if let existing = try writer.tenant(.slug(request.slug)) {
        try Self.requireReusable(existing, ifNotExists: options.ifNotExists)
        return (existing, false)
      }
      guard options.keepGoing else { return (try onboarding.onboard(request), true) }
      // A row that fails half-way must leave nothing, while the others stay.
      let before = onboarding
      do {
        return (try writer.nested { try onboarding.onboard(request) }, true)
      } catch {
        onboarding = before
        throw error
      }
    } catch let fault as TenantError where fault.isAboutInput {
      throw row.place(of: fault).fault(fault)
    }
  }
}

private struct TenantImportRequest: Encodable {
  let options: TenantImportOptions
  let sha256: String
}

extension TenantImportReport {
  fileprivate mutating func fail(line: Int, slug: String?, _ fault: TenantError) {
    failed += 1
    rows.append(TenantImportRow(line: line, slug: slug, status: .failed, tenant: nil, error: fault.message))
  }
}

extension TenantError {
  /// Whether another input could have avoided the failure, as opposed to a failure of the store.
  var isAboutInput: Bool {
    switch code {
    case .storeMissing, .storeCorrupt, .storeForeign, .storeNewer, .storeOlder, .storeReadOnly, .storeBusy, .storeFull,
      .storeIO, .storeUnhealthy, .internalFault, .fileUnreadable:
      false
    default: true
    }
  }
}
