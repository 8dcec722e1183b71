// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `usage`.
package struct UsageCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "Count what tenants use, and read it",
    subcommands: [
      UsageIngest.self, UsageShow.self, UsageTop.self, UsageList.self, UsageMeters.self, UsageVerify.self,
      UsageExport.self,
    ], aliases: ["usages"])

  package init() {}
}
