// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Events that are counted in one transaction.
struct UsageBatch: Sendable {
  /// The events; no reversal stands behind an event that it might take back.
  var events: [NumberedUsageEvent] = []
  /// What was read for the batch, events and rows that are none.
  var read: Int64 = 0
  /// Rows that are no events, where the run goes on after such.
  var rejections: [TenantError] = []
  /// Why reading ended behind these events, where it was not for the input's end.
  var failure: TenantError?
  /// Whether nothing comes after the batch.
  var isLast = false
  /// Bytes of the input that were read up to here.
  var bytesRead: Int64 = 0
}

/// Cuts an input into batches.
final class UsageBatchReader {
  private let source: ByteSource
  private let input: any UsageInput
  private let batchSize: Int
  private let keepsGoing: Bool
  private var pending: NumberedUsageEvent?
  private var isAtEnd = false

  init(_ source: ByteSource, _ input: any UsageInput, _ options: UsageIngestOptions) {
    self.source = source
    self.input = input
    batchSize = options.batchSize
    keepsGoing = options.keepGoing
  }

  /// Reads the next batch; the last one says so, and may be empty.
  func next() -> UsageBatch? {
    if isAtEnd { return nil }
    var batch = UsageBatch()
    fill(&batch)
    batch.bytesRead = source.bytesRead
    isAtEnd = batch.isLast
    return batch
  }

  private func fill(_ batch: inout UsageBatch) {
    if let pending { batch.events.append(pending) }
    pending = nil
    while batch.events.count < batchSize {
      do {
        guard let event = try input.next() else {
          batch.isLast = true
          return
        }
        batch.read += 1
        let numbered = NumberedUsageEvent(event, line: input.line)
        if event.reverses != nil, let last = batch.events.last, last.event.reverses == nil {
          pending = numbered
          return
        }
        batch.events.append(numbered)
      } catch let error as TenantError {
        if error.code == .invalidRow {
          batch.read += 1
          if keepsGoing {
            batch.rejections.append(error)
            continue
          }
        }
        batch.failure = error
        batch.isLast = true
        return
      } catch {
        batch.failure = TenantError(.internalFault, "'\(source.name)' cannot be read: \(error)")
        batch.isLast = true
        return
      }
    }
  }
}
