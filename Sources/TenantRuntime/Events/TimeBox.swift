// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// How long a change may take that others wait for.
struct TimeBox: Sendable {
  private let milliseconds: Int32
  private let ticks: @Sendable () -> Int64
  private let end: Int64

  /// Begins now.
  ///
  /// - Parameters:
  ///   - milliseconds: How long the change may take.
  ///   - ticks: Reads a clock, in nanoseconds.
  init(milliseconds: Int32, ticks: @escaping @Sendable () -> Int64) {
    self.milliseconds = milliseconds
    self.ticks = ticks
    end = ticks().addingSaturating(Int64(milliseconds) * 1_000_000)
  }

  /// Whether the time is over.
  var isOver: Bool { ticks() > end }

  /// Refuses once the time is over.
  func require() throws {
    guard isOver else { return }
    throw TenantError(
      .eventRefused, "the transaction of events took longer than \(milliseconds) ms, and was rolled back",
      hint: "do what waits before or after it, or raise 'eventTransactionMilliseconds'",
      details: ["reason": "time", "limitMilliseconds": String(milliseconds)])
  }
}
