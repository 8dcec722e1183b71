// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// Where the master key is, which wraps the private keys of a store and is not in it.
package struct MasterKeyFile: Sendable {
  /// Path of the file.
  package let path: String

  /// Names a file, whether it is there or not.
  ///
  /// - Parameter path: Path of the file.
  package init(path: String) {
    self.path = path
  }

  /// Reads the key.
  func read() throws -> MasterKey { try MasterKey(file: path) }

  /// Runs a body with the key, which is made where there is no file; a file that was made goes again where the body fails.
  ///
  /// - Parameters:
  ///   - isDryRun: Whether no file is made.
  ///   - body: Uses the key.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` where the file is unusable or cannot be made, or what the body throws.
  func making<Result>(isDryRun: Bool, _ body: (() throws -> MasterKey) throws -> Result) throws -> Result {
    var isMade = false
    do {
      return try body {
        var status = stat()
        if lstat(path, &status) == 0 { return try read() }
        if isDryRun { return MasterKey() }
        let key = try MasterKey.create(file: path)
        isMade = true
        return key
      }
    } catch {
      if isMade { MasterKey.remove(file: path) }
      throw error
    }
  }
}
