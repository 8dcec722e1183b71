// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

/// The folders beside a store in which the files of tenants are: `STORE-data/TENANT-INCARNATION`.
///
/// They are always beside the store, so that erasure cannot look in another place than services wrote to.
package enum TenantFolder {
  /// Path of the folder of all tenants.
  ///
  /// - Parameter store: Path of the store.
  /// - Returns: The path.
  package static func all(besideStore store: String) -> String { store + "-data" }

  /// Name of the folder of a tenant's incarnation; no name is the beginning of another one.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  /// - Returns: The name.
  package static func name(of tenant: TenantID, incarnation: Int64) -> String { "\(tenant)-\(incarnation)" }

  /// Names of the folders of all tenants.
  ///
  /// - Parameter store: Path of the store.
  /// - Returns: The names, sorted; none where no tenant has a folder.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  package static func names(besideStore store: String) throws -> [String] {
    let path = all(besideStore: store)
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw TenantError(
        .fileUnreadable, "'\(path)' cannot be read: \(String(cString: strerror(errno)))", hint: "check its permissions",
        details: ["path": path])
    }
    defer { closedir(folder) }
    return entries(folder).sorted()
  }

  /// Removes the folder of a tenant's incarnation with everything in it, without following any link.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  ///   - store: Path of the store.
  /// - Returns: How many files were removed.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable`` where something cannot be removed.
  package static func remove(of tenant: TenantID, incarnation: Int64, besideStore store: String) throws -> Int64 {
    let path = all(besideStore: store)
    let parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard parent >= 0 else {
      if errno == ENOENT { return 0 }
      throw fault(path)
    }
    defer { close(parent) }
    let removed = try remove(name(of: tenant, incarnation: incarnation), in: parent, path)
    guard fsync(parent) == 0 else { throw fault(path) }
    return removed
  }

  /// Counts the files of a tenant's incarnation, unfinished ones too, without following any link.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  ///   - store: Path of the store.
  /// - Returns: How many files ``remove(of:incarnation:besideStore:)`` would remove.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable`` where a folder cannot be read.
  package static func count(of tenant: TenantID, incarnation: Int64, besideStore store: String) throws -> Int64 {
    try count(all(besideStore: store) + "/" + name(of: tenant, incarnation: incarnation))
  }

  private static func count(_ path: String) throws -> Int64 {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return 0 }
      throw fault(path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return 1 }
    guard let folder = opendir(path) else { throw fault(path) }
    defer { closedir(folder) }
    return try entries(folder).reduce(0) { try $0 + count("\(path)/\($1)") }
  }

  /// How often a folder is emptied again into which something is put meanwhile.
  private static let attempts = 100

  private static func remove(_ name: String, in parent: Int32, _ path: String) throws -> Int64 {
    let path = "\(path)/\(name)"
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return 0 }
      // A file, or a link, which goes without what it leads to.
      guard unlinkat(parent, name, 0) == 0 else { throw fault(path) }
      return 1
    }
    guard let folder = fdopendir(descriptor) else {
      close(descriptor)
      throw fault(path)
    }
    defer { closedir(folder) }
    var removed: Int64 = 0
    var (isGone, attemptsLeft) = (false, attempts)
    while !isGone, attemptsLeft > 0 {
      rewinddir(folder)
      for entry in entries(folder) { removed += try remove(entry, in: descriptor, path) }
      isGone = unlinkat(parent, name, AT_REMOVEDIR) == 0
      // A writer that had opened the folder before put a file into it; into one that is gone none can.
      attemptsLeft = isGone || errno == ENOTEMPTY || errno == EEXIST ? attemptsLeft - 1 : 0
    }
    guard isGone else { throw fault(path) }
    return removed
  }

  /// Names in an open folder, without those of itself and its parent.
  static func entries(_ folder: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func fault(_ path: String) -> TenantError {
    TenantError(
      .fileUnwritable, "'\(path)' cannot be removed: \(String(cString: strerror(errno)))",
      hint: "check its permissions, and run the command again", details: ["path": path])
  }
}
