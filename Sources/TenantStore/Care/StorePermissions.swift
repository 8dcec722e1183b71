// SPDX-License-Identifier: Apache-2.0

import Glibc

extension StateStore {
  /// The permission bits of the store's file, or `nil` where it cannot be asked.
  package var permissions: UInt32? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & 0o777
  }

  /// Whether this process may write to a store: to its file, and to the log beside it, which may have to be made.
  ///
  /// - Parameter path: Path of the store.
  /// - Returns: Whether it may; not where there is no store.
  package static func isWritable(_ path: String) -> Bool {
    guard access(path, W_OK) == 0 else { return false }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(folder, W_OK) == 0 || access(path + "-wal", W_OK) == 0
  }
}
