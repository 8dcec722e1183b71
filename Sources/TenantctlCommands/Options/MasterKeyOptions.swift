// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantAdmin
import TenantModel

/// The option of commands that sign or make keys.
package struct MasterKeyOptions: ParsableArguments {
  @Option(
    name: .customLong("master-key-file"),
    help: ArgumentHelp(
      "File of the key that wraps private keys; STORE.master-key by default. [env: TENANTCTL_MASTER_KEY_FILE]",
      valueName: "path"),
    completion: .file())
  package var file: String?

  package init() {}

  package func validate() throws {
    if file?.isEmpty == true { throw ValidationError("--master-key-file needs a value") }
  }
}

extension CommandContext {
  /// Where the master key is: what the option names, else what the variable names, else beside the store.
  package func masterKey(_ options: MasterKeyOptions) throws -> MasterKeyFile {
    if let path = options.file { return MasterKeyFile(path: path) }
    if let path = environment["TENANTCTL_MASTER_KEY_FILE"], !path.isEmpty { return MasterKeyFile(path: path) }
    return MasterKeyFile(path: try storePath() + ".master-key")
  }
}
