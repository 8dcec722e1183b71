// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

/// What becomes of a tenant's databases when it is exported, looked at, and when it leaves.
@Suite struct ErasureDatabasesTests {
  private let fixture: ErasureFixture
  private let acme: TenantSelector

  init() throws {
    fixture = try ErasureFixture()
    acme = .id(fixture.acme.id)
  }

  private func area(of tenant: Tenant) -> TenantDatabaseArea {
    TenantDatabaseArea(besideStore: fixture.store.path, tenant: tenant.id, incarnation: tenant.incarnation)
  }

  /// Writes a text to a database, as a service does, and keeps it open.
  @discardableResult
  private func write(_ text: String, of tenant: Tenant, to name: String = "shop") throws -> TenantDatabaseConnection {
    let name = try TenantDatabaseArea.name(parsing: name)
    try TenantDatabaseConnection.make(name, in: area(of: tenant))
    let connection = try #require(try TenantDatabaseConnection.open(name, in: area(of: tenant)))
    try connection.begin(isWriting: true, atMostMilliseconds: 10_000)
    try connection.run("CREATE TABLE IF NOT EXISTS item (text)", []) { _ in true }
    try connection.run("INSERT INTO item VALUES (?)", [.text(text)]) { _ in true }
    try connection.commit()
    return connection
  }

  private func broken() throws -> [String] {
    try fixture.administration.verifyIsolation(with: fixture.master).filter { $0.severity == .error }.map(\.check)
  }

