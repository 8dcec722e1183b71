// SPDX-License-Identifier: Apache-2.0

/// An exact amount in one currency; amounts of different currencies are never added.
public struct Money: Hashable, Codable, Sendable {
  /// How much.
  public let amount: ExactAmount
  /// Of what.
  public let currency: CurrencyCode

  /// Creates an amount of money.
  ///
  /// - Parameters:
  ///   - amount: How much.
  ///   - currency: Of what.
  public init(_ amount: ExactAmount, _ currency: CurrencyCode) {
    self.amount = amount
    self.currency = currency
  }

  /// The sum of two amounts of one currency.
  ///
  /// - Parameter other: What to add.
  /// - Returns: The exact sum.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/currencyMismatch`` where the currencies differ, with
  ///   ``TenantErrorCode/overflow`` where the sum is beyond the range.
  public func adding(_ other: Money) throws -> Money {
    guard currency == other.currency else {
      throw TenantError(
        .currencyMismatch, "amounts in '\(currency)' and '\(other.currency)' cannot be added",
        hint: "totals are kept per currency; convert the bill before importing it",
        details: ["left": currency.rawValue, "right": other.currency.rawValue])
    }
    return Money(try amount.adding(other.amount), currency)
  }
}

extension Money: CustomStringConvertible {
  /// The exact amount and the currency, like `20.52022672899 USD`.
  public var description: String { "\(amount) \(currency)" }
}
