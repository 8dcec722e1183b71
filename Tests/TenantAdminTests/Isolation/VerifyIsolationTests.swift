// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Glibc
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

@Suite struct VerifyIsolationTests {
  private let fixture: ErasureFixture

  init() throws {
    fixture = try ErasureFixture()
  }

  private func broken() throws -> [String] {
    try fixture.administration.verifyIsolation(with: fixture.master).filter { $0.severity == .error }.map(\.check)
  }

  @Test func allIsWellAtFirst() throws {
    #expect(try fixture.administration.verifyIsolation(with: fixture.master).count == 8)
    #expect(try broken() == [])
    let empty = try TemporaryStore()
    let none = MasterKeyFile(path: "/nonexistent")
    #expect(
      try empty.administration().verifyIsolation(with: none).map(\.check) == [
        "owners", "erased", "folders", "databases",
      ])
  }

  @Test func aChangedPayloadIsFound() throws {
    try fixture.store.write { try $0.run("UPDATE tenant_value SET version = version + 1") }
    #expect(try broken() == ["sealed"])
  }

  @Test func aPayloadUnderAnotherNameIsFound() throws {
    // A payload that opens where it is, but whose name has another digest: only whoever has the key can make it.
    let key = try fixture.master.read()
    try fixture.store.write { writer in
      let root = try writer.makeRoot(of: fixture.acme.id, incarnation: 1, with: key)
      let forced = try SealedValue(
        sealing: [1], named: Array("b".utf8), digest: root.digest(of: Array("a".utf8), for: .values),
        version: writer.nextValueVersion(of: root.owner), region: fixture.acme.homeRegion, at: writer.change.time,
        with: root)
      try writer.put(forced, of: root.owner)
    }
    #expect(try broken() == ["places"])
  }

  /// Row 38: neither a file that was changed nor one that was put in another tenant's folder opens.
  @Test func attack38ChangedAndMovedFilesAreFound() throws {
    let own = try fixture.makeFile(of: fixture.acme) + "/files"
    let others = try fixture.makeFile(of: fixture.globex, named: "f2") + "/files"
    #expect(try broken() == [])
    let name = try #require(
      try TenantFileArea(besideStore: fixture.store.path, of: fixture.root(of: fixture.acme).owner).names().first)
    #expect(rename("\(own)/\(name)", "\(others)/\(name)") == 0)
    #expect(try broken() == ["sealed", "crossing"])
    #expect(rename("\(others)/\(name)", "\(own)/\(name)") == 0)
    #expect(try broken() == [])
    var bytes = try FileContents.read("\(own)/\(name)")
    bytes[bytes.count - 1] ^= 1
    try fixture.store.folder.write(bytes, to: "changed")
    #expect(rename(fixture.store.folder.file("changed"), "\(own)/\(name)") == 0)
    #expect(try broken() == ["sealed"])
  }

  /// Row 38, the other way round: the first tenant's payloads are tried with the key of the last one.
  @Test func attack38AFileOfTheLastTenantIsFoundInTheFolderOfTheFirst() throws {
    let own = try fixture.makeFile(of: fixture.globex) + "/files"
    let others = try fixture.makeFile(of: fixture.acme, named: "f2") + "/files"
    let name = try #require(
      try TenantFileArea(besideStore: fixture.store.path, of: fixture.root(of: fixture.globex).owner).names().first)
    #expect(rename("\(own)/\(name)", "\(others)/\(name)") == 0)
    #expect(try broken() == ["sealed", "crossing"])
  }

  /// Payloads whose keys are gone are no less looked for than others.
  @Test func payloadsWithoutAnyKeyAreFound() throws {
    let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute("PRAGMA foreign_keys = OFF; DELETE FROM tenant_key")
    #expect(try broken() == ["sealed"])
    try driver.execute("DELETE FROM tenant_value")
    #expect(try broken() == [])
    let files = TemporaryPath.folder(
      TemporaryPath.folder(
        TemporaryPath.folder(TenantFolder.all(besideStore: fixture.store.path)) + "/"
          + TenantFolder.name(of: fixture.acme.id, incarnation: 1)) + "/files")
    #expect(try broken() == [])
    try TemporaryPath.write("x", to: files + "/" + String(repeating: "0", count: 64))
    #expect(try broken() == ["sealed"])
  }

  @Test func aChangedEventIsFound() throws {
    let draft = EventDraft(type: "test", subject: "order.paid", data: [1])
    let stream = try EventStreamName(parsing: "orders")
    _ = try fixture.administration.publishEvent(draft, to: stream, of: .id(fixture.acme.id), with: fixture.master)
    #expect(try broken() == [])
    // The same bytes as another tenant's, as a mistaken copy of rows would leave them.
    _ = try fixture.administration.publishEvent(draft, to: stream, of: .id(fixture.globex.id), with: fixture.master)
    #expect(try broken() == [])
    try fixture.store.write { writer in
      try writer.run(
        """
        UPDATE event SET payload = (SELECT other.payload FROM event AS other WHERE other.tenant = ?1) WHERE tenant = ?2
        """, [SQLValue(fixture.globex.id), SQLValue(fixture.acme.id)])
    }
    #expect(try broken().contains("sealed"))
  }

  @Test func aKeyThatDoesNotOpenIsFound() throws {
    try fixture.store.write { writer in
      try writer.run(
        "UPDATE tenant_key SET key_id = ?1 WHERE tenant = ?2",
        [
          SQLValue(TenantKeyID(bits: 1)), SQLValue(fixture.globex.id),
        ])
    }
    #expect(try broken() == ["sealed"])
  }

  /// Row 38: whoever has one of two equal keys could compute what is sealed under the other.
  @Test func attack38TwoTenantsWithOneKeyAreFound() throws {
    let master = try fixture.master.read()
    let acme = try fixture.root(of: fixture.acme).owner
    let finding = try fixture.administration.verifyIsolation(with: fixture.master).first { $0.check == "keys" }
    #expect(finding?.finding == "no two of the 2 tenants with keys have the same")
    try fixture.store.write { writer in
      let issuer = try writer.contextIssuer()
      let globex = try #require(try writer.wrappedRoot(of: fixture.globex.id, incarnation: 1))
      func bound(_ owner: SealOwner) -> [UInt8] {
        var bytes = LengthPrefixed()
        bytes.append(owner.tenant.rawValue)
        bytes.append(owner.incarnation)
        bytes.append(owner.keyID.rawValue)
        return bytes.bytes
      }
      // Only whoever has the master key can do this: the same key, wrapped anew as that of another.
      let wrapping = master.wrappingKey(issuer, for: "tenantctl tenant roots 1")
      let key = try AES.GCM.open(
        AES.GCM.SealedBox(combined: globex.bytes), using: wrapping, authenticating: bound(globex.owner))
      let box = try AES.GCM.seal(key, using: wrapping, authenticating: bound(acme))
      try writer.run(
        "UPDATE tenant_key SET wrapped_key = ?1 WHERE tenant = ?2",
        [.blob(Array(try #require(box.combined))), SQLValue(fixture.acme.id)])
    }
    // What was sealed under the key that is gone does not open either.
    #expect(try broken() == ["sealed", "keys"])
  }

  @Test func rowsWithoutTenantAndOfTenantsThatLeftAreFound() throws {
    let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute(
      "INSERT INTO tenant_value_sequence (tenant, incarnation, last) VALUES ('t_00000000000000000000000001', 1, 1)")
    #expect(try broken() == ["owners"])
    try driver.execute("UPDATE tenant SET state = 'offboarded' WHERE slug = 'globex'")
    #expect(try broken() == ["owners", "erased"])
  }

  /// Row 35, of folders: one that belongs to nobody is found, whatever its name.
  @Test func foldersWithoutTenantAreFound() throws {
    _ = try fixture.makeFile(of: fixture.acme)
    #expect(try broken() == [])
    let data = TenantFolder.all(besideStore: fixture.store.path)
    for name in ["\(fixture.acme.id)-2", "\(fixture.acme.id)", "t_00000000000000000000000001-1", "x", "-"] {
      let folder = TemporaryPath.folder("\(data)/\(name)")
      #expect(try broken() == ["folders"], "\(name)")
      #expect(rename(folder, fixture.store.folder.file("aside-\(name)")) == 0)
      #expect(try broken() == [])
    }
  }

  @Test func aLongListOfFaultsIsCutShort() throws {
    let data = TemporaryPath.folder(TenantFolder.all(besideStore: fixture.store.path))
    for index in 0..<5 { _ = TemporaryPath.folder("\(data)/x\(index)") }
    let finding = try fixture.administration.verifyIsolation(with: fixture.master).first { $0.check == "folders" }
    #expect(finding?.finding == "folders without tenant: x0, x1, x2 and 2 more")
  }
}

@Suite struct TenantFolderTests {
  private let folder: TemporaryFolder
  private let store: String
  private let tenant = TenantID(bits: 1)

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("state.db")
  }

  /// Row 31: a link goes, and what it leads to stays.
  @Test func attack31LinksAreNotFollowed() throws {
    #expect(try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store) == 0)
    let precious = try folder.write("precious", to: "precious")
    let data = TemporaryPath.folder(TenantFolder.all(besideStore: store))
    #expect(try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store) == 0)
    let own = TemporaryPath.folder("\(data)/\(TenantFolder.name(of: tenant, incarnation: 1))")
    let neighbour = TemporaryPath.folder("\(data)/\(TenantFolder.name(of: tenant, incarnation: 11))")
    try TemporaryPath.write("x", to: own + "/a")
    try TemporaryPath.write("x", to: TemporaryPath.folder(own + "/inner") + "/b")
    TemporaryPath.link(own + "/file", to: precious)
    TemporaryPath.link(own + "/folder", to: folder.path)
    #expect(try TenantFolder.names(besideStore: store).count == 2)
    #expect(try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store) == 4)
    #expect(!FileCheck.exists(own) && FileCheck.exists(neighbour) && FileCheck.exists(precious))
    // The folder itself as a link: only the link goes.
    TemporaryPath.link(own, to: folder.path)
    #expect(try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store) == 1)
    #expect(FileCheck.exists(precious))
  }

  @Test func whatCannotBeReadOrRemovedIsToldOf() throws {
    try folder.write("x", to: "state.db-data")
    #expect(throws: TenantError.self) { try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store) }
    #expect(throws: TenantError.self) { try TenantFolder.names(besideStore: store) }
    #expect(try TenantFolder.names(besideStore: folder.file("other")) == [])
  }
}

@Suite struct ByteSearchTests {
  @Test func needlesAreFoundWhereverTheyLie() throws {
    let folder = try TemporaryFolder()
    let piece = 1 << 20
    var generator = SeededGenerator(seed: 3)
    let needle = (0..<60).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for position in [0, 1, piece - 60, piece - 59, piece - 1, piece, 2 * piece - 30, 2 * piece + 100 - 60] {
      var bytes = [UInt8](repeating: needle[0], count: 2 * piece + 100)
      let path = try folder.write(bytes, to: "without")
      #expect(try ByteSearch.search(path, for: [needle]) == (Int64(bytes.count), false))
      bytes.replaceSubrange(position..<(position + 60), with: needle)
      #expect(try ByteSearch.search(folder.write(bytes, to: "with"), for: [needle]) == (Int64(bytes.count), true))
    }
    #expect(try ByteSearch.search(folder.write("short", to: "short"), for: [needle]) == (5, false))
    #expect(try ByteSearch.search(folder.file("missing"), for: [needle]) == (0, false))
    #expect(throws: TenantError.self) { try ByteSearch.search(folder.path, for: [needle]) }
    #expect(throws: TenantError.self) { try ByteSearch.search(folder.file("short") + "/x", for: [needle]) }
  }
}