  /// Whether bytes are in any file of a folder.
  private func isAnywhere(_ needle: String, in folder: String) throws -> Bool {
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    return try files.contains { file in
      let path = folder + "/" + file
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return false
      }
      return try FileContents.read(path).firstRange(of: Array(needle.utf8)) != nil
    }
  }

  /// Row 27: an export holds the databases of its tenant, whole, as of one instant and with what is in the log only, and none
  /// of another tenant's.
  @Test func attack27AnExportHoldsTheDatabasesOfOneTenant() throws {
    let open = try write("canary-acme", of: fixture.acme)
    try write(String(repeating: "long ", count: 200_000), of: fixture.acme)
    try write("x", of: fixture.acme, to: "reports/2026")
    try write("canary-globex", of: fixture.globex)
    // One who writes meanwhile, and has not committed.
    try open.begin(isWriting: true, atMostMilliseconds: 60_000)
    try open.run("INSERT INTO item VALUES ('canary-uncommitted')", []) { _ in true }
    let path = fixture.store.folder.file("export.ndjson")
    for master in [fixture.master, nil] {
      let manifest = try fixture.administration.export(acme, to: path, replacing: true, with: master)
      let lines = try fixture.store.folder.read("export.ndjson").split(separator: "\n")
        .map { try JSONValue(parsing: String($0)) }
      let told = lines.filter { $0["kind"]?.string == "tenant_database" }.compactMap { $0["row"] }
      let parts = lines.filter { $0["kind"]?.string == "tenant_database_part" }.compactMap { $0["row"] }
      #expect(told.compactMap { $0["name"]?.string } == ["reports/2026", "shop"])
      #expect(manifest.rows["tenant_database"] == 2 && manifest.rows["tenant_database_part"] == Int64(parts.count))
      let own = parts.filter { $0["name"]?.string == "shop" }
      #expect(own.count == 2 && told[1]["parts"]?.number == "2" && own.compactMap { $0["part"]?.number } == ["0", "1"])
      let bytes = own.flatMap { Base64URL.bytes(Array(($0["content"]?.string ?? "").utf8)) ?? [] }
      #expect(told[1]["bytes"]?.number == String(bytes.count))
      #expect(told[1]["sha256"]?.string == Hexadecimal.text(SHA256.hash(data: Data(bytes))))
      let copy = try fixture.store.folder.write(bytes, to: "copy.db")
      let texts = try SQLiteConnection(path: copy, access: .readWrite, busyTimeoutMilliseconds: 0)
        .statement("SELECT group_concat(substr(text, 1, 20)) FROM item")
      #expect(try texts.step() && texts.text(0) == "canary-acme,long long long long ")
      for canary in ["canary-globex", "canary-uncommitted"] {
        #expect(bytes.firstRange(of: Array(canary.utf8)) == nil)
      }
    }
    open.end()
    // Nothing is left of the copies.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.folder(of: fixture.acme) + "/databases").allSatisfy {
        !$0.hasPrefix(".")
      })
    #expect(try broken() == [])
  }

  /// Row 24: nothing of a database is left, nor of what the engine puts beside it, though services have it open.
  @Test func attack24NothingIsLeftOfADatabase() throws {
    let open = try write("canary-acme", of: fixture.acme)
    try open.begin(isWriting: false, atMostMilliseconds: 60_000)
    try open.run("SELECT * FROM item", []) { _ in true }
    let folder = fixture.folder(of: fixture.acme)
    #expect(FileCheck.exists(folder + "/databases/shop.db-wal") && FileCheck.exists(folder + "/databases/shop.db-shm"))
    try fixture.store.folder.write("x", to: "journal")
    #expect(rename(fixture.store.folder.file("journal"), folder + "/databases/shop.db-journal") == 0)
    #expect(try isAnywhere("canary-acme", in: fixture.store.folder.path))
    var request = fixture.request()
    request.exportPath = fixture.store.folder.file("export.ndjson")
    unlink(folder + "/databases/shop.db-journal")
    let offboarding = try fixture.administration.offboard(acme, request).value
    #expect(offboarding.manifest?.rows["tenant_database"] == 1 && offboarding.statement?.facts.files == 3)
    #expect(!FileCheck.exists(folder))
    unlink(request.exportPath ?? "")
    #expect(try !isAnywhere("canary-acme", in: fixture.store.folder.path))
    // Whoever has it open makes nothing anew, and knows that it is gone.
    open.end()
    #expect(open.isMoved)
    try open.begin(isWriting: true, atMostMilliseconds: 1_000)
    try open.run("INSERT INTO item VALUES ('canary-late')", []) { _ in true }
    #expect(refusal { try open.commit() } == .inUse)
    open.end()
    #expect(!FileCheck.exists(folder))
    #expect(try !isAnywhere("canary-late", in: fixture.store.folder.path))
    #expect(try broken() == [])
    #expect(
      try TenantDatabaseConnection.open(TenantDatabaseArea.name(parsing: "shop"), in: area(of: fixture.acme)) == nil)
  }

  @Test func aDatabaseThatComesAfterTheExportIsNotRemovedUnexported() throws {
    try write("a", of: fixture.acme)
    var request = fixture.request()
    request.exportPath = fixture.store.folder.file("export.ndjson")
    request.observe = { step in if step == .exported { try write("b", of: fixture.acme, to: "late") } }
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .inUse)
    #expect(FileCheck.exists(fixture.folder(of: fixture.acme)))
  }

  /// Row 38: a database that was put in another tenant's folder, or is damaged, and what belongs to none, are found.
  @Test func attack38DatabasesThatWereMovedOrChangedAreFound() throws {
    for tenant in [fixture.acme, fixture.globex] { try write("canary of \(tenant.slug)", of: tenant) }
    #expect(try broken() == [])
    let (own, others) = (
      fixture.folder(of: fixture.acme) + "/databases", fixture.folder(of: fixture.globex) + "/databases"
    )
    let original = try FileContents.read(others + "/shop.db")
    func put(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: others + "/" + name))
    }
    try put(FileContents.read(own + "/shop.db"), "shop.db")
    #expect(try broken() == ["databases"])
    #expect(
      refusal { try fixture.administration.export(.id(fixture.globex.id), to: fixture.store.folder.file("e")) }
        == .sealRefused)
    var changed = original
    for index in 4_096..<changed.count { changed[index] = 0xff }
    try put(changed, "shop.db")
    #expect(try broken() == ["databases"])
    try put(original, "shop.db")
    #expect(try broken() == [])
    for stray in ["x", "shop", "Shop.db", "a.db-wal", "con.db", ",.db"] {
      try put([1], stray)
      #expect(try broken() == ["databases"], "\(stray)")
      #expect(unlink(others + "/" + stray) == 0)
    }
    #expect(try broken() == [])
  }

  @Test func aDatabaseIsMadeWholeOrNotAtAll() throws {
    let name = try TenantDatabaseArea.name(parsing: "shop")
    let area = area(of: fixture.acme)
    struct Stop: Error {}
    #expect(throws: Stop.self) { try area.make(name) { _ in throw Stop() } }
    #expect(refusal { try area.make(name) { unlink($0) } } == .fileUnwritable)
    #expect(try area.path(of: name) == nil && area.contents().databases.isEmpty)
    let folder = fixture.folder(of: fixture.acme) + "/databases"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    // One that is there is left as it is.
    try write("a", of: fixture.acme)
    let bytes = try FileContents.read(folder + "/shop.db")
    try area.make(name) { _ in Issue.record() }
    #expect(try FileContents.read(folder + "/shop.db") == bytes)
    // A name that is taken, and a folder that is not there.
    #expect(refusal { try area.withNewFile(named: "shop.db") { _, _, _ in } } == .fileUnwritable)
    #expect(try FileContents.read(folder + "/shop.db") == bytes)
    #expect(refusal { try self.area(of: fixture.globex).withNewFile { _, _, _ in } } == .fileUnwritable)
    let missing = fixture.store.folder.file("none/state.db")
    let nowhere = TenantDatabaseArea(besideStore: missing, tenant: fixture.acme.id, incarnation: 1)
    #expect(refusal { try nowhere.path(ofFile: "x") } == .fileUnreadable)
    let relative = TenantDatabaseArea(besideStore: "state.db", tenant: fixture.acme.id, incarnation: 1)
    #expect(try relative.path(ofFile: "x").hasSuffix("/state.db-data/\(fixture.acme.id)-1/databases/x"))
  }

  /// A copy that cannot be finished leaves nothing.
  @Test func aCopyThatFailsLeavesNothing() throws {
    #expect(
      refusal {
        let source = try write(String(repeating: "long ", count: 20_000), of: fixture.acme)
        try TenantDatabaseCopy.copy(source, to: fixture.store.folder.file("none/copy")) {}
      } == .storeIO)
    let folder = fixture.folder(of: fixture.acme) + "/databases"
    var bytes = try FileContents.read(folder + "/shop.db")
    bytes.removeLast(8_192)
    bytes[28...31] = [0, 0, 0xff, 0xff]
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/shop.db"))
    let found = refusal {
      try TenantDatabaseCopy(of: TenantDatabaseArea.name(parsing: "shop"), in: area(of: fixture.acme)) as Any
    }
    #expect(found == .storeCorrupt || found == .storeIO, "\(String(describing: found))")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".") })
    #expect(try TenantDatabaseCopy(of: TenantDatabaseArea.name(parsing: "none"), in: area(of: fixture.acme)) == nil)
  }

  /// Row 26: a backup from before an erasure brings no database back, and what came back of the folder is found.
  @Test func attack26ARestoredBackupBringsNoDatabaseBack() throws {
    try write("canary-acme", of: fixture.acme)
    let folder = fixture.folder(of: fixture.acme)
    let kept = try FileContents.read(folder + "/databases/shop.db")
    _ = try fixture.administration.offboard(acme, fixture.request())
    #expect(!FileCheck.exists(folder))
    try FileManager.default.createDirectory(atPath: folder + "/databases", withIntermediateDirectories: true)
    try Data(kept).write(to: URL(fileURLWithPath: folder + "/databases/shop.db"))
    #expect(try broken() == ["folders"])
  }
}
