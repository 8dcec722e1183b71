// SPDX-License-Identifier: Apache-2.0

/// An event as it is stored.
public struct StoredUsageEvent: Equatable, Sendable {
  /// Which system reported it, and its name there.
  public let key: UsageEventKey
  /// What it says.
  public let payload: UsagePayload
  /// When it was counted.
  public let ingestedAt: Timestamp

  /// Creates an event from its stored parts.
  ///
  /// - Parameters:
  ///   - key: Which system reported it, and its name there.
  ///   - payload: What it says.
  ///   - ingestedAt: When it was counted.
  public init(key: UsageEventKey, payload: UsagePayload, ingestedAt: Timestamp) {
    self.key = key
    self.payload = payload
    self.ingestedAt = ingestedAt
  }
}
