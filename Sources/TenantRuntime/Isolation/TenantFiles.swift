// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// Files of one tenant, beside the store, sealed by a key of the tenant's own.
///
/// The disk is told neither names nor contents, only how many files there are and how long; a listing opens every name. A
/// file is written whole and replaces the earlier one in one step, and nothing of that is left behind its end.
///
/// Writing and deleting ask in a transaction of the store whether the tenant is still served as the scope knew it, and no
/// suspension can come between that and the file. The methods wait for the disk: call them where a request may wait. They can
/// be called from any thread, inside of `scope.run`.
public struct TenantFiles: Sendable {
  /// How long a file may be, in bytes.
  public static let maximumBytes = 67_108_864

  private let scope: TenantScope
  private var vault: DataVault { scope.core.vault }

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// Reads a file.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The content; `nil` where there is no such file.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the tenant is not served as the scope knew it,
  ///   ``TenantErrorCode/sealRefused`` where the file is not as it was written, ``TenantErrorCode/fileUnreadable``,
  ///   ``TenantErrorCode/masterKeyUnusable``, or one about the store.
  public func read(_ name: TenantFileName) throws -> [UInt8]? {
    try scope.requireBound()
    guard let root = try vault.read(scope, { try vault.root(of: scope, $0) }) else { return nil }
    let digest = SealedFile.digest(of: name, with: root)
    return try vault.files(of: root).read(digest, atMost: TenantFileArea.maximumStoredBytes).map { bytes in
      try scope.countingWhatDoesNotOpen { try SealedFile(bytes, digest: digest).content(with: root) }
    }
  }

  /// Writes a file, in the place of an earlier one of that name.
  ///
  /// - Parameters:
  ///   - content: The content, at most ``maximumBytes`` bytes.
  ///   - name: Its name.
  /// - Throws: As ``read(_:)``; ``TenantErrorCode/invalidValue`` where the content is too long,
  ///   ``TenantErrorCode/fileUnwritable``. The earlier file is as it was then.
  public func write(_ content: [UInt8], to name: TenantFileName) throws {
    try scope.requireBound()
    guard content.count <= Self.maximumBytes else {
      throw TenantError(
        .invalidValue, "a file of \(content.count) bytes is too long",
        hint: "a file has at most \(Self.maximumBytes) bytes")
    }
    // The folder, too, only comes into being while the tenant is served.
    let root = try vault.write(scope) { writer in
      let root = try vault.makeRoot(of: scope, writer)
      try vault.files(of: root).makeFolder()
      return root
    }
    let files = vault.files(of: root)
    let sealed = try SealedFile.seal(
      content, named: name, region: scope.tenant.homeRegion, at: scope.now(), with: root)
    let temporary = ".\(UInt64.random(in: .min ... .max)).partial"
    try files.prepare(sealed, as: temporary)
    do {
      try vault.write(scope) { writer in
        try vault.requireRoot(root, of: scope, writer)
        try files.publish(temporary, as: SealedFile.digest(of: name, with: root))
      }
    } catch {
      _ = try? files.remove(temporary)
      throw error
    }
  }

  /// Deletes a file.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Whether there was one.
  /// - Throws: As ``write(_:to:)``.
  @discardableResult
  public func delete(_ name: TenantFileName) throws -> Bool {
    try scope.requireBound()
    return try vault.write(scope) { writer in
      guard let root = try vault.root(of: scope, writer) else { return false }
      return try vault.files(of: root).remove(SealedFile.digest(of: name, with: root))
    }
  }

  /// The names of all files, sorted.
  ///
  /// - Parameter prefix: What they begin with, byte by byte; there are no wildcards.
  /// - Returns: The names.
  /// - Throws: As ``read(_:)``.
  public func list(prefix: String = "") throws -> [TenantFileName] {
    try scope.requireBound()
    guard let root = try vault.read(scope, { try vault.root(of: scope, $0) }) else { return [] }
    let files = vault.files(of: root)
    return try files.names().compactMap { digest in
      // One that was deleted meanwhile is no more.
      try files.read(digest, atMost: TenantFileArea.maximumStoredBytes).map { bytes in
        try scope.countingWhatDoesNotOpen { try SealedFile(bytes, digest: digest).name(with: root) }
      }
    }.filter { $0.rawValue.utf8.starts(with: prefix.utf8) }.sorted()
  }
}

extension TenantScope {
  /// The files of the tenant, beside the store.
  public var files: TenantFiles { TenantFiles(scope: self) }
}

extension DataVault {
  /// Where the files of a key's owner are.
  func files(of root: TenantRoot) -> TenantFileArea { TenantFileArea(besideStore: path, of: root.owner) }

  /// Checks that the store still has the key with which something was sealed.
  func requireRoot(_ root: TenantRoot, of scope: TenantScope, _ reader: StoreReader) throws {
    guard try self.root(of: scope, reader)?.owner == root.owner else { throw ContextRefusal.staleLifecycle.error }
  }
}
