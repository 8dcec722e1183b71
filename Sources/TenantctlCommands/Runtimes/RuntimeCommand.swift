// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `runtime`.
package struct RuntimeCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "runtime", abstract: "Processes that enforce what the store says",
    subcommands: [RuntimeList.self], aliases: ["runtimes"])

  package init() {}
}
