// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel

/// What can be wrong with a statement on a tenant's database; the field `reason` of the details says which.
enum TenantDatabaseFault: String {
  /// The statement is not one of those that a tenant's database takes.
  case forbidden
  /// What is to be written breaks a rule of the database.
  case constraint
  /// The transaction took too long.
  case time
  /// The transaction is over.
  case ended
  /// The statement cannot be read or executed.
  case statement

  func error(_ message: String, hint: String, details: [String: String] = [:]) -> TenantError {
    var details = details
    details["reason"] = rawValue
    return TenantError(.databaseRefused, message, hint: hint, details: details)
  }

  /// Translates the engine's result codes into errors that a service can act on; none names a path.
  static func error(code: Int32, handle: OpaquePointer?, database: String) -> TenantError {
    let engine = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
    let details = ["database": database, "cause": engine, "engineCode": String(code)]
    func error(_ code: TenantErrorCode, _ what: String, hint: String) -> TenantError {
      TenantError(code, "the database '\(database)' of the tenant \(what)", hint: hint, details: details)
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return error(.storeBusy, "is in use", hint: "try again; keep transactions that write short")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return error(.storeCorrupt, "is damaged", hint: "keep a copy of the file, and restore one from before")
    case SQLITE_FULL:
      return error(.storeFull, "has no space left", hint: "remove something from it, or let it be larger")
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_IOERR, SQLITE_NOLFS, SQLITE_PROTOCOL:
      return error(.storeIO, "cannot be read or written", hint: "check the disk, and the folder beside the store")
    case SQLITE_AUTH:
      return forbidden.error(
        "the statement is not one that the database of a tenant takes: \(engine)",
        hint: "nothing that leaves the database or outlasts the transaction is taken", details: details)
    case SQLITE_CONSTRAINT:
      return constraint.error(
        "the statement breaks a rule of the database: \(engine)", hint: "correct what is to be written",
        details: details)
    case SQLITE_INTERRUPT:
      return time.error(
        "the transaction took too long", hint: "do less in one, or let transactions take longer", details: details)
    default:
      return statement.error("the statement failed: \(engine)", hint: "correct it", details: details)
    }
  }
}
