// SPDX-License-Identifier: Apache-2.0

/// One line of targeting: who is meant, what they are served, and when.
public struct FlagRule: Hashable, Sendable {
  /// What a rule serves to those it matches.
  public enum Outcome: Hashable, Sendable {
    /// One variant.
    case variant(VariantName)
    /// A split; whoever lacks the attribute to bucket by is served the flag's default.
    case split(FlagSplit)
  }

  /// The conditions, all of which must hold; none matches everybody.
  public let conditions: [FlagCondition]
  /// What is served.
  public let outcome: Outcome
  /// When the rule is in force.
  public let window: FlagWindow

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - conditions: The conditions, at most 32, all of which must hold.
  ///   - outcome: What is served.
  ///   - window: When the rule is in force.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where there are too many conditions.
  public init(_ conditions: [FlagCondition], serve outcome: Outcome, window: FlagWindow = .always) throws {
    guard conditions.count <= 32 else {
      throw TenantError(.invalidValue, "a rule has at most 32 conditions, not \(conditions.count)")
    }
    self.conditions = conditions
    self.outcome = outcome
    self.window = window
  }

  /// Reads a rule, like `tier in pro,enterprise and label.beta = yes => on=25,off=75 by user from 2026-12-01`.
  ///
  /// - Parameter text: The candidate, at most 10,000 characters; `always` stands for no condition.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the column of the first fault.
  public init(parsing text: some StringProtocol) throws {
    self = try FlagRuleParser.parse(String(text), what: "rule") { try $0.rule() }
  }

  /// The variants that the rule may serve.
  var variants: [VariantName] {
    switch outcome {
    case .variant(let variant): [variant]
    case .split(let split): split.weights.shares.map(\.variant)
    }
  }
}

extension FlagRule.Outcome: CustomStringConvertible {
  /// The outcome as rules spell it.
  public var description: String {
    switch self {
    case .variant(let variant): "\(variant)"
    case .split(let split): "\(split)"
    }
  }
}

extension FlagRule: CustomStringConvertible {
  /// The rule in its one canonical spelling, which reads back as the same rule.
  public var description: String {
    let conditions = conditions.isEmpty ? "always" : conditions.map { "\($0)" }.joined(separator: " and ")
    return "\(conditions) => \(outcome)" + (window.isBounded ? " \(window)" : "")
  }
}
