// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

@testable import TenantAdmin
@testable import TenantStore

/// A store with two tenants that have sealed values, and its keys.
struct ErasureFixture {
  let store: TemporaryStore
  let administration: Administration
  let master: MasterKeyFile
  let acme: Tenant
  let globex: Tenant

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    master = MasterKeyFile(path: store.path + ".master-key")
    _ = try administration.rotateKeys(with: master)
    acme = try administration.onboard(.sample("acme")).value
    globex = try administration.onboard(.sample("globex")).value
    for tenant in [acme, globex] { try set("name of \(tenant.slug)", to: "value of \(tenant.slug)", of: tenant) }
  }

  /// Writes a value as a service does.
  func set(_ name: String, to value: String, of tenant: Tenant) throws {
    let key = try master.read()
    try store.write { writer in
      let root = try writer.makeRoot(of: tenant.id, incarnation: tenant.incarnation, with: key)
      let name = Array(name.utf8)
      let sealed = try SealedValue(
        sealing: Array(value.utf8), named: name, digest: root.digest(of: name, for: .values),
        version: writer.nextValueVersion(of: root.owner), region: tenant.homeRegion, at: writer.change.time, with: root)
      try writer.put(sealed, of: root.owner)
    }
  }

  func wrappedKey(of tenant: Tenant) throws -> [UInt8]? {
    try store.read { try $0.wrappedRoot(of: tenant.id, incarnation: tenant.incarnation)?.bytes }
  }

  /// Whether bytes are in any file of the store's folder, but the master key.
  func isAnywhere(_ needle: [UInt8], except names: Set<String> = []) throws -> Bool {
    for suffix in ["", "-wal", "-shm"] where FileCheck.exists(store.path + suffix) {
      if try FileContents.read(store.path + suffix).firstRange(of: needle) != nil { return true }
    }
    return false
  }

  /// A request that writes evidence.
  func request(_ evidence: String = "evidence.json") -> OffboardingRequest {
    var request = OffboardingRequest()
    request.evidencePath = store.folder.file(evidence)
    request.master = master
    request.replacing = true
    return request
  }

  /// Makes a file of a tenant, as a service does.
  ///
  /// - Returns: The tenant's folder.
  func makeFile(of tenant: Tenant, named name: String = "f1") throws -> String {
    let root = try root(of: tenant)
    let name = try TenantFileName(parsing: name)
    let area = TenantFileArea(besideStore: store.path, of: root.owner)
    try area.makeFolder()
    let sealed = try SealedFile.seal(
      Array("canary of \(tenant.slug)".utf8), named: name, region: tenant.homeRegion, at: store.clock.now, with: root)
    try area.prepare(sealed, as: ".new")
    try area.publish(".new", as: SealedFile.digest(of: name, with: root))
    return folder(of: tenant)
  }

  func folder(of tenant: Tenant) -> String {
    TenantFolder.all(besideStore: store.path) + "/"
      + TenantFolder.name(of: tenant.id, incarnation: tenant.incarnation)
  }

  func root(of tenant: Tenant) throws -> TenantRoot {
    let key = try master.read()
    return try store.write { try $0.makeRoot(of: tenant.id, incarnation: tenant.incarnation, with: key) }
  }
}

/// The code that a body is refused with; `nil` where it is not.
func refusal(_ body: () throws -> some Any) -> TenantErrorCode? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? TenantError)?.code
  }
}
