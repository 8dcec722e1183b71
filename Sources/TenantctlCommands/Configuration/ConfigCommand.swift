// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `config`.
package struct ConfigCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "config", abstract: "What is set by options, variables and configuration files",
    subcommands: [ConfigShow.self])

  package init() {}
}
