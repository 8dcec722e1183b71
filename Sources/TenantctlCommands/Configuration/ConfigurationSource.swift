// SPDX-License-Identifier: Apache-2.0

/// Where configuration files are looked for and how they are read; tests have one of their own.
package struct ConfigurationSource {
  /// The system's file.
  package var systemFile: String?
  /// The folder in which the search for the project's file starts.
  package var currentFolder: () -> String?
  /// Whether there is a file or folder of that path.
  package var exists: (String) -> Bool
  /// The contents of a file; `nil` where it is missing.
  package var read: (String) throws -> String?

  /// Creates a source.
  package init(
    systemFile: String?, currentFolder: @escaping () -> String?, exists: @escaping (String) -> Bool,
    read: @escaping (String) throws -> String?
  ) {
    self.systemFile = systemFile
    self.currentFolder = currentFolder
    self.exists = exists
    self.read = read
  }

  /// No files at all.
  package static var none: ConfigurationSource {
    ConfigurationSource(systemFile: nil, currentFolder: { nil }, exists: { _ in false }, read: { _ in nil })
  }
}
