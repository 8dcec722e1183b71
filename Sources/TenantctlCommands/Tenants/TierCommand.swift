// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `tier`.
package struct TierCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "tier", abstract: "The plans that tenants are on",
    subcommands: [
      TierList.self, TierShow.self, TierCreate.self, TierUpdate.self, TierShadowCommand.self, TierDelete.self,
    ],
    aliases: ["tiers"])

  package init() {}
}
