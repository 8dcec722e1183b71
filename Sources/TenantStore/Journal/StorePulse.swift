// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What differs after a store has been changed by others, at a cost of microseconds.
package struct StorePulse: Equatable, Sendable {
  /// The file that is at the store's path now.
  let device: UInt64
  let inode: UInt64
  /// The engine's count of other connections' commits, as this connection sees it.
  let commits: Int64
  /// Times and sizes, for connections that believe that the file cannot change.
  let content: [Int64]
}

extension StateStore {
  /// Looks whether the store may have changed.
  ///
  /// - Throws: ``TenantError`` where the store cannot be reached any more.
  package func pulse() throws -> StorePulse {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Self.missing(path) }
    var content: [Int64] = []
    if driver.access == .immutable {
      var log = stat()
      let logSize = stat(path + "-wal", &log) == 0 ? Int64(log.st_size) : -1
      content = [
        Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec), Int64(status.st_size), logSize,
      ]
    }
    return StorePulse(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), commits: try driver.changeCounter(),
      content: content)
  }

  /// Whether this connection cannot see what changed between two pulses, and another must be opened.
  package func mustReopen(_ before: StorePulse, _ after: StorePulse) -> Bool {
    before.device != after.device || before.inode != after.inode || before.content != after.content
  }
}
