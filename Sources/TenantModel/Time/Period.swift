// SPDX-License-Identifier: Apache-2.0

/// A half-open stretch of time: its start belongs to it, its end to the next one.
public struct Period: Hashable, Sendable {
  /// First instant.
  public let start: Timestamp
  /// First instant after the period.
  public let end: Timestamp

  /// Creates a period.
  ///
  /// - Parameters:
  ///   - start: First instant.
  ///   - end: First instant after the period; not before `start`.
  public init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  /// Whether an instant lies in the period.
  ///
  /// - Parameter instant: The instant.
  /// - Returns: `true` from the start on, `false` from the end on.
  public func contains(_ instant: Timestamp) -> Bool {
    start <= instant && instant < end
  }
}
