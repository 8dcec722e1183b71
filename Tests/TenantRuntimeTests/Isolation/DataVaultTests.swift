// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// What readers of the vault hold while the store below them changes.
@Suite struct DataVaultTests {
  private let fixture: DataFixture
  private let scope: TenantScope

  init() throws {
    fixture = try DataFixture()
    scope = try fixture.base.scope("acme")
  }

  private func value() throws -> [UInt8]? { try scope.run { try scope.values.get("a")?.bytes } }

  /// Puts an earlier copy where the store is, as a restore does.
  private func putBack(_ copy: String) {
    let path = fixture.base.store.path
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    #expect(rename(copy, path) == 0)
  }

  /// Row 26: a connection to a file that was replaced while it was in use serves nobody after that.
  @Test func attack26AReaderOfAReplacedStoreIsNotKept() throws {
    let vault = scope.core.vault
    let copy = fixture.base.store.folder.file("copy.db")
    _ = try scope.run { try scope.values.set("a", to: [1]) }
    _ = try fixture.base.administration.backup(to: copy, replacing: false)
    _ = try scope.run { try scope.values.set("a", to: [2]) }
    #expect(try value() == [2])
    try vault.read(scope) { _ in
      vault.forget()
      putBack(copy)
    }
    #expect(try value() == [1])
    // One that was opened since is kept, and reads what is written since.
    _ = try scope.run { try scope.values.set("a", to: [3]) }
    #expect(try value() == [3])
  }

  /// Row 24: the key of a tenant that leaves is not destroyed under a reader, and no reader has it after that.
  @Test func attack24AKeyIsNotDestroyedUnderItsReader() throws {
    let vault = scope.core.vault
    _ = try scope.run { try scope.values.set("a", to: [1]) }
    let (store, acme) = (fixture.base.store, try TenantSelector(parsing: "acme"))
    let wrapped = try #require(try store.read { try $0.wrappedRoot(of: scope.tenant.id, incarnation: 1) }).bytes
    let quick = try Administration(
      opening: store.path, access: .readWrite, busyTimeoutMilliseconds: 0, session: store.session())
    try vault.read(scope) { reader in
      let root = try #require(try vault.root(of: scope, reader))
      // What is being read is still there, so nobody attests that it is not.
      #expect(refusal { try quick.offboard(acme, exportTo: nil) } == "store.busy")
      #expect(try vault.root(of: scope, reader)?.owner == root.owner)
    }
    // A reader that was given back holds nothing up.
    #expect(try quick.offboard(acme, OffboardingRequest()).value.tenant.state == .offboarded)
    #expect(try fixture.bytes().firstRange(of: wrapped) == nil)
    #expect(refusal { try vault.read(scope) { try vault.root(of: scope, $0) } } == "context.refused:stale-lifecycle")
    #expect(
      refusal { try vault.write(scope) { try vault.makeRoot(of: scope, $0) } } == "context.refused:stale-lifecycle")
    // Whatever is in memory, without the one of the store it is none.
    #expect(try store.read { try vault.root(of: scope, $0) } == nil)
    #expect(try fixture.base.see(quick.onboard(.sample("initech"))))
    #expect(refusal { try value() } != nil)
  }
}
