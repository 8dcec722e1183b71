// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `grant revoke`.
package struct GrantRevoke: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Take a grant back, in the name of either side",
    discussion: """
      Nothing is delivered from then on, not even what came in already and was not consumed. What was consumed stays with the
      receiver. A grant that was taken back does not come back; offer another one.

      Examples:
        tenantctl grant revoke acme x_00000000000000000000000001 --yes --reason 'contract ended'
      """)
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("The giver or the receiver.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector

  @Argument(help: ArgumentHelp("Id of the grant.", valueName: "grant"), transform: Parse.crossTenantGrant)
  var grant: CrossTenantGrantID

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("deliver nothing more under grant '\(grant)'?", confirmation)
    let outcome = try administration.revokeGrant(grant, by: tenant)
    try context.report(outcome, "revoked grant '\(grant)'")
  }
}
