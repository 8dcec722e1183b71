// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// What the data scopes of one runtime share: connections to the store, and the master key.
///
/// Every read and write takes a connection for one transaction and gives it back without one. What is bound to a statement is
/// bound anew each time, so that no connection carries anything from one tenant to the next.
final class DataVault: Sendable {
  /// More than these are closed after their use instead of kept.
  private static let keptReaders = 8

  let path: String
  private let options: RuntimeOptions
  private let masterKeyFile: String
  private let master = Monitor<MasterKey?>(nil)
  private let readers = Monitor(Readers())
  /// The store has one writer at a time; its own lock decides between processes.
  private let writer = Monitor<StateStore?>(nil)
  /// Values that services keep in memory.
  let caches: TenantCaches
  /// Connections to databases of tenants.
  let databases: TenantDatabases

  /// Connections of one file, whatever is at the path later.
  private struct Readers {
    var stores: [StateStore] = []
    var generation = 0
  }

  init(store path: String, _ options: RuntimeOptions) {
    self.path = path
    self.options = options
    masterKeyFile = options.masterKeyFile ?? RuntimeOptions.usualMasterKeyFile(store: path)
    caches = TenantCaches(tenants: options.tenantCapacity, entries: options.cacheCapacity)
    databases = TenantDatabases(besideStore: path, options)
  }

  /// Runs a body that reads, in one transaction in which the tenant is served as the scope knew it.
  ///
  /// - Throws: ``TenantError`` where it is not, or from the store.
  func read<Result>(_ scope: TenantScope, _ body: (StoreReader) throws -> Result) throws -> Result {
    try scope.countingWhatDoesNotOpen {
      try transaction { reader in
        try require(scope, reader, isWriting: false)
        return try body(reader)
      }
    }
  }

  /// Runs a body that reads, in one transaction, and that asks itself whether the tenant is served: deliveries have more to ask.
  func transaction<Result>(_ body: (StoreReader) throws -> Result) throws -> Result {
    let (kept, generation) = readers.withLock { ($0.stores.popLast(), $0.generation) }
    let store = try kept ?? open(.readOnly)
    defer {
      readers.withLock { readers in
        // Not into those of a file that took the place of this one's meanwhile.
        if readers.generation == generation, readers.stores.count < Self.keptReaders { readers.stores.append(store) }
      }
    }
    return try store.read(body)
  }

  /// Runs a body that writes, in one transaction in which the tenant is served as the scope knew it: neither a suspension
  /// nor a move can come between, nor between a context and the scope that was made of it.
  ///
  /// - Throws: ``TenantError`` where it is not, or from the store; nothing was written then.
  func write<Result>(_ scope: TenantScope, _ body: (StoreWriter) throws -> Result) throws -> Result {
    try scope.requirePlacement()
    return try writer.withLock { kept in
      let store = try kept ?? open(.readWrite)
      kept = store
      return try store.write(Change(actor: "service:\(options.name)", time: options.now())) { writer in
        try require(scope, writer, isWriting: true)
        return try body(writer)
      }
    }
  }

  /// Refuses where the tenant is not served as the scope knew it, or may not be written for, as the store says now.
  func requireServed(_ scope: TenantScope, isWriting: Bool = true) throws {
    if isWriting { try scope.requirePlacement() }
    try read(scope) { try require(scope, $0, isWriting: isWriting) }
  }

  /// Refuses in a transaction, and counts it, where the tenant is not served as the scope knew it.
  private func require(_ scope: TenantScope, _ reader: StoreReader, isWriting: Bool) throws {
    try scope.core.violations.counting { try reader.require(scope.standing, isWriting: isWriting) }
  }

  /// The root key of the scope's tenant; `nil` where nothing was ever sealed for it.
  ///
  /// The key in memory is used only where the store still has the same one, and goes with the tenant's record.
  func root(of scope: TenantScope, _ reader: StoreReader) throws -> TenantRoot? {
    let tenant = scope.tenant
    guard let wrapped = try reader.wrappedRoot(of: tenant.id, incarnation: tenant.incarnation) else { return nil }
    if let kept = scope.record.root.value?.root, kept.owner == wrapped.owner { return kept }
    let root = try TenantRoot(
      opening: wrapped.bytes, of: wrapped.owner, with: masterKey(), issuer: reader.contextIssuer())
    _ = scope.record.root.value { KeptRoot(root) }
    return root
  }

  /// The root key of the scope's tenant, made where there is none.
  ///
  /// One that is made is kept in memory only after it was read again: this transaction may still come to nothing.
  func makeRoot(of scope: TenantScope, _ writer: StoreWriter) throws -> TenantRoot {
    try root(of: scope, writer)
      ?? writer.makeRoot(of: scope.tenant.id, incarnation: scope.tenant.incarnation, with: masterKey())
  }

  /// Lets go of all connections, because the store they belong to may have been replaced, or the runtime is closed.
  func forget() {
    databases.closeAll()
    readers.withLock { $0 = Readers(generation: $0.generation + 1) }
    writer.withLock { $0 = nil }
  }

  private func open(_ access: StoreAccess) throws -> StateStore {
    try StateStore(opening: path, access: access, busyTimeoutMilliseconds: options.busyTimeoutMilliseconds)
  }

  /// What the keys of the store are wrapped by.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  func masterKey() throws -> MasterKey {
    try master.withLock { master in
      let key = try master ?? MasterKey(file: masterKeyFile)
      master = key
      return key
    }
  }
}

/// A root key in memory.
final class KeptRoot: Sendable {
  let root: TenantRoot

  init(_ root: TenantRoot) {
    self.root = root
  }
}

extension TenantScope {
  /// Counts, and hands on, that something sealed for the tenant does not open.
  func countingWhatDoesNotOpen<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let fault as TenantError where fault.code == .sealRefused {
      // Whoever asked is told nothing but that.
      _ = refusal(.unopened)
      throw fault
    }
  }

  /// What the scope knows of its tenant's life.
  var standing: TenantStanding { TenantStanding(tenant) }
}
