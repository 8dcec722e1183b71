// SPDX-License-Identifier: Apache-2.0

/// What a check of the journal's hash chain found.
public struct JournalVerification: Codable, Equatable, Sendable {
  /// How many rows were checked.
  public let entries: Int64
  /// Revision of the first row that is not as it was written, or `nil` where all are.
  public let firstBroken: Int64?
  /// What is wrong with that row.
  public let fault: String?

  /// Creates a finding.
  ///
  /// - Parameters:
  ///   - entries: How many rows were checked.
  ///   - firstBroken: Revision of the first row that is not as it was written.
  ///   - fault: What is wrong with that row.
  public init(entries: Int64, firstBroken: Int64? = nil, fault: String? = nil) {
    self.entries = entries
    self.firstBroken = firstBroken
    self.fault = fault
  }

  /// Whether every row is as it was written.
  public var isIntact: Bool { firstBroken == nil }
}
