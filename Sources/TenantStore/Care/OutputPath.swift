// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// Where a file may be put.
package enum OutputPath {
  /// Refuses a path at which a new file would destroy something.
  ///
  /// - Parameters:
  ///   - path: The path of the new file.
  ///   - replacing: Whether an existing file may be replaced; never anything but a regular file, and never a store in use.
  ///   - store: Path of the store that is open.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileExists`` or ``TenantErrorCode/fileUnwritable``.
  package static func requireFree(_ path: String, replacing: Bool, store: String? = nil) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard replacing else {
      throw TenantError(
        .fileExists, "'\(path)' exists already", hint: "name another file, or add --force to replace it",
        details: ["path": path])
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw TenantError(
        .fileUnwritable, "'\(path)' is not a regular file", hint: "name a file; --force replaces nothing else",
        details: ["path": path])
    }
    guard let store else { return }
    for name in ["", "-wal", "-shm", "-doorbell"].map({ store + $0 }) {
      var part = stat()
      guard stat(name, &part) == 0, part.st_dev == status.st_dev, part.st_ino == status.st_ino else { continue }
      throw TenantError(
        .fileUnwritable, "'\(path)' is the store itself", hint: "name another file", details: ["path": path])
    }
  }
}
