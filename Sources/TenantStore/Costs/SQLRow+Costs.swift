// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension SQLValue {
  init(_ amount: ExactAmount) { self = .text(amount.description) }

  /// A weight; the store's integers have 63 bits.
  init(weight: UInt64) throws {
    guard let value = Int64(exactly: weight) else {
      throw TenantError(
        .overflow, "the weight '\(weight)' is beyond the largest that is kept",
        hint: "count the meter in a larger unit; weights reach to \(Int64.max)")
    }
    self = .integer(value)
  }
}

extension SQLRow {
  func amount(_ column: Int) throws -> ExactAmount {
    let raw = text(column)
    guard let amount = try? ExactAmount(parsing: raw) else { throw StoredValueFault.unreadable(raw, as: "amount") }
    return amount
  }

  /// The amount in one column and its currency in another.
  func money(_ amount: Int, _ currency: Int) throws -> Money {
    Money(try self.amount(amount), try parsed(currency))
  }

  func party(_ column: Int) throws -> CostParty {
    let raw = text(column)
    guard let party = try? CostParty(parsing: raw) else {
      throw StoredValueFault.unreadable(raw, as: "tenant or reason")
    }
    return party
  }

  func weight(_ column: Int) throws -> UInt64 {
    guard let weight = UInt64(exactly: integer(column)) else {
      throw StoredValueFault.unreadable(String(integer(column)), as: "weight")
    }
    return weight
  }
}
