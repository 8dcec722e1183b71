// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// An event with the line of the input on which it begins.
package struct NumberedUsageEvent: Sendable {
  package let event: UsageEvent
  package let line: Int
  /// What the event counts and its digest, known before the store is asked; `nil` for a reversal, which counts the opposite of
  /// an event in the store.
  let payload: (payload: UsagePayload, digest: [UInt8])?

  /// Creates a numbered event.
  package init(_ event: UsageEvent, line: Int) {
    self.event = event
    self.line = line
    guard event.reverses == nil else {
      payload = nil
      return
    }
    let payload = UsagePayload(time: event.time, quantities: event.quantities)
    self.payload = (payload, UsageDigest.digest(of: payload))
  }
}

/// An event that was not taken, and why.
package struct UsageRejection {
  package let line: Int
  package let error: TenantError
}

/// What a batch added to a meter of a tenant.
package struct UsageGrowth: Equatable, Sendable {
  /// Whose use.
  package let tenant: TenantID
  /// Of what.
  package let meter: MeterName
  /// How much in all hours that grew, 1 or more.
  package internal(set) var quantity: Int64
  /// First instant of the first of these hours.
  package let earliest: Timestamp
  /// Last instant of the last of these hours.
  package internal(set) var latest: Timestamp
}

/// What became of a batch of events.
package struct UsageBatchResult {
  /// Events that are now counted.
  package var ingested = 0
  /// Of these, events older than the ordinary window.
  package var backfilled = 0
  /// Of these, events that take back another.
  package var reversals = 0
  /// Events that were counted before.
  package var duplicates = 0
  /// Events that contradict one that was counted before; each is also a rejection.
  package var conflicts = 0
  /// Events that were not taken, by line.
  package var rejections: [UsageRejection] = []
  /// Earliest and latest time of the events now counted.
  package var earliest: Timestamp?
  package var latest: Timestamp?
  /// What was added by each meter.
  package var quantities: [MeterName: Int64] = [:]
  /// What was added by tenant and meter, where it grew.
  package var growth: [UsageGrowth] = []

  /// Creates the result of an empty batch.
  package init() {}
}
