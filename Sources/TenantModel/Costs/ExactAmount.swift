// SPDX-License-Identifier: Apache-2.0

/// An exact amount of money, without its currency: a whole number of 10⁻¹² major units.
///
/// Real bills carry eleven decimals, so neither binary floating point nor millionths hold them. The range is
/// ±1.7 × 10²⁶ major units; every operation that could leave it throws instead.
public struct ExactAmount: Hashable, Sendable {
  /// The amount in 10⁻¹² major units.
  public let units: Int128

  /// Number of decimals that an amount can carry.
  public static let maxDecimals = 12
  /// Nothing.
  public static let zero = ExactAmount(units: 0)

  /// Creates an amount from its smallest units.
  ///
  /// - Parameter units: The amount in 10⁻¹² major units.
  public init(units: Int128) {
    self.units = units
  }

  /// Creates an amount from sign and magnitude; the caller guarantees that the magnitude came from a valid amount.
  init(magnitude: UInt128, isNegative: Bool) {
    if isNegative {
      // The most negative value has no positive counterpart to negate.
      units = magnitude == Int128.min.magnitude ? .min : -Int128(magnitude)
    } else {
      units = Int128(magnitude)
    }
  }

  /// Whether the amount is zero.
  public var isZero: Bool { units == 0 }

  /// The sum of two amounts.
  ///
  /// - Parameter other: What to add.
  /// - Returns: The exact sum.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the sum is beyond the range.
  public func adding(_ other: ExactAmount) throws -> ExactAmount {
    let (sum, overflow) = units.addingReportingOverflow(other.units)
    if overflow { throw Self.overflow("the sum of '\(self)' and '\(other)'") }
    return ExactAmount(units: sum)
  }

  /// The difference of two amounts.
  ///
  /// - Parameter other: What to subtract.
  /// - Returns: The exact difference.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the difference is beyond the range.
  public func subtracting(_ other: ExactAmount) throws -> ExactAmount {
    let (difference, overflow) = units.subtractingReportingOverflow(other.units)
    if overflow { throw Self.overflow("the difference of '\(self)' and '\(other)'") }
    return ExactAmount(units: difference)
  }

  /// The amount with the opposite sign.
  ///
  /// - Returns: The exact opposite.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` for the most negative amount, which has none.
  public func negated() throws -> ExactAmount {
    try ExactAmount.zero.subtracting(self)
  }

  private static func overflow(_ what: String) -> TenantError {
    TenantError(.overflow, "\(what) is beyond the largest amount", hint: "amounts reach from -1.7e26 to 1.7e26")
  }
}

extension ExactAmount: Comparable {
  /// Orders amounts by value.
  public static func < (left: ExactAmount, right: ExactAmount) -> Bool {
    left.units < right.units
  }
}
