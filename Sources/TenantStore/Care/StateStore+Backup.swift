// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Glibc
import TenantModel

extension StateStore {
  /// Copies the store, as of one instant, into a new file while others go on reading and writing.
  ///
  /// The copy appears under its name only when it is complete and on the disk; only its owner can read it.
  ///
  /// - Parameters:
  ///   - destination: Path of the new file.
  ///   - replacing: Whether an existing file is replaced.
  /// - Returns: The size of the copy in bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileExists`` or ``TenantErrorCode/fileUnwritable``.
  @discardableResult
  package func backup(to destination: String, replacing: Bool) throws -> Int64 {
    try OutputPath.requireFree(destination, replacing: replacing, store: path)
    let partial = destination + ".partial"
    unlink(partial)
    let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.unwritable(destination) }
    close(descriptor)
    do {
      let copy = try SQLiteConnection(path: partial, access: .readWrite, busyTimeoutMilliseconds: 0)
      try copy.copyAll(from: driver)
      // A single file is what an operator moves around; the log mode comes back when the copy is restored.
      try copy.execute("PRAGMA journal_mode = DELETE")
    } catch {
      unlink(partial)
      throw error
    }
    guard Self.synchronize(partial), rename(partial, destination) == 0 else {
      unlink(partial)
      throw Self.unwritable(destination)
    }
    return StateStore(path: destination, driver: driver).size
  }

  /// Replaces the content of a store by that of a backup, as one transaction that readers see whole.
  ///
  /// A file that is no healthy store is moved aside, a healthy one is copied aside: nothing is lost either way. What was granted
  /// of quotas since the backup stays charged as far as the former content tells, and tenants that were erased since are
  /// erased again.
  ///
  /// - Parameters:
  ///   - path: Path of the store; where it is missing it is created.
  ///   - source: Path of the backup.
  ///   - change: Who restores; recorded as a journal row after those of the backup.
  /// - Returns: Where the former content is, or `nil` where there was none.
  /// - Throws: ``TenantError`` where the backup is not a healthy store of this schema; then nothing was changed.
  package static func restore(_ path: String, from source: String, change: Change) throws -> String? {
    let backup = try StateStore(opening: source, access: .readOnly, busyTimeoutMilliseconds: 5_000)
    try requireSound(backup: source)
    let previous = try setAside(path, at: change.time)
    let former = previous.flatMap { try? StateStore(opening: $0, access: .readOnly) }
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
    if try prepared.bringUpToDate(former, change) { try prepared.rewrite() }
    if access(path, F_OK) != 0 { try createEmpty(path) }
    let restored = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 5_000)
    try restored.copyAll(from: driver)
    try restored.execute("PRAGMA journal_mode = WAL")
    Doorbell.ring(path)
    return previous
  }

  /// Adds to the content of a backup what the content that it replaces knows better.
  ///
  /// A former content that cannot be read tells nothing, and must not keep the backup from being restored.
  ///
  /// - Returns: Whether tenants were erased again.
  private func bringUpToDate(_ former: StateStore?, _ change: Change) throws -> Bool {
    try write(change) { writer in
      let storeID = try writer.storeID()
      let grants = try? former?.read { try $0.storeID() == storeID ? $0.chargedUnits(after: change.time) : [] }
      try writer.chargeUnknownGrants(former: grants ?? [])
      let tombstones = try? former?.read { try $0.storeID() == storeID ? $0.tombstones() : [] }
      let isErasedAgain = try writer.eraseAgain(tombstones ?? []) > 0
      try writer.record(.storeRestore, key: storeID)
      return isErasedAgain
    }
  }

  private static func removeFiles(of path: String) {
    for suffix in ["", "-wal", "-shm", "-doorbell"] { unlink(path + suffix) }
  }

  /// Refuses a backup in which any check of a store finds an error.
  package static func requireSound(backup source: String) throws {
    guard let broken = try examine(path: source).first(where: { $0.severity == .error }) else { return }
    throw TenantError(
      .storeCorrupt, "the backup '\(source)' is damaged: \(broken.check), \(broken.finding)",
      hint: "choose another backup; 'tenantctl doctor --store \(source)' shows everything", details: ["path": source])
  }

  private static func setAside(_ path: String, at time: Timestamp) throws -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    let aside = "\(path).before-restore-\(time.microseconds)"
    do {
      try StateStore(opening: path, access: .readOnly).backup(to: aside, replacing: false)
    } catch let fault as TenantError
      where [.storeCorrupt, .storeForeign, .storeOlder, .storeNewer].contains(fault.code)
    {
      guard rename(path, aside) == 0 else { throw unwritable(aside) }
      // A log of the damaged file must not be replayed into the restored one.
      for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    }
    return aside
  }

  private static func createEmpty(_ path: String) throws {
    try Folders.create(above: path)
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(path) }
    close(descriptor)
  }

  /// Size of the file in bytes.
  package var size: Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  private static func unwritable(_ path: String) -> TenantError {
    TenantError(
      .fileUnwritable, "'\(path)' cannot be written: \(String(cString: strerror(errno)))",
      hint: "check that its folder exists, can be written and has space", details: ["path": path])
  }

  private static func synchronize(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}

extension SQLiteConnection {
  /// Replaces everything in this database by the content of another, in one step and therefore as of one instant.
  func copyAll(from source: SQLiteConnection) throws {
    guard let backup = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw SQLiteFault.error(code: sqlite3_errcode(handle), handle: handle, path: path)
    }
    var code = sqlite3_backup_step(backup, -1)
    // The engine does not wait for locks here by itself.
    var attempts = 0
    while (code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED) && attempts < 100 {
      sqlite3_sleep(50)
      attempts += 1
      code = sqlite3_backup_step(backup, -1)
    }
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      throw SQLiteFault.error(code: code == SQLITE_DONE ? finished : code, handle: handle, path: path)
    }
  }

  /// What the engine's own check of its file structure finds, at most 20 lines; empty where all is well.
  func integrityFaults() throws -> [String] {
    let statement = try SQLiteStatement("PRAGMA integrity_check(20)", on: self)
    var faults: [String] = []
    while try statement.step() { faults.append(statement.text(0)) }
    return faults == ["ok"] ? [] : faults
  }
}
