// SPDX-License-Identifier: Apache-2.0

/// What a verification of usage found.
public struct UsageVerification: Codable, Equatable, Sendable {
  /// Events that were read.
  public var events: Int64 = 0
  /// Stored sums that were compared.
  public var rollups: Int64 = 0
  /// Differences that were found.
  public var differences: Int64 = 0

  /// Creates the finding of a verification that has not begun.
  public init() {}

  /// Whether everything follows from the events.
  public var isExact: Bool { differences == 0 }
}
