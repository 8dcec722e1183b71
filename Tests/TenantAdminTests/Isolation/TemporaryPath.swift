// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport

/// Folders, files and links at given paths.
enum TemporaryPath {
  static func folder(_ path: String) -> String {
    mkdir(path, 0o700)
    return path
  }

  static func write(_ text: String, to path: String) throws {
    guard let stream = fopen(path, "w") else { throw TestSupportFault("cannot write \(path)") }
    fputs(text, stream)
    fclose(stream)
  }

  static func link(_ path: String, to target: String) {
    symlink(target, path)
  }
}
