// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// What keeps the keys that sign contexts, and what wraps them, whole.
@Suite struct SigningKeyTests {
  private let store: TemporaryStore
  private let master: MasterKeyFile
  private let administration: Administration

  init() throws {
    store = try TemporaryStore()
    master = MasterKeyFile(path: store.folder.file("master"))
    administration = try store.administration()
    _ = try administration.rotateKeys(with: master)
  }

  /// The epoch tells verifiers which set is newer, so it never begins again.
  @Test func anEpochThatCannotGrowChangesNoKey() throws {
    try store.write { try $0.update(#require($0.contextKeySet().active), epoch: .max) }
    let before = try administration.contextKeys()
    let active = try #require(before.active)
    for body in [
      { _ = try administration.rotateKeys(with: master) },
      { _ = try administration.revokeKey(active.id, with: master) },
    ] as [() throws -> Void] {
      let fault = #expect(throws: TenantError.self) { try body() }
      #expect(fault?.code == .overflow)
    }
    #expect(try administration.contextKeys() == before)
  }

  @Test func aRevocationHappensOncePerIdempotencyKey() throws {
    let (active, next) = try (
      #require(administration.contextKeys().active),
      #require(administration.contextKeys().keys.first { $0.state == .next })
    )
    let keyed = try store.administration(idempotencyKey: "once")
    let first = try keyed.revokeKey(active.id, with: master)
    let second = try keyed.revokeKey(active.id, with: master)
    #expect(second.isReplay && second.value == first.value)
    let fault = #expect(throws: TenantError.self) { try keyed.revokeKey(next.id, with: master) }
    #expect(fault?.code == .idempotencyMismatch)
    #expect(try administration.contextKeys().active?.id == next.id)
  }

  /// A master key that nothing is wrapped by is not left lying about.
  @Test func aMasterKeyGoesAgainWhereTheFirstKeysAreNotMade() throws {
    let bare = try TemporaryStore()
    let master = MasterKeyFile(path: bare.folder.file("master"))
    var session = bare.session()
    // Two keys of one id.
    session.randomBits = { 1 }
    let faulty = try Administration(opening: bare.path, access: .readWrite, session: session)
    #expect(throws: TenantError.self) { try faulty.rotateKeys(with: master) }
    #expect(!FileCheck.exists(master.path))
    #expect(try bare.administration().contextKeys().keys.isEmpty)
    // One that keys are wrapped by stays, whatever fails.
    _ = try bare.administration().rotateKeys(with: master)
    #expect(throws: TenantError.self) { for _ in 0..<2 { _ = try faulty.rotateKeys(with: master) } }
    #expect(FileCheck.exists(master.path))
  }
}
