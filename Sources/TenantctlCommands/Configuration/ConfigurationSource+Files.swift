// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin

extension ConfigurationSource {
  /// Greatest size of a configuration file in bytes.
  private static let sizeLimit = 1 << 20

  /// The files as the file system has them.
  ///
  /// - Parameters:
  ///   - systemFile: The system's file.
  ///   - currentFolder: The folder in which the search for the project's file starts.
  /// - Returns: The source.
  package static func files(
    systemFile: String = "/etc/tenantctl/config.json", currentFolder: @escaping () -> String? = workingFolder
  ) -> ConfigurationSource {
    ConfigurationSource(
      systemFile: systemFile, currentFolder: currentFolder, exists: { access($0, F_OK) == 0 },
      read: { path in
        if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        return try ByteSource(path: path).readText(limit: sizeLimit)
      })
  }

  /// The folder that the process was started in.
  package static func workingFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
