// SPDX-License-Identifier: Apache-2.0

/// Exact sums, one for each currency.
public struct MoneyTotals: Hashable, Sendable {
  private var amounts: [CurrencyCode: ExactAmount] = [:]

  /// Creates empty totals.
  public init() {}

  /// The sums in order of their currency; a currency that was added stays, even where its sum is zero.
  public var entries: [Money] {
    amounts.keys.sorted().map { Money(amounts[$0, default: .zero], $0) }
  }

  /// The sum of one currency, zero where nothing was added.
  ///
  /// - Parameter currency: The currency.
  public subscript(currency: CurrencyCode) -> ExactAmount {
    amounts[currency, default: .zero]
  }

  /// Adds an amount to the sum of its currency.
  ///
  /// - Parameter money: What to add.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the sum is beyond the range.
  public mutating func add(_ money: Money) throws {
    amounts[money.currency] = try amounts[money.currency, default: .zero].adding(money.amount)
  }

  /// Adds other totals, currency by currency.
  ///
  /// - Parameter other: What to add.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  public mutating func add(_ other: MoneyTotals) throws {
    for money in other.entries { try add(money) }
  }
}

extension MoneyTotals: CustomStringConvertible {
  /// The sums joined by commas, `0` where there are none.
  public var description: String {
    amounts.isEmpty ? "0" : entries.map(\.description).joined(separator: ", ")
  }
}
