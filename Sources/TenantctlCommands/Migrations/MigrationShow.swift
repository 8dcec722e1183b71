// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `migration show`.
package struct MigrationShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one move",
    discussion: """
      Examples:
        tenantctl migration show m_01hzzzzzzzzzzzzzzzzzzzzzzz
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(help: ArgumentHelp("Id of the move.", valueName: "migration"), transform: Parse.migration)
  var migration: MigrationID

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(context.administration(Self.effect).migration(migration))
  }
}
