// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

extension StateStore {
  /// Replaces the content of a store by that of a backup, as one transaction that readers see whole.
  ///
  /// A file that is no healthy store is moved aside, a healthy one is copied aside: nothing is lost either way. What was granted
  /// of quotas since the backup stays charged as far as the former content tells, and tenants that were erased since are
  /// erased again, as far as the former content and what earlier restores set aside tell.
  ///
  /// - Parameters:
  ///   - path: Path of the store; where it is missing it is created.
  ///   - source: Path of the backup.
  ///   - acceptsUnknownErasures: Whether the backup is restored although a former content cannot be asked which tenants were
  ///     erased: those may be back then.
  ///   - change: Who restores; recorded as a journal row after those of the backup.
  /// - Returns: Where the former content is, or `nil` where there was none.
  /// - Throws: ``TenantError`` where the backup is not a healthy store of this schema, with
  ///   ``TenantErrorCode/storeUnhealthy`` where a former content cannot be asked for erasures, with
  ///   ``TenantErrorCode/storeBusy`` where the store is being changed; the store is as it was then.
  package static func restore(
    _ path: String, from source: String, acceptingUnknownErasures acceptsUnknownErasures: Bool = false, change: Change
  ) throws -> String? {
    let backup = try StateStore(opening: source, access: .readOnly, busyTimeoutMilliseconds: 5_000)
    try requireSound(backup: source)
    let former = try FormerStore(settingAside: path, at: change.time)
    do {
      let tombstones = try FormerStore.tombstones(
        beside: path, of: backup.read { try $0.storeID() }, acceptingUnknown: acceptsUnknownErasures)
      // Beside the store, so that nobody is ever served what was erased since the backup, whatever ends this half-way.
      let beside = path + ".restoring"
      removeFiles(of: beside)
      defer { removeFiles(of: beside) }
      try createEmpty(beside)
      let driver = try SQLiteConnection(path: beside, access: .readWrite, busyTimeoutMilliseconds: 5_000)
      try driver.copyAll(from: backup.driver)
      try driver.execute("PRAGMA journal_mode = WAL")
      let prepared = StateStore(path: beside, driver: driver)
      try prepared.configure(.readWrite)
      if try prepared.bringUpToDate(former.store, tombstones, change) { try prepared.rewrite() }
      if access(path, F_OK) != 0 { try createEmpty(path) }
      let restored = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 5_000)
      try restored.copyAll(from: driver, former.requireUnchanged)
      try restored.execute("PRAGMA journal_mode = WAL")
    } catch {
      former.putBack()
      throw former.explained(error)
    }
    Doorbell.ring(path)
    return former.aside
  }

  /// Adds to the content of a backup what the content that it replaces knows better.
  ///
  /// Grants that a former content cannot tell of must not keep the backup from being restored.
  ///
  /// - Returns: Whether tenants were erased again.
  private func bringUpToDate(_ former: StateStore?, _ tombstones: [Tombstone], _ change: Change) throws -> Bool {
    try write(change) { writer in
      let storeID = try writer.storeID()
      let grants = try? former?.read { try $0.storeID() == storeID ? $0.chargedUnits(after: change.time) : [] }
      try writer.chargeUnknownGrants(former: grants ?? [])
      let isErasedAgain = try writer.eraseAgain(tombstones) > 0
      try writer.record(.storeRestore, key: storeID)
      return isErasedAgain
    }
  }

  private static func removeFiles(of path: String) {
    for suffix in ["", "-wal", "-shm", "-doorbell"] { unlink(path + suffix) }
  }

  private static func createEmpty(_ path: String) throws {
    try Folders.create(above: path)
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(path) }
    close(descriptor)
  }
}
