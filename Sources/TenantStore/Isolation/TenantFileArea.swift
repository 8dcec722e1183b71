// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

/// The files of one tenant's incarnation, in `STORE-data/TENANT-INCARNATION/files`.
///
/// A file is named by the keyed digest of its name, 64 hexadecimal digits, so that no name leads anywhere, and reaches its
/// folder by descriptors that follow no link. It is written beside and then given its name, so that it is whole or not there.
package struct TenantFileArea {
  private let store: String
  private let tenant: TenantID
  private let incarnation: Int64
  /// Name of the folder in that of the tenant.
  private let folder: String

  /// Names the area.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - tenant: Whose files.
  ///   - incarnation: Of which incarnation.
  package init(besideStore store: String, tenant: TenantID, incarnation: Int64) {
    self.init(besideStore: store, tenant: tenant, incarnation: incarnation, folder: "files")
  }

  init(besideStore store: String, tenant: TenantID, incarnation: Int64, folder: String) {
    self.store = store
    self.tenant = tenant
    self.incarnation = incarnation
    self.folder = folder
  }

  /// Names the area of a key's owner.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - owner: Whose files.
  package init(besideStore store: String, of owner: SealOwner) {
    self.init(besideStore: store, tenant: owner.tenant, incarnation: owner.incarnation)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - name: Its name in the folder.
  ///   - limit: How many bytes at most.
  /// - Returns: The bytes; `nil` where there is no such file.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  package func read(_ name: String, atMost limit: Int) throws -> [UInt8]? {
    guard let folder = try open(creating: false) else { return nil }
    defer { close(folder) }
    let descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw fault(.fileUnreadable)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      throw fault(.fileUnreadable)
    }
    return BoundedRead.bytes(of: descriptor, atMost: Int(status.st_size))
  }

  /// How long a stored file may be, in bytes: more than the longest content takes up sealed.
  package static let maximumStoredBytes = 134_217_728

  /// Makes the folder where there is none.
  ///
  /// Only for a transaction of the store in which the tenant is served: erasure removes the folder once no such transaction
  /// can begin any more, so that none comes after it.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``.
  package func makeFolder() throws {
    if let folder = try open(creating: true) { close(folder) }
  }

  /// Writes a file beside its place, in the folder that was made before; it has no name yet.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - temporary: A name that no file has.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``; nothing is left then.
  package func prepare(_ bytes: [UInt8], as temporary: String) throws {
    guard let folder = try open(creating: false, .fileUnwritable) else { throw fault(.fileUnwritable) }
    defer { close(folder) }
    let descriptor = openat(folder, temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw fault(.fileUnwritable) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      guard count > 0 else { break }
      written += count
    }
    let isWritten = written == bytes.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten else {
      unlinkat(folder, temporary, 0)
      throw fault(.fileUnwritable)
    }
  }

  /// Gives a file that was prepared its name, in the place of another one.
  ///
  /// - Parameters:
  ///   - temporary: The name it was prepared as.
  ///   - name: Its name in the folder.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``.
  package func publish(_ temporary: String, as name: String) throws {
    guard let folder = try open(creating: false, .fileUnwritable) else { throw fault(.fileUnwritable) }
    defer { close(folder) }
    guard renameat(folder, temporary, folder, name) == 0, fsync(folder) == 0 else { throw fault(.fileUnwritable) }
  }

  /// Removes a file, or one that was prepared.
  ///
  /// - Parameter name: Its name in the folder.
  /// - Returns: Whether there was one.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``.
  package func remove(_ name: String) throws -> Bool {
    guard let folder = try open(creating: false) else { return false }
    defer { close(folder) }
    guard unlinkat(folder, name, 0) == 0 else {
      if errno == ENOENT { return false }
      throw fault(.fileUnwritable)
    }
    guard fsync(folder) == 0 else { throw fault(.fileUnwritable) }
    return true
  }

  /// The names in the folder, sorted, without those of files that are being written.
  ///
  /// - Returns: The names.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  package func names() throws -> [String] {
    guard let descriptor = try open(creating: false) else { return [] }
    guard let folder = fdopendir(descriptor) else {
      close(descriptor)
      throw fault(.fileUnreadable)
    }
    defer { closedir(folder) }
    return TenantFolder.entries(folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Opens the folder, one step after the other, following no link.
  func open(creating: Bool, _ code: TenantErrorCode = .fileUnreadable) throws -> Int32? {
    let all = TenantFolder.all(besideStore: store)
    if creating, mkdir(all, 0o700) != 0, errno != EEXIST { throw fault(.fileUnwritable) }
    var opened = Glibc.open(all, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    for name in [TenantFolder.name(of: tenant, incarnation: incarnation), folder] {
      guard opened >= 0 else { break }
      let parent = opened
      defer { close(parent) }
      if creating, mkdirat(parent, name, 0o700) != 0, errno != EEXIST { throw fault(.fileUnwritable) }
      opened = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    if opened >= 0 { return opened }
    if errno == ENOENT, !creating { return nil }
    throw fault(creating ? .fileUnwritable : code)
  }

  func fault(_ code: TenantErrorCode) -> TenantError {
    let reason = String(cString: strerror(errno))
    return TenantError(
      code, "a file of the tenant cannot be \(code == .fileUnwritable ? "written" : "read"): \(reason)",
      hint: "check the folder beside the store", details: ["path": TenantFolder.all(besideStore: store)])
  }
}
