// SPDX-License-Identifier: Apache-2.0

/// One thing that was checked.
public struct StoreFinding: Codable, Equatable, Sendable {
  /// How bad it is.
  public enum Severity: String, Codable, Sendable {
    /// As it should be.
    case ok
    /// Works, but should be changed.
    case warning
    /// Broken.
    case error
  }

  /// Stable name of the check.
  public let check: String
  /// How bad it is.
  public let severity: Severity
  /// What was found, for a person.
  public let finding: String
  /// What to do about it.
  public let advice: String?

  /// Creates a finding.
  ///
  /// - Parameters:
  ///   - check: Stable name of the check.
  ///   - severity: How bad it is.
  ///   - finding: What was found.
  ///   - advice: What to do about it.
  public init(_ check: String, _ severity: Severity, _ finding: String, advice: String? = nil) {
    self.check = check
    self.severity = severity
    self.finding = finding
    self.advice = advice
  }
}
