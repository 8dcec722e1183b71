// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Where a copy of the store is.
package struct StoreCopy: Codable, Equatable, Sendable {
  /// Path of the copy.
  package let path: String
  /// Size in bytes.
  package let bytes: Int64
  /// Revision of the store at the instant of the copy.
  package let revision: Int64
}

extension Administration {
  /// Copies the store, as of one instant, while others go on using it; its journal says so, and that of the copy, too.
  ///
  /// A copy does not wait for ever for whoever changes the store meanwhile: the journal is not told then, as where the store
  /// can only be read. Whoever may read the file could copy it by other means, too.
  ///
  /// - Parameters:
  ///   - path: Path of the copy.
  ///   - replacing: Whether an existing file is replaced.
  ///   - onUntold: Told why the journal was not, where somebody else changes the store.
  /// - Returns: Where the copy is.
  /// - Throws: ``TenantError`` where the copy cannot be written.
  package func backup(
    to path: String, replacing: Bool, onUntold: (TenantError) -> Void = { _ in }
  ) throws -> StoreCopy {
    try OutputPath.requireFree(path, replacing: replacing, store: store.path)
    do {
      try recordDisclosure(
        .storeBackup, key: path.split(separator: "/").last.map(String.init) ?? path, of: nil)
    } catch let fault as TenantError where fault.code == .storeBusy {
      onUntold(fault)
    }
    let bytes = try store.backup(to: path, replacing: replacing)
    let copy = try StateStore(opening: path, access: .readOnly)
    return StoreCopy(path: path, bytes: bytes, revision: try copy.read { try $0.latestRevision() })
  }

  /// Replaces the content of a store by that of a backup; a healthy store is copied aside first.
  ///
  /// - Parameters:
  ///   - path: Path of the store; where it is missing it is created.
  ///   - backup: Path of the backup.
  ///   - acceptsUnknownErasures: Whether the backup is restored although what it replaces, or was replaced before, cannot be
  ///     asked which tenants were erased since.
  ///   - session: Who restores.
  /// - Returns: The restored store, and where its former content is.
  /// - Throws: ``TenantError`` where the backup is unusable, the store is in use, or erasures are not known; nothing was
  ///   changed then.
  package static func restore(
    _ path: String, from backup: String, acceptingUnknownErasures acceptsUnknownErasures: Bool = false,
    session: OperatorSession
  ) throws -> (store: StoreCopy, previous: String?) {
    let change = Change(actor: session.actor, reason: session.reason, time: session.now(), isDryRun: session.isDryRun)
    let source: StateStore
    do {
      source = try StateStore(opening: backup, access: .readOnly)
    } catch let fault as TenantError {
      throw TenantError(
        fault.code, fault.code == .storeMissing ? "there is no backup at '\(backup)'" : fault.message,
        hint: "name a file that 'tenantctl backup' wrote", details: fault.details)
    }
    try OutputPath.requireFree(backup, replacing: true, store: path)
    if session.isDryRun {
      try StateStore.requireSound(backup: backup)
      // The restore itself is the revision after those of the backup.
      let revision = try source.read { try $0.latestRevision() } + 1
      return (StoreCopy(path: path, bytes: source.size, revision: revision), nil)
    }
    let previous = try StateStore.restore(
      path, from: backup, acceptingUnknownErasures: acceptsUnknownErasures, change: change)
    let store = try StateStore(opening: path, access: .readOnly)
    return (StoreCopy(path: path, bytes: store.size, revision: try store.read { try $0.latestRevision() }), previous)
  }

  /// Brings a store of an older schema to the current one, after taking a backup.
  package static func upgrade(_ path: String, backupPath: String?, session: OperatorSession) throws -> StoreUpgrade {
    try StateStore.upgrade(path: path, backupPath: backupPath, isDryRun: session.isDryRun)
  }

  /// Whether this process may write to a store, so that its journal can be told something.
  package static func isWritable(_ path: String) -> Bool { StateStore.isWritable(path) }

  /// What whoever looks into a fault needs to know of a store, beside the findings.
  package static func facts(of path: String) -> StoreFacts { StateStore.facts(path: path) }

  /// What an operator sees of the store at a glance.
  ///
  /// - Returns: The status, as of one revision.
  /// - Throws: ``TenantError`` from the store.
  package func status() throws -> StoreStatus {
    try store.read { reader in
      StoreStatus(
        path: store.path, schema: StoreSchema.currentVersion, bytes: store.size,
        revision: try reader.latestRevision(), tenants: try reader.tenantCounts(), keys: try reader.contextKeySet())
    }
  }

  /// Checks everything that can be checked about a store.
  package static func examine(_ path: String) throws -> [StoreFinding] {
    try StateStore.examine(path: path)
  }
}
