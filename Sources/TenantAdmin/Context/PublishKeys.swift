// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Writes the public halves of the signing keys to a file, for services that do not read the store.
  ///
  /// - Parameters:
  ///   - path: Path of the file, which everybody may read; it appears whole or not at all.
  ///   - replacing: Whether an existing file is replaced.
  /// - Returns: The set.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where there is no key, or where the file cannot be
  ///   written.
  package func publishKeys(to path: String, replacing: Bool) throws -> ContextKeySet {
    let keys = try publishedKeys()
    let file = try NewFile(path, replacing: replacing, store: store.path, mode: 0o644)
    try file.write(keys.document.description + "\n")
    try file.publish()
    return keys
  }

  /// The set as it is published.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where there is no key.
  package func publishedKeys() throws -> ContextKeySet {
    try store.read { reader in
      _ = try reader.requireActiveKey()
      return try reader.contextKeySet()
    }
  }
}
