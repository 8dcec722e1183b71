// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The events of one input, front to back.
protocol UsageInput: AnyObject {
  /// Line on which the event given last begins, from 1.
  var line: Int { get }

  /// Reads the next event.
  ///
  /// - Returns: The event, or `nil` at the end.
  /// - Throws: `TenantError` with `invalid_row` where the input's next event cannot be read; reading can go on after it, unless
  ///   nothing more is given then.
  func next() throws -> UsageEvent?
}

/// The formats in which usage is reported.
package enum UsageFormat: String, CaseIterable, Codable, Sendable {
  /// A table with a header.
  case csv
  /// One CloudEvents 1.0 event, or an array of them, a line.
  case cloudevents
  /// Lines of a web server's access log, common or combined.
  case accessLog = "access-log"

  /// The format that a file's name suggests.
  package init?(fileName: String) {
    switch fileName.split(separator: ".").last {
    case "csv": self = .csv
    case "ndjson", "jsonl", "json": self = .cloudevents
    case "log": self = .accessLog
    default: return nil
    }
  }

  /// What the tenant references are where the operator does not say.
  ///
  /// A client's address, or the name it resolves to, must not be taken for a slug.
  var referenceRule: TenantReferenceRule {
    self == .accessLog ? .external(kind: nil) : .any
  }

  func input(_ source: ByteSource, _ options: UsageIngestOptions) throws -> any UsageInput {
    switch self {
    case .csv: try CSVUsageInput(source, options)
    case .cloudevents: try CloudEventUsageInput(source)
    case .accessLog: try AccessLogUsageInput(source, eventSource: options.eventSource ?? rawValue)
    }
  }
}
