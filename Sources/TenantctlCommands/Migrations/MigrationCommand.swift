// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `migration`.
package struct MigrationCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "migration", abstract: "Move tenants between pools",
    subcommands: [MigrationPlanning.self, MigrationStart.self, MigrationList.self, MigrationShow.self],
    aliases: ["migrations"])

  package init() {}
}
