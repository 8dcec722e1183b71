// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Processes that end a tenant or rotate keys are killed before each of their writes.
@Suite struct OffboardingCrashTests {
  private let template: TemporaryStore
  private let acme: Tenant
  private let globex: Tenant
  private let wrapped: [UInt8]
  /// How many files each tenant has; a database that was read when its reader was killed has some more.
  private let files: Int64

  init() throws {
    template = try TemporaryStore()
    try template.addSharedPool()
    let administration = try template.administration()
    let file = MasterKeyFile(path: template.path + ".master-key")
    _ = try administration.rotateKeys(with: file)
    acme = try administration.onboard(.sample("acme")).value
    globex = try administration.onboard(.sample("globex")).value
    let master = try MasterKey(file: template.path + ".master-key")
    let (store, tenants, region) = (template, [acme, globex], acme.homeRegion)
    let roots = try store.write { writer in
      try tenants.map { try writer.makeRoot(of: $0.id, incarnation: $0.incarnation, with: master) }
    }
    for root in roots {
      try store.write { writer in
        let name = Array("a".utf8)
        let sealed = try SealedValue(
          sealing: [1, 2, 3], named: name, digest: root.digest(of: name, for: .values),
          version: writer.nextValueVersion(of: root.owner), region: region, at: writer.change.time, with: root)
        try writer.put(sealed, of: root.owner)
      }
      let area = TenantFileArea(besideStore: store.path, of: root.owner)
      try area.makeFolder()
      for text in ["a", "b"] {
        let name = try TenantFileName(parsing: text)
        try area.prepare(
          SealedFile.seal([1], named: name, region: region, at: store.clock.now, with: root), as: ".x")
        try area.publish(".x", as: SealedFile.digest(of: name, with: root))
      }
      // What is in a database is not sealed.
      let databases = TenantDatabaseArea(
        besideStore: store.path, tenant: root.owner.tenant, incarnation: root.owner.incarnation)
      let name = try TenantDatabaseArea.name(parsing: "shop")
      try TenantDatabaseConnection.make(name, in: databases)
      let database = try #require(try TenantDatabaseConnection.open(name, in: databases))
      try database.begin(isWriting: true, atMostMilliseconds: 10_000)
      try database.run("CREATE TABLE item (text)", []) { _ in true }
      try database.commit()
    }
    let id = acme.id
    let root = try store.read { try $0.wrappedRoot(of: id, incarnation: 1) }
    wrapped = try #require(root).bytes
    files = try TenantFolder.count(of: acme.id, incarnation: 1, besideStore: store.path)
  }

