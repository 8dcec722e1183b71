// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// How an input of usage is read and counted.
package struct UsageIngestOptions: Sendable {
  /// The format.
  package var format: UsageFormat
  /// Where a table's parts come from.
  package var mapping = UsageColumnMapping()
  /// What separates a table's fields.
  package var delimiter: Unicode.Scalar = ","
  /// What the tenant references are; `nil` leaves it to the format.
  package var referenceRule: TenantReferenceRule?
  /// The source of events that do not name one; `nil` means the format's name.
  package var eventSource: String?
  /// Whether events older than the ordinary window are taken.
  package var allowsBackfill = false
  /// Whether events that cannot be taken are left out, instead of ending the run.
  package var keepGoing = false
  /// Whether the whole input is one transaction.
  package var isAtomic = false
  /// Most events in one transaction, where the input is not one.
  package var batchSize = 65_536

  /// Creates options.
  package init(format: UsageFormat) {
    self.format = format
  }
}

/// What stands for an ingest under its idempotency key.
struct UsageIngestRequest: Encodable {
  let input: String
  let sha256: String?
  let format: UsageFormat
  let mapping: String
  let delimiter: String
  let tenantBy: String
  let source: String?
  let backfill: Bool
  let keepGoing: Bool

  init(_ options: UsageIngestOptions, input: String, sha256: String?) {
    self.input = input
    self.sha256 = sha256
    format = options.format
    mapping = options.mapping.text
    delimiter = String(options.delimiter)
    tenantBy = (options.referenceRule ?? options.format.referenceRule).text
    source = options.eventSource
    backfill = options.allowsBackfill
    keepGoing = options.keepGoing
  }
}
