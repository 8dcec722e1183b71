// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension SQLValue {
  init(_ value: (some ParsedText)?) { self = value.map { .text($0.rawValue) } ?? .null }
  init(_ value: Timestamp?) { self = value.map { .integer($0.microseconds) } ?? .null }
}

extension SQLRow {
  func timestamp(_ column: Int) -> Timestamp { Timestamp(microseconds: integer(column)) }

  func optionalTimestamp(_ column: Int) -> Timestamp? { isNull(column) ? nil : timestamp(column) }

  /// Reads a text whose grammar the store guarantees; a value that breaks it is a sign of damage.
  func parsed<Value: ParsedText>(_ column: Int, as type: Value.Type = Value.self) throws -> Value {
    let raw = text(column)
    do {
      return try Value(parsing: raw)
    } catch {
      throw StoredValueFault.unreadable(raw, as: "\(type)")
    }
  }

  /// Reads one of an enumeration's raw values.
  func choice<Value: RawRepresentable>(_ column: Int, as type: Value.Type = Value.self) throws -> Value
  where Value.RawValue == String {
    let raw = text(column)
    guard let value = Value(rawValue: raw) else { throw StoredValueFault.unreadable(raw, as: "\(type)") }
    return value
  }
}

/// Errors for values that only damage or a foreign hand can have put into the store.
enum StoredValueFault {
  static func unreadable(_ raw: String, as type: String) -> TenantError {
    TenantError(
      .storeCorrupt, "the store holds '\(raw.prefix(80))' where it should hold a \(type)",
      hint: "run 'tenantctl doctor'; restore a backup with 'tenantctl restore' if it confirms the damage")
  }
}
