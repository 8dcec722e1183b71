// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// A transaction that reads; each capability adds its queries in an extension beside its tables.
///
/// It is only valid inside the body it was given to.
package class StoreReader {
  let driver: any SQLDriver

  init(_ driver: any SQLDriver) {
    self.driver = driver
  }

  /// Runs a query and maps every row.
  func rows<Value>(_ sql: String, _ parameters: [SQLValue] = [], _ map: (SQLRow) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try forEach(sql, parameters) { values.append(try map($0)) }
    return values
  }

  /// Runs a query and maps its first row; `nil` where there is none.
  func first<Value>(_ sql: String, _ parameters: [SQLValue] = [], _ map: (SQLRow) throws -> Value) throws -> Value? {
    let statement = try bound(sql, parameters)
    defer { statement.reset() }
    return try statement.step() ? map(SQLRow(statement)) : nil
  }

  /// Runs a query whose first row begins with a number, like a count; 0 where there is no row.
  func number(_ sql: String, _ parameters: [SQLValue] = []) throws -> Int64 {
    var number: Int64 = 0
    _ = try first(sql, parameters) { number = $0.integer(0) }
    return number
  }

  /// Whether a query has a row.
  func exists(_ sql: String, _ parameters: [SQLValue] = []) throws -> Bool {
    try first(sql, parameters) { _ in true } != nil
  }

  /// Runs a query and visits its rows one by one, without keeping them.
  ///
  /// The body must not run the same query again; a statement has one set of rows at a time.
  func forEach(_ sql: String, _ parameters: [SQLValue] = [], _ visit: (SQLRow) throws -> Void) throws {
    let statement = try bound(sql, parameters)
    defer { statement.reset() }
    while try statement.step() { try visit(SQLRow(statement)) }
  }

  func bound(_ sql: String, _ parameters: [SQLValue]) throws -> any SQLStatement {
    let statement = try driver.statement(sql)
    // A parameter that is not bound has the value of the last run, which may be another tenant.
    guard parameters.count == statement.parameterCount else {
      throw TenantError(
        .internalFault, "a statement has \(statement.parameterCount) parameters and was given \(parameters.count)")
    }
    var position = 1
    for parameter in parameters {
      try statement.bind(parameter, at: position)
      position += 1
    }
    return statement
  }
}
