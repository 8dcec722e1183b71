// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Glibc
package import TenantModel

/// What a tenant's database holds at one instant, whoever writes it meanwhile: a file without a name, which is gone with the
/// process.
package final class TenantDatabaseCopy {
  /// How many bytes it has.
  package let size: Int64
  private let file: OpenFile

  /// A file that is open for as long as somebody has it.
  private final class OpenFile {
    let descriptor: Int32

    init(_ descriptor: Int32) {
      self.descriptor = descriptor
    }

    deinit {
      close(descriptor)
    }
  }

  /// Copies a database.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - area: Where it is. The copy is made there, so that it is destroyed with the tenant should the process end just then.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused`` where the file is not that of the tenant, or with one about
  ///   the disk; `nil` where there is no such database.
  package init?(of name: TenantFileName, in area: TenantDatabaseArea) throws {
    guard let source = try TenantDatabaseConnection.open(name, in: area) else { return nil }
    file = try area.withNewFile { folder, temporary, descriptor in
      let file = OpenFile(descriptor)
      try Self.copy(source, to: area.path(ofFile: temporary)) { unlinkat(folder, temporary, 0) }
      return file
    }
    var status = stat()
    fstat(file.descriptor, &status)
    size = Int64(status.st_size)
  }

  /// Reads a part.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - count: How many bytes at most.
  /// - Returns: The bytes; none from the end on.
  package func bytes(from offset: Int64, atMost count: Int) -> [UInt8] {
    lseek(file.descriptor, Int(offset), SEEK_SET)
    return BoundedRead.bytes(of: file.descriptor, atMost: count)
  }

  /// Copies a database by the engine's own means.
  ///
  /// - Parameters:
  ///   - source: What is copied.
  ///   - path: Of an empty file.
  ///   - unlink: Takes the file's name away, once the engine has it open.
  /// - Throws: ``TenantError`` about the disk.
  static func copy(_ source: TenantDatabaseConnection, to path: String, _ unlink: () -> Void) throws {
    var opened: OpaquePointer?
    var code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, nil)
    defer { sqlite3_close_v2(opened) }
    unlink()
    // Nobody goes on with half a copy, so nothing is written beside it.
    if code == SQLITE_OK { code = sqlite3_exec(opened, "PRAGMA journal_mode = OFF", nil, nil, nil) }
    if code == SQLITE_OK {
      // All pages in one step, so that they are those of one instant.
      let backup = sqlite3_backup_init(opened, "main", source.handle, "main")
      sqlite3_backup_step(backup, -1)
      code = sqlite3_backup_finish(backup)
    }
    guard code == SQLITE_OK else {
      throw TenantDatabaseFault.error(code: code, handle: opened, database: source.name.rawValue)
    }
  }
}
