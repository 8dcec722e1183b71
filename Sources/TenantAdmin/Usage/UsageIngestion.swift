// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an ingest did; also what the journal keeps of it.
package struct UsageIngestion: Codable, Equatable, Sendable {
  /// The file's path, or `standard input`.
  package let input: String
  /// The format it was read as.
  package let format: UsageFormat
  /// SHA-256 of the whole input, hexadecimal; `nil` where it was not read to its end.
  package var sha256: String?
  /// Events that were read, those that were not taken included.
  package var read: Int64 = 0
  /// Events that are now counted.
  package var ingested: Int64 = 0
  /// Events that were counted before.
  package var duplicates: Int64 = 0
  /// Events that were not taken.
  package var rejected: Int64 = 0
  /// Of those, events that contradict one that was counted before.
  package var conflicts: Int64 = 0
  /// Of the events now counted, those older than the ordinary window.
  package var backfilled: Int64 = 0
  /// Of the events now counted, those that take back another.
  package var reversals: Int64 = 0
  /// Earliest time of the events now counted.
  package var earliest: Timestamp?
  /// Latest time of the events now counted.
  package var latest: Timestamp?
  /// What was added, by meter.
  package var quantities: [String: Int64] = [:]
  /// Whether old events were allowed.
  package let backfill: Bool
  /// Whether a failure ended the run before the input did.
  package var isInterrupted = false

  init(input: String, options: UsageIngestOptions) {
    self.input = input
    format = options.format
    backfill = options.allowsBackfill
  }

  mutating func add(_ batch: UsageBatchResult) throws {
    ingested += Int64(batch.ingested)
    duplicates += Int64(batch.duplicates)
    rejected += Int64(batch.rejections.count)
    conflicts += Int64(batch.conflicts)
    backfilled += Int64(batch.backfilled)
    reversals += Int64(batch.reversals)
    earliest = [earliest, batch.earliest].compactMap { $0 }.min()
    latest = [latest, batch.latest].compactMap { $0 }.max()
    for (meter, quantity) in batch.quantities {
      let (sum, overflow) = quantities[meter.rawValue, default: 0].addingReportingOverflow(quantity)
      guard !overflow else {
        throw TenantError(
          .overflow, "the usage of meter '\(meter)' in one input does not fit into 63 bits",
          hint: "count it in a larger unit", details: ["meter": meter.rawValue])
      }
      quantities[meter.rawValue] = sum
    }
  }
}

/// How far an ingest is.
package struct UsageIngestProgress: Sendable {
  /// Bytes read.
  package let bytesRead: Int64
  /// Bytes in all, where that is known.
  package let size: Int64?
  /// Events read.
  package let events: Int64
}
