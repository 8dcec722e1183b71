// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

extension StateStore {
  /// Creates a store with the current schema and nothing in it; the file can be read by its owner only.
  ///
  /// - Parameters:
  ///   - path: Path of the new file; missing folders are created with mode 0700.
  ///   - storeID: Random identity of the store, kept for ever.
  ///   - change: Who creates it; a dry run removes the file again.
  ///   - populate: What to put into it, in the same transaction.
  /// - Returns: What `populate` returned.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeExists`` where something is at the path already; then, and on every
  ///   other failure, nothing is left behind.
  package static func create<Result>(
    at path: String, storeID: String, change: Change, populate: (StoreWriter) throws -> Result
  ) throws -> Result {
    try Folders.create(above: path)
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw TenantError(
          .storeExists, "there is already something at '\(path)'",
          hint: "name another path with --store, or use --if-not-exists", details: ["path": path])
      }
      throw TenantError(
        .storeIO, "the store '\(path)' cannot be created: \(String(cString: strerror(errno)))",
        hint: "check the permissions of its folder", details: ["path": path])
    }
    close(descriptor)
    do {
      let driver = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 5_000)
      try driver.execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")
      try driver.execute("PRAGMA synchronous = FULL")
      try driver.beginWrite()
      do {
        try StoreSchema.migrate(driver, from: 0)
        try driver.execute("PRAGMA application_id = \(applicationID)")
        try driver.execute("PRAGMA user_version = \(StoreSchema.currentVersion)")
        let writer = try StoreWriter(driver, change: change)
        try writer.setMeta("store.id", storeID)
        try writer.record(.storeInit, key: storeID)
        let result = try populate(writer)
        try writer.finish()
        try driver.commit()
        if change.isDryRun { remove(path) }
        return result
      } catch {
        driver.rollback()
        throw error
      }
    } catch {
      remove(path)
      throw error
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}

enum Folders {
  /// Creates the folders above a path that do not exist yet, readable by their owner only.
  static func create(above path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    var status = stat()
    if stat(folder, &status) == 0 { return }
    try create(above: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw TenantError(
        .storeIO, "the folder '\(folder)' cannot be created: \(String(cString: strerror(errno)))",
        hint: "create it, or name another path with --store", details: ["path": folder])
    }
  }
}
