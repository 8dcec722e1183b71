// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The root of the command tree.
package struct Tenantctl: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "tenantctl",
    abstract: "Administer the tenants of a SaaS: onboard, limit, toggle, move, meter and report",
    discussion: """
      Start with 'tenantctl init', then 'tenantctl pool create' and 'tenantctl tenant onboard'.
      'tenantctl help' lists topics such as environment, exit-codes and formatting; 'tenantctl error show' explains an error.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Resource",
        subcommands: [
          TenantCommand.self,
          TierCommand.self,
          QuotaCommand.self,
          FlagCommand.self,
          PoolCommand.self,
          InstanceCommand.self,
          PlacementCommand.self,
          MigrationCommand.self,
          RuntimeCommand.self,
          ContextCommand.self,
          KeyCommand.self,
          IdentityCommand.self,
          IsolationCommand.self,
          EvidenceCommand.self,
          EventCommand.self,
          SubscriptionCommand.self,
          GrantCommand.self,
          UsageCommand.self,
          CostCommand.self,
          SimulateCommand.self,
        ]),
      CommandGroup(
        name: "Store",
        subcommands: [
          StoreInit.self, StoreUpgradeCommand.self, StoreBackup.self, StoreRestore.self, StoreStatusCommand.self,
          StoreDoctor.self, JournalCommand.self,
        ]),
      CommandGroup(name: "Help", subcommands: [HelpCommand.self, ConfigCommand.self, ErrorCommand.self]),
    ])

  @OptionGroup(title: "Global Options")
  var global: GlobalOptions

  package init() {}
}
