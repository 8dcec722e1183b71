// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

/// The state store: one SQLite file, opened for reading or for changing.
///
/// An instance belongs to one thread at a time; every process, and every thread that wants its own, opens one.
package final class StateStore {
  /// Path of the file.
  package let path: String
  let driver: SQLiteConnection
  /// Whether nothing can be written through this connection.
  package private(set) var isReadOnly = false

  /// The first four bytes of the name in the file's header, so that no other program's file is taken for a store.
  static let applicationID: Int64 = 0x7463_746C

  init(path: String, driver: SQLiteConnection) {
    self.path = path
    self.driver = driver
  }

  /// Opens an existing store.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - access: What the caller wants to do.
  ///   - busyTimeoutMilliseconds: How long to wait for another process's lock, 0 to 600,000.
  /// - Throws: ``TenantError`` where the file is missing, foreign, damaged, locked, or of another schema version.
  package convenience init(
    opening path: String, access: StoreAccess, busyTimeoutMilliseconds: Int32 = 5_000
  ) throws {
    let driver = try Self.connect(path, access: access, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    try Self.requireSchema(driver)
    self.init(path: path, driver: driver)
    try configure(access)
  }

  /// Opens the file without looking at its schema version.
  static func connect(_ path: String, access: StoreAccess, busyTimeoutMilliseconds: Int32) throws -> SQLiteConnection {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == EACCES {
        throw TenantError(
          .storeIO, "the store '\(path)' cannot be reached", hint: "check the permissions of its folders",
          details: ["path": path])
      }
      throw missing(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw TenantError(
        .storeForeign, "'\(path)' is not a file", hint: "name the store's file with --store", details: ["path": path])
    }
    // SQLite takes an empty file for an empty database.
    guard status.st_size > 0 else {
      throw TenantError(
        .storeForeign, "'\(path)' is empty and not a tenantctl store",
        hint: "remove it and run 'tenantctl init'", details: ["path": path])
    }
    guard access == .readOnly else {
      return try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    }
    let driver = try SQLiteConnection(path: path, access: .readOnly, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    do {
      _ = try driver.pragma("schema_version")
      return driver
    } catch let fault as TenantError where fault.code == .storeIO || fault.code == .storeReadOnly {
      // Without a write-ahead log the file alone is the whole truth, and can be read where nothing can be created.
      var log = stat()
      if stat(path + "-wal", &log) == 0, log.st_size > 0 { throw fault }
      return try SQLiteConnection(path: path, access: .immutable, busyTimeoutMilliseconds: 0)
    }
  }

  static func missing(_ path: String) -> TenantError {
    TenantError(
      .storeMissing, "there is no store at '\(path)'",
      hint: "create it with 'tenantctl init', or name another with --store or TENANTCTL_STORE",
      details: ["path": path])
  }

  private static func requireSchema(_ driver: SQLiteConnection) throws {
    let version = try requireOurs(driver)
    guard version >= StoreSchema.currentVersion else {
      throw TenantError(
        .storeOlder,
        "the store '\(driver.path)' has schema \(version), this program needs \(StoreSchema.currentVersion)",
        hint: "run 'tenantctl upgrade'", details: ["path": driver.path, "schema": String(version)])
    }
  }

  /// The schema version of a file that is a store, and not of a newer program.
  static func requireOurs(_ driver: SQLiteConnection) throws -> Int64 {
    guard try driver.pragma("application_id") == applicationID else {
      throw TenantError(
        .storeForeign, "'\(driver.path)' is not a tenantctl store",
        hint: "name another file with --store or TENANTCTL_STORE", details: ["path": driver.path])
    }
    let version = try driver.pragma("user_version")
    guard version <= StoreSchema.currentVersion else {
      throw TenantError(
        .storeNewer,
        "the store '\(driver.path)' has schema \(version), this program knows up to \(StoreSchema.currentVersion)",
        hint: "use a newer tenantctl", details: ["path": driver.path, "schema": String(version)])
    }
    return version
  }

  /// Prepares the connection.
  ///
  /// What is removed is overwritten, so that nothing of a tenant that leaves stays in between.
  func configure(_ access: StoreAccess) throws {
    isReadOnly = access == .readOnly
    switch access {
    case .readOnly: try driver.execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF")
    case .readWrite:
      // Room for the pages of a large import; pages that do not fit are written and read again before the commit.
      try driver.execute(
        """
        PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA cache_size = -20480;
        PRAGMA secure_delete = ON
        """)
    case .readWriteReplayable:
      // Bulk loads touch the same pages batch after batch: keep them, and copy them into the file less often. They look up
      // each tenant in the transaction that writes its rows, so the engine need not do it again for each row.
      try driver.execute(
        """
        PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -40960;
        PRAGMA wal_autocheckpoint = 16384; PRAGMA secure_delete = ON
        """)
    }
  }

  /// Lets every later change, and with it all earlier ones, be on the disk before it returns, whatever the store was opened
  /// for.
  ///
  /// - Throws: ``TenantError`` from the store.
  package func makeDurable() throws {
    try driver.execute("PRAGMA synchronous = FULL")
  }

  /// Runs a body that sees one consistent state.
  ///
  /// - Parameter body: What to read.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` from the store, or what the body throws.
  package func read<Result>(_ body: (StoreReader) throws -> Result) throws -> Result {
    try driver.beginRead()
    defer { driver.rollback() }
    return try body(StoreReader(driver))
  }

  /// Runs a body that changes the store, as one transaction that is kept whole or not at all.
  ///
  /// - Parameters:
  ///   - change: Who changes what and why.
  ///   - body: The change.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` from the store, or what the body throws; then nothing was changed.
  package func write<Result>(_ change: Change, _ body: (StoreWriter) throws -> Result) throws -> Result {
    try driver.beginWrite()
    do {
      let writer = try StoreWriter(driver, change: change)
      let result = try body(writer)
      if change.isDryRun {
        driver.rollback()
      } else {
        try writer.finish()
        try driver.commit()
        if writer.recordedChanges > 0 { Doorbell.ring(path) }
      }
      return result
    } catch {
      driver.rollback()
      throw error
    }
  }
}
