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

  /// Refuses a backup in which any check of a store finds an error.
  package static func requireSound(backup source: String) throws {
    guard let broken = try examine(path: source).first(where: { $0.severity == .error }) else { return }
    throw TenantError(
      .storeCorrupt, "the backup '\(source)' is damaged: \(broken.check), \(broken.finding)",
      hint: "choose another backup; 'tenantctl doctor --store \(source)' shows everything", details: ["path": source])
  }

  /// Size of the file in bytes.
  package var size: Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  static func unwritable(_ path: String) -> TenantError {
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
  ///
  /// - Parameters:
  ///   - source: The other database.
  ///   - check: Asked once nobody else can change this database any more; where it throws, nothing is replaced.
  /// - Throws: ``TenantError`` from the engine, or what `check` throws.
  func copyAll(from source: SQLiteConnection, _ check: () throws -> Void = {}) throws {
    guard let backup = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw SQLiteFault.error(code: sqlite3_errcode(handle), handle: handle, path: path)
    }
    var attempts = 0
    func step(_ pages: Int32) -> Int32 {
      var code = sqlite3_backup_step(backup, pages)
      // The engine does not wait for locks here by itself.
      while (code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED) && attempts < 100 {
        sqlite3_sleep(50)
        attempts += 1
        code = sqlite3_backup_step(backup, pages)
      }
      return code
    }
    // No page is copied at first, but the lock is taken.
    var code = step(0)
    if code == SQLITE_OK {
      do {
        try check()
      } catch {
        sqlite3_backup_finish(backup)
        throw error
      }
      code = step(-1)
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
