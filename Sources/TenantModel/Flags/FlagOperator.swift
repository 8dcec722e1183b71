// SPDX-License-Identifier: Apache-2.0

/// How a condition compares an attribute with its operands; the raw value is the spelling in rules.
///
/// An attribute that is missing satisfies only ``notEquals``, ``notIn`` and ``absent``, as Kubernetes' label selectors
/// have it. One that is not a number satisfies no comparison of numbers, and likewise with versions.
public enum FlagOperator: String, CaseIterable, Sendable {
  /// Is the operand, byte by byte; a number is compared as a number.
  case equals = "="
  /// Is not the operand.
  case notEquals = "!="
  /// Is one of the operands.
  case isIn = "in"
  /// Is none of the operands.
  case notIn = "not in"
  /// Is text that begins with the operand.
  case startsWith = "starts-with"
  /// Is text that ends with the operand.
  case endsWith = "ends-with"
  /// Is text that contains the operand.
  case contains = "contains"
  /// Is a number below the operand.
  case lessThan = "<"
  /// Is a number not above the operand.
  case atMost = "<="
  /// Is a number above the operand.
  case greaterThan = ">"
  /// Is a number not below the operand.
  case atLeast = ">="
  /// Is a version of the operand's precedence.
  case semverEquals = "semver ="
  /// Is a version before the operand.
  case semverLess = "semver <"
  /// Is a version not after the operand.
  case semverAtMost = "semver <="
  /// Is a version after the operand.
  case semverGreater = "semver >"
  /// Is a version not before the operand.
  case semverAtLeast = "semver >="
  /// Is a version of the operand's major version.
  case semverSameMajor = "semver ^"
  /// Is a version of the operand's major and minor version.
  case semverSameMinor = "semver ~"
  /// Is there.
  case exists = "exists"
  /// Is missing.
  case absent = "absent"

  /// How many operands belong to the operator.
  var operandCounts: ClosedRange<Int> {
    switch self {
    case .exists, .absent: 0...0
    case .isIn, .notIn: 1...1000
    default: 1...1
    }
  }

  /// Whether operands are numbers.
  var comparesNumbers: Bool {
    switch self {
    case .lessThan, .atMost, .greaterThan, .atLeast: true
    default: false
    }
  }

  /// Whether operands are versions.
  var comparesVersions: Bool {
    rawValue.hasPrefix("semver")
  }
}
