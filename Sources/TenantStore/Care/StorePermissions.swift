// SPDX-License-Identifier: Apache-2.0

import Glibc

extension StateStore {
  /// The permission bits of the store's file, or `nil` where it cannot be asked.
  package var permissions: UInt32? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & 0o777
  }
}
