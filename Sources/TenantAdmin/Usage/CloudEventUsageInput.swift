// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Usage reported as CloudEvents, one event or one array of events a line.
final class CloudEventUsageInput: UsageInput {
  private let reader: NDJSONReader
  private var batch: ArraySlice<JSONValue> = []

  init(_ source: ByteSource) throws {
    reader = try NDJSONReader(source)
  }

  var line: Int { reader.place.line }

  func next() throws -> UsageEvent? {
    while true {
      if let event = batch.popFirst() { return try usage(event) }
      guard let value = try reader.next() else { return nil }
      guard case .array(let events) = value else { return try usage(value) }
      batch = events[...]
    }
  }

  private func usage(_ value: JSONValue) throws -> UsageEvent {
    do {
      return try CloudEvent.usage(value)
    } catch let error as TenantError {
      throw reader.place.fault(error)
    }
  }
}
