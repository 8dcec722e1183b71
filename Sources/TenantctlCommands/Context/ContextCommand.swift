// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `context`.
package struct ContextCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "context", abstract: "Issue, verify and exchange signed contexts of tenants",
    subcommands: [ContextIssue.self, ContextVerify.self, ContextExchange.self, ContextInspect.self],
    aliases: ["contexts"])

  package init() {}
}
