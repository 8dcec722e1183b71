// SPDX-License-Identifier: Apache-2.0

/// One comparison of an attribute with operands.
public struct FlagCondition: Hashable, Sendable {
  /// What is looked at.
  public let attribute: FlagAttribute
  /// How it is compared.
  public let `operator`: FlagOperator
  /// What it is compared with.
  public let operands: [String]

  /// Creates a condition.
  ///
  /// - Parameters:
  ///   - attribute: What is looked at.
  ///   - operator: How it is compared.
  ///   - operands: What it is compared with: none for ``FlagOperator/exists`` and ``FlagOperator/absent``, 1 to 1,000 for
  ///     ``FlagOperator/isIn`` and ``FlagOperator/notIn``, else one; each at most 1,000 bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the operands do not suit the operator.
  public init(_ attribute: FlagAttribute, _ operator: FlagOperator, _ operands: [String] = []) throws {
    let spelling = `operator`.rawValue
    try attribute.validate()
    guard `operator`.operandCounts.contains(operands.count) else {
      throw TenantError(
        .invalidValue,
        "'\(spelling)' takes \(Self.count(`operator`.operandCounts)), not \(operands.count)",
        hint: "compare with several values by 'in' or 'not in'", details: ["operator": spelling])
    }
    for operand in operands {
      guard operand.utf8.count <= 1000 else {
        throw TenantError(
          .invalidValue, "the value '\(operand.prefix(40))…' is longer than 1000 bytes", hint: "compare with less text")
      }
      if `operator`.comparesNumbers, FlagAttributeValue.number(parsing: operand)?.isFinite != true {
        throw TenantError(
          .invalidValue, "'\(spelling)' compares numbers, and '\(operand)' is not one",
          hint: "write a number like 18 or 0.5; versions are compared by 'semver \(spelling)'",
          details: ["operator": spelling, "value": operand])
      }
      if `operator`.comparesVersions, SemanticVersion(parsing: operand) == nil {
        throw TenantError(
          .invalidValue, "'\(spelling)' compares versions, and '\(operand)' is not one",
          hint: "write a version like 1.4.0 or 2.0.0-beta.1", details: ["operator": spelling, "value": operand])
      }
    }
    self.attribute = attribute
    self.operator = `operator`
    self.operands = operands
  }

  private static func count(_ range: ClosedRange<Int>) -> String {
    switch range {
    case 0...0: "no value"
    case 1...1: "one value"
    default: "\(range.lowerBound) to \(range.upperBound) values"
    }
  }
}

extension FlagCondition: CustomStringConvertible {
  /// The condition as rules spell it.
  public var description: String {
    let values = operands.map(FlagRuleLexer.spelling(of:)).joined(separator: ",")
    return values.isEmpty ? "\(attribute) \(`operator`.rawValue)" : "\(attribute) \(`operator`.rawValue) \(values)"
  }
}
