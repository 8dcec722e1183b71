// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `pool`.
package struct PoolCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "pool", abstract: "The parts of the fleet in which tenants are placed",
    subcommands: [
      PoolList.self, PoolShow.self, PoolCreate.self, PoolUpdate.self, PoolDrainCommand.self, PoolDelete.self,
    ],
    aliases: ["pools"])

  package init() {}
}
