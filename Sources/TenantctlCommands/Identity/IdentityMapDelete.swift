// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `identity map delete`.
package struct IdentityMapDelete: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Bind a claim to tenants no more",
    discussion: """
      The map is named as it was created.

      Examples:
        tenantctl identity map delete https://login.example/ --audience app --claim tenant --holds slug
        tenantctl identity map delete https://login.example/ --audience app --claim org --value x --tenant acme --if-exists
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("The identity provider.", valueName: "issuer"), completion: StoreCompletion.identityIssuers,
    transform: Parse.identityName)
  var issuer: IdentityName

  @OptionGroup var map: IdentityMapOptions

  @Flag(help: "Accept a map that is not there.")
  var ifExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).deleteIdentityMap(map.request(issuer), ifExists: ifExists)
    try context.reportDeletion(outcome, of: "the map of the claim '\(map.claim)'")
  }
}
