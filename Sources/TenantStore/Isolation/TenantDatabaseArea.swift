// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

/// The databases of one tenant's incarnation, in `STORE-data/TENANT-INCARNATION/databases`.
///
/// A database is one file of SQLite, with what the engine puts beside it while it is open. It is named by its name, with a comma
/// in the place of each slash, and `.db`. What is not finished has a name that begins with a dot. A name is never given away
/// again, so that nobody who has an older file open writes beside a newer one.
package struct TenantDatabaseArea: Sendable {
  /// How long a name may be, in bytes: the engine adds to it.
  package static let maximumNameBytes = 200
  /// What the engine may put beside a database.
  static let companions = ["-wal", "-shm", "-journal"]

  let tenant: TenantID
  let incarnation: Int64
  private let store: String
  private let area: TenantFileArea

  /// Names the area.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - tenant: Whose databases.
  ///   - incarnation: Of which incarnation.
  package init(besideStore store: String, tenant: TenantID, incarnation: Int64) {
    self.store = store
    self.tenant = tenant
    self.incarnation = incarnation
    area = TenantFileArea(besideStore: store, tenant: tenant, incarnation: incarnation, folder: "databases")
  }

  /// Reads the name of a database.
  ///
  /// - Parameter text: The candidate.
  /// - Returns: The name.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it is not of the grammar of files, or too long.
  package static func name(parsing text: String) throws -> TenantFileName {
    guard text.utf8.count <= maximumNameBytes else {
      throw TenantError(
        .invalidValue, "a name of \(text.utf8.count) bytes is not one of a database",
        hint: "use at most \(maximumNameBytes) bytes")
    }
    return try TenantFileName(parsing: text)
  }

  /// Finds a database.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its path, in which there is no link below the folder of the store; `nil` where there is no such database.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``, also where it is no file, or has a second name.
  package func path(of name: TenantFileName) throws -> String? {
    guard let folder = try area.open(creating: false) else { return nil }
    defer { close(folder) }
    let file = Self.fileName(of: name)
    for suffix in [""] + Self.companions {
      var status = stat()
      guard fstatat(folder, file + suffix, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        if suffix.isEmpty { return nil }
        continue
      }
      guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
        errno = ELOOP
        throw area.fault(.fileUnreadable)
      }
    }
    return try path(ofFile: file)
  }

  /// Makes a database where there is none: whole, or not at all.
  ///
  /// Only for a transaction of the store in which the tenant is served, as ``TenantFileArea/makeFolder()``.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - build: Fills the file at a path, which is empty, and leaves nothing beside it.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``, or what `build` throws; nothing is left then.
  func make(_ name: TenantFileName, _ build: (String) throws -> Void) throws {
    try area.makeFolder()
    guard try path(of: name) == nil else { return }
    try withNewFile { folder, temporary, descriptor in
      // Not later: a process that closes a file lets go of what the engine has locked of it.
      close(descriptor)
      try build(path(ofFile: temporary))
      guard renameat(folder, temporary, folder, Self.fileName(of: name)) == 0, fsync(folder) == 0 else {
        throw area.fault(.fileUnwritable)
      }
    }
  }

  /// Makes a file without content under a name that no other file has, and removes it unless it has another name then.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - body: Takes the folder, the name, and the file, which it closes.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``, or what the body throws.
  func withNewFile<Result>(
    named name: String = ".\(UInt64.random(in: .min ... .max)).partial", _ body: (Int32, String, Int32) throws -> Result
  ) throws -> Result {
    guard let folder = try area.open(creating: false, .fileUnwritable) else { throw area.fault(.fileUnwritable) }
    defer { close(folder) }
    let descriptor = openat(folder, name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw area.fault(.fileUnwritable) }
    defer { for suffix in [""] + Self.companions { unlinkat(folder, name + suffix, 0) } }
    return try body(folder, name, descriptor)
  }

  /// Path of a file of the folder, in which the folder of the store is named without links.
  func path(ofFile file: String) throws -> String {
    let slash = store.lastIndex(of: "/")
    let parent = slash.map { String(store[...$0]) } ?? "."
    guard let resolved = realpath(parent, nil) else { throw area.fault(.fileUnreadable) }
    defer { free(resolved) }
    let base = slash.map { String(store[store.index(after: $0)...]) } ?? store
    let folder = TenantFolder.name(of: tenant, incarnation: incarnation)
    return "\(String(cString: resolved))/\(TenantFolder.all(besideStore: base))/\(folder)/databases/\(file)"
  }

  /// The databases, and what is in the folder that belongs to none.
  ///
  /// - Returns: The names of both, sorted; without unfinished files.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  package func contents() throws -> (databases: [TenantFileName], strays: [String]) {
    let files = try area.names()
    let databases = files.compactMap(Self.name(ofFile:))
    let known = Set(databases.map(Self.fileName(of:)).flatMap { file in [file] + Self.companions.map { file + $0 } })
    return (databases.sorted(), files.filter { !known.contains($0) })
  }

  static func fileName(of name: TenantFileName) -> String {
    name.rawValue.replacing("/", with: ",") + ".db"
  }

  private static func name(ofFile file: String) -> TenantFileName? {
    guard file.hasSuffix(".db") else { return nil }
    return try? Self.name(parsing: String(file.dropLast(3)).replacing(",", with: "/"))
  }
}
