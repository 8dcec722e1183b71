// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `isolation`.
package struct IsolationCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "isolation",
    abstract: "What keeps tenants apart: verify what is stored, print statements for databases",
    subcommands: [IsolationVerify.self, IsolationSQL.self])

  package init() {}
}
