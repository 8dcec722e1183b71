// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Usage read from a web server's access log: each line is one request of the client, and the bytes of its response.
final class AccessLogUsageInput: UsageInput {
  private let lines: LineReader
  private let eventSource: String
  private let requests: MeterName
  private let responseBytes: MeterName
  private var identifiers = DerivedIdentifiers()

  init(_ source: ByteSource, eventSource: String) throws {
    lines = try LineReader(source)
    self.eventSource = eventSource
    requests = try MeterName(parsing: "http.requests")
    responseBytes = try MeterName(parsing: "http.response_bytes")
  }

  var line: Int { lines.line }

  func next() throws -> UsageEvent? {
    while true {
      do {
        let event = try lines.withNextLine { bytes -> UsageEvent? in
          if bytes.isEmpty { return nil }
          let line = try AccessLogLine(bytes)
          return try UsageEvent(
            tenant: line.client, source: eventSource, id: identifiers.next(UnsafeRawBufferPointer(bytes)),
            time: line.time,
            quantities: [
              UsageQuantity(meter: requests, amount: 1), UsageQuantity(meter: responseBytes, amount: line.size),
            ])
        }
        // Outer `nil` is the end, inner `nil` an empty line.
        guard let event else { return nil }
        if let event { return event }
      } catch let error as TenantError where error.code == .invalidValue {
        throw lines.place.fault(error)
      }
    }
  }
}
