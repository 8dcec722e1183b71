// SPDX-License-Identifier: Apache-2.0

/// A condition whose operands have been read, so that a decision does no parsing of them.
final class CompiledCondition: Sendable {
  private enum Test: Sendable {
    case text(FlagOperator, String)
    case oneOf([String], negated: Bool)
    case number(FlagOperator, Double)
    case version(FlagOperator, SemanticVersion)
    case presence(Bool)
    /// Operands that validation refuses; such a condition never holds.
    case never
  }

  let source: FlagCondition
  private let test: Test

  init(_ condition: FlagCondition) {
    source = condition
    test = Self.test(condition)
  }

  private static func test(_ condition: FlagCondition) -> Test {
    let `operator` = condition.operator
    if `operator` == .exists || `operator` == .absent { return .presence(`operator` == .exists) }
    if `operator` == .isIn || `operator` == .notIn {
      return .oneOf(condition.operands, negated: `operator` == .notIn)
    }
    guard let operand = condition.operands.first else { return .never }
    if `operator` == .equals || `operator` == .notEquals {
      return .oneOf([operand], negated: `operator` == .notEquals)
    }
    if `operator`.comparesNumbers {
      return FlagAttributeValue.number(parsing: operand).map { .number(`operator`, $0) } ?? .never
    }
    if `operator`.comparesVersions {
      return SemanticVersion(parsing: operand).map { .version(`operator`, $0) } ?? .never
    }
    return .text(`operator`, operand)
  }

  func holds(for value: FlagAttributeValue?) -> Bool {
    switch test {
    case .presence(let wanted): (value != nil) == wanted
    case .oneOf(let operands, let negated): operands.contains { Self.equal(value, $0) } != negated
    case .text(let `operator`, let operand): Self.compare(value, `operator`, operand)
    case .number(let `operator`, let operand): Self.compare(value?.numeric, `operator`, operand)
    case .version(let `operator`, let operand): Self.compare(value, `operator`, operand)
    case .never: false
    }
  }

  private static func equal(_ value: FlagAttributeValue?, _ operand: String) -> Bool {
    switch value {
    // Bytes, not canonical equivalence: other languages' evaluators must come to the same answer.
    // Texts of equal bytes are equal to Swift as well, and its comparison is the faster one where they differ.
    case .string(let text): text == operand && text.utf8.elementsEqual(operand.utf8)
    case .number(let number): FlagAttributeValue.number(parsing: operand) == number
    case .bool(let truth): operand == (truth ? "true" : "false")
    case nil: false
    }
  }

  private static func compare(_ value: FlagAttributeValue?, _ operator: FlagOperator, _ operand: String) -> Bool {
    guard case .string(let text)? = value else { return false }
    switch `operator` {
    case .startsWith: return text.utf8.starts(with: operand.utf8)
    case .endsWith: return text.utf8.suffix(operand.utf8.count).elementsEqual(operand.utf8)
    case .contains: return contains(text, operand)
    default: return false
    }
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    var rest = text.utf8[...]
    let count = part.utf8.count
    while rest.count >= count {
      if rest.starts(with: part.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  private static func compare(_ number: Double?, _ operator: FlagOperator, _ operand: Double) -> Bool {
    guard let number else { return false }
    switch `operator` {
    case .lessThan: return number < operand
    case .atMost: return number <= operand
    case .greaterThan: return number > operand
    case .atLeast: return number >= operand
    default: return false
    }
  }

  private static func compare(
    _ value: FlagAttributeValue?, _ operator: FlagOperator, _ operand: SemanticVersion
  ) -> Bool {
    guard case .string(let text)? = value, let version = SemanticVersion(parsing: text) else { return false }
    switch `operator` {
    case .semverEquals: return !(version < operand) && !(operand < version)
    case .semverLess: return version < operand
    case .semverAtMost: return !(operand < version)
    case .semverGreater: return operand < version
    case .semverAtLeast: return !(version < operand)
    case .semverSameMajor: return version.major == operand.major
    case .semverSameMinor: return version.major == operand.major && version.minor == operand.minor
    default: return false
    }
  }
}
