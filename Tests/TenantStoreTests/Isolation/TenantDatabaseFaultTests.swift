// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct TenantDatabaseFaultTests {
  @Test(arguments: [
    (SQLITE_BUSY, TenantErrorCode.storeBusy), (SQLITE_LOCKED, .storeBusy), (SQLITE_CORRUPT, .storeCorrupt),
    (SQLITE_NOTADB, .storeCorrupt), (SQLITE_FULL, .storeFull), (SQLITE_READONLY, .storeIO), (SQLITE_CANTOPEN, .storeIO),
    (SQLITE_PERM, .storeIO), (SQLITE_IOERR, .storeIO), (SQLITE_NOLFS, .storeIO), (SQLITE_PROTOCOL, .storeIO),
    (SQLITE_AUTH, .databaseRefused), (SQLITE_CONSTRAINT, .databaseRefused), (SQLITE_INTERRUPT, .databaseRefused),
    (SQLITE_TOOBIG, .databaseRefused), (SQLITE_ERROR, .databaseRefused),
  ])
  func codesOfTheEngineAreTranslated(code: Int32, expected: TenantErrorCode) {
    // What is said more precisely means the same.
    for code in [code, code | 1 << 8] {
      let fault = TenantDatabaseFault.error(code: code, handle: nil, database: "shop")
      #expect(fault.code == expected && fault.details["database"] == "shop" && fault.details["path"] == nil)
    }
  }

  @Test func aFileThatIsNotThereIsNotOpened() throws {
    let folder = try TemporaryFolder()
    let name = try TenantDatabaseArea.name(parsing: "shop")
    #expect(throws: TenantError.self) { try TenantDatabaseConnection(path: folder.file("none"), name, .init()) }
    #expect(!FileCheck.exists(folder.file("none")))
  }
}
