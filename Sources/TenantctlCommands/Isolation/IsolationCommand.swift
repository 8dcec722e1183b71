// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `isolation`.
package struct IsolationCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "isolation",
    abstract: "What keeps tenants apart: verify what is stored, count refusals, print statements",
    subcommands: [IsolationVerify.self, IsolationReport.self, IsolationSQL.self])

  package init() {}
}
