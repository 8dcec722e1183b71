// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel

/// Translates the engine's result codes into errors an operator can act on.
enum SQLiteFault {
  static func error(code: Int32, handle: OpaquePointer?, path: String) -> TenantError {
    let engine = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
    let details = ["path": path, "cause": engine, "engineCode": String(code)]
    func error(_ code: TenantErrorCode, _ message: String, hint: String) -> TenantError {
      TenantError(code, message, hint: hint, details: details)
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return error(
        .storeBusy, "the store '\(path)' is locked by another process",
        hint: "try again; raise --busy-timeout if long changes are expected")
    case SQLITE_CORRUPT:
      return error(
        .storeCorrupt, "the store '\(path)' is damaged",
        hint: "keep a copy of the file, then restore a backup with 'tenantctl restore'")
    case SQLITE_NOTADB:
      return error(
        .storeForeign, "'\(path)' is not a tenantctl store", hint: "name another file with --store or TENANTCTL_STORE")
    case SQLITE_READONLY:
      return error(
        .storeReadOnly, "the store '\(path)' cannot be written",
        hint: "check the permissions of the file and of its folder")
    case SQLITE_FULL:
      return error(
        .storeFull, "no space is left for the store '\(path)'", hint: "free space; nothing was changed")
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      return error(
        .storeIO, "the store '\(path)' cannot be opened", hint: "check that the path and its permissions are right")
    case SQLITE_IOERR, SQLITE_NOLFS, SQLITE_PROTOCOL:
      return error(
        .storeIO, "reading or writing the store '\(path)' failed", hint: "check the disk; nothing was changed")
    case SQLITE_TOOBIG:
      return error(.invalidValue, "a value is too large for the store", hint: "shorten it")
    case SQLITE_CONSTRAINT:
      return error(
        .internalFault, "a change would break a rule of the store: \(engine)",
        hint: "nothing was changed; report it together with the output of 'tenantctl doctor --report'")
    default:
      return error(
        .internalFault, "the store failed: \(engine)",
        hint: "report it together with the output of 'tenantctl doctor --report'")
    }
  }
}
