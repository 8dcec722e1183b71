// SPDX-License-Identifier: Apache-2.0

/// One line of the explanation of a decision.
public struct FlagTraceStep: Hashable, Sendable {
  /// What became of a step.
  public enum Outcome: String, Codable, Sendable {
    /// It did not stand in the way, or it held.
    case passed
    /// It did not apply.
    case skipped
    /// It ended the decision.
    case decided
  }

  /// Which step: `kill switch`, `rule 2`, ….
  public let stage: String
  /// What the flag asks for.
  public let expected: String
  /// What the request, the instant or another flag had.
  public let actual: String
  /// What became of it.
  public let outcome: Outcome

  init(_ stage: String, expected: String, actual: String, _ outcome: Outcome) {
    self.stage = stage
    self.expected = expected
    self.actual = actual
    self.outcome = outcome
  }
}