  /// A copy of everything; nobody has the template open.
  private func copy(_ folder: TemporaryFolder) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: template.folder.path)
    for name in names where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: template.folder.file(name), toPath: folder.file(name))
    }
    return folder.file("state.db")
  }

  /// Runs the worker; how many writes there were, `nil` where it was killed.
  private func work(_ store: String, _ operation: String, point: Int) throws -> Int? {
    let result = try BuiltProgram(BuiltProgram.path("admin-worker"), [store, operation, String(point)]).finish()
    if result.status == 128 + SIGKILL { return nil }
    guard result.status == 0 else { throw TestSupportFault("the worker failed: \(result.errors)") }
    return Int(result.output.prefix { $0 != "\n" })
  }

  private func isWrappedKey(in store: String) throws -> Bool {
    try ["", "-wal"].contains { suffix in
      guard FileCheck.exists(store + suffix) else { return false }
      return try FileContents.read(store + suffix).firstRange(of: wrapped) != nil
    }
  }

  private func administration(_ store: String) throws -> Administration {
    try Administration(opening: store, access: .readWrite, session: template.session())
  }

  @Test func attack24NothingIsReadableAndAllIsFinishedWhereverAnOffboardingIsKilled() throws {
    let whole = try TemporaryFolder()
    let writes = try #require(try work(copy(whole), "offboard", point: 0))
    #expect(writes > 20)
    for point in 1...writes {
      let folder = try TemporaryFolder()
      let store = try copy(folder)
      #expect(try work(store, "offboard", point: point) == nil, "\(point) of \(writes)")
      let data = TenantFolder.all(besideStore: store) + "/" + TenantFolder.name(of: acme.id, incarnation: 1)
      // What is attested is so, and what is destroyed in the books cannot be opened, whatever is left to do.
      let (id, other) = (acme.id, globex.id)
      try StateStore(opening: store, access: .readOnly).read { reader in
        if try reader.tombstone(of: id, incarnation: 1)?.statement != nil {
          #expect(try !isWrappedKey(in: store) && !FileCheck.exists(data), "\(point)")
        }
        let isGone = try reader.tenant(id)?.state == .offboarded
        #expect(try (reader.wrappedRoot(of: id, incarnation: 1) == nil) == isGone, "\(point)")
        #expect(try (reader.tombstone(of: id, incarnation: 1) == nil) != isGone, "\(point)")
        #expect(try isGone || TenantFolder.count(of: id, incarnation: 1, besideStore: store) >= files, "\(point)")
      }
      // The same command ends it.
      if !FileCheck.exists(store + ".evidence") { #expect(try work(store, "offboard", point: 0) != nil, "\(point)") }
      let administration = try administration(store)
      let statement = try administration.verifyEvidence(
        String(decoding: FileContents.read(store + ".evidence"), as: UTF8.self))
      #expect(statement.facts.files >= files && statement.facts.tenant == id, "\(point)")
      #expect(try !isWrappedKey(in: store) && !FileCheck.exists(data), "\(point)")
      let master = MasterKeyFile(path: store + ".master-key")
      #expect(try administration.verifyIsolation(with: master).allSatisfy { $0.severity == .ok }, "\(point)")
      #expect(try StateStore.examine(path: store).allSatisfy { $0.severity != .error }, "\(point)")
      #expect(try TenantFolder.count(of: other, incarnation: 1, besideStore: store) >= files, "\(point)")
    }
  }

  @Test func aSetOfKeysThatVerifiesIsLeftWhereverARotationIsKilled() throws {
    let whole = try TemporaryFolder()
    let writes = try #require(try work(copy(whole), "rotate", point: 0))
    let master = try MasterKey(file: template.path + ".master-key")
    let before = try template.administration().contextKeys()
    let payload = Array("statement".utf8)
    let signer = try template.read { try $0.requireActiveKey() }
    #expect(writes > 3)
    for point in 1...writes {
      let folder = try TemporaryFolder()
      let store = try copy(folder)
      #expect(try work(store, "rotate", point: point) == nil, "\(point) of \(writes)")
      for isFinished in [false, true] {
        if isFinished { #expect(try work(store, "rotate", point: 0) != nil, "\(point)") }
        try StateStore(opening: store, access: .readOnly).read { reader in
          let keys = try reader.contextKeySet().keys
          #expect(keys.count { $0.state == .active } == 1 && keys.contains { $0.state == .next }, "\(point)")
          // What was signed before is still verified, and what signs now is published.
          #expect(keys.contains { $0.id == signer.key.id && $0.state != .revoked }, "\(point)")
          let active = try reader.requireActiveKey()
          let now = try ContextSigner(opening: active, with: master, issuer: reader.contextIssuer())
          let key = try #require(keys.first { $0.id == now.keyID })
          let signature = try now.sign(evidence: payload)
          #expect(
            ContextSignature.isGood(
              signature, for: ErasureEvidence.signedBytes(payload, keyID: now.keyID), by: key), "\(point)")
        }
      }
      #expect(try StateStore.examine(path: store).allSatisfy { $0.severity != .error }, "\(point)")
    }
    #expect(try template.administration().contextKeys() == before)
  }
}
