// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `error`.
package struct ErrorCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "error", abstract: "What error codes mean and what to do about them",
    subcommands: [ErrorList.self, ErrorShow.self], aliases: ["errors"])

  package init() {}
}
