// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

extension StateStore {
  /// Brings a store of an older schema to the current one, after taking a backup.
  ///
  /// - Parameters:
  ///   - path: Path of the store.
  ///   - backupPath: Where the backup goes; `nil` means beside the store, named after the old schema.
  ///   - isDryRun: Whether the migration is rolled back and no backup is taken.
  /// - Returns: What was done.
  /// - Throws: ``TenantError`` where the file is no store, is of a newer schema, or the backup cannot be written.
  package static func upgrade(path: String, backupPath: String?, isDryRun: Bool) throws -> StoreUpgrade {
    let driver = try connect(path, access: .readWrite, busyTimeoutMilliseconds: 5_000)
    let version = try requireOurs(driver)
    guard version < StoreSchema.currentVersion else {
      return StoreUpgrade(from: version, to: StoreSchema.currentVersion, backup: nil)
    }
    let destination = backupPath ?? "\(path).schema-\(version).backup"
    let store = StateStore(path: path, driver: driver)
    if !isDryRun { try store.backup(to: destination, replacing: false) }
    try driver.beginWrite()
    do {
      try StoreSchema.migrate(driver, from: version)
      try driver.execute("PRAGMA user_version = \(StoreSchema.currentVersion)")
      if isDryRun { driver.rollback() } else { try driver.commit() }
    } catch {
      driver.rollback()
      throw error
    }
    return StoreUpgrade(from: version, to: StoreSchema.currentVersion, backup: isDryRun ? nil : destination)
  }
}
