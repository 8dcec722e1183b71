// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantAdmin
package import TenantModel
package import TenantStore

/// A real store in a folder of its own, with a clock and randomness under the test's control.
package final class TemporaryStore {
  /// The folder, for files beside the store.
  package let folder: TemporaryFolder
  /// Path of the store's file.
  package let path: String
  /// The clock of every session made here.
  package let clock = ManualClock()
  private var generator: SeededGenerator

  /// Creates a store.
  ///
  /// - Parameters:
  ///   - bare: Whether it starts without the built-in tiers.
  ///   - seed: Decides the ids that are made.
  /// - Throws: ``TestSupportFault`` or ``TenantError`` where it cannot be created.
  package init(bare: Bool = false, seed: UInt64 = 1) throws {
    folder = try TemporaryFolder()
    path = folder.file("state.db")
    generator = SeededGenerator(seed: seed)
    _ = try Administration.initialize(at: path, bare: bare, session: session())
  }

  /// A session of the actor `test@host`.
  package func session(dryRun: Bool = false, idempotencyKey: String? = nil, reason: String? = nil) -> OperatorSession {
    OperatorSession(
      actor: "test@host", reason: reason, idempotencyKey: idempotencyKey, isDryRun: dryRun,
      now: { self.clock.now }, randomBits: { self.randomBits() })
  }

  /// The operations over the store, on a connection of their own.
  package func administration(
    _ access: StoreAccess = .readWrite, dryRun: Bool = false, idempotencyKey: String? = nil
  ) throws -> Administration {
    try Administration(
      opening: path, access: access, busyTimeoutMilliseconds: 1_000,
      session: session(dryRun: dryRun, idempotencyKey: idempotencyKey))
  }

  /// Changes the store directly.
  @discardableResult
  package func write<Result>(_ body: (StoreWriter) throws -> Result) throws -> Result {
    try StateStore(opening: path, access: .readWrite)
      .write(Change(actor: "test@host", time: clock.now), body)
  }

  /// Reads the store directly.
  package func read<Result>(_ body: (StoreReader) throws -> Result) throws -> Result {
    try StateStore(opening: path, access: .readOnly).read(body)
  }

  /// The next 128 bits of the seeded generator.
  package func randomBits() -> UInt128 {
    UInt128(generator.next()) << 64 | UInt128(generator.next())
  }
}

extension TemporaryStore {
  /// Counts decisions of a definition that is only watched, as a service would.
  package func addShadow(_ count: QuotaShadowCount) throws {
    try write { try $0.addShadow(count) }
  }

  /// Adds a pool without limits in eu-west-1, so that tenants can be onboarded there.
  package func addSharedPool(_ name: String = "everybody", region: String = "eu-west-1") throws {
    _ = try administration().createPool(
      Slug(parsing: name), pattern: .shared, region: Region(parsing: region), PoolAttributes())
  }
}
