// SPDX-License-Identifier: Apache-2.0

/// An event's name among those of its tenant.
public struct UsageEventKey: Hashable, Sendable {
  /// Which system reported it.
  public let source: String
  /// Its name within the source.
  public let id: String

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - source: Which system reported the event.
  ///   - id: Its name within the source.
  public init(source: String, id: String) {
    self.source = source
    self.id = id
  }
}
