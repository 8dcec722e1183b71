// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `identity map create`.
package struct IdentityMapCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Bind a claim of an issuer's tokens to tenants",
    discussion: """
      Either one value of the claim stands for one tenant, or the claim holds the tenant's id, slug or external id.
      Several maps may lead from one token to the same tenant; where they lead to two, the token is refused.

      Examples:
        tenantctl identity map create https://login.example/ --audience app --claim org --value acme-gmbh --tenant acme
        tenantctl identity map create https://login.example/ --audience app --claim tenant --holds slug
        tenantctl identity map create https://login.example/ --audience app --claim org_id --holds external:billing
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("The identity provider.", valueName: "issuer"), completion: StoreCompletion.identityIssuers,
    transform: Parse.identityName)
  var issuer: IdentityName

  @OptionGroup var map: IdentityMapOptions

  @Flag(help: "Accept a map that is there already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let outcome = try administration.createIdentityMap(map.request(issuer), ifNotExists: ifNotExists)
    try context.report(outcome, "bound the claim '\(map.claim)' of '\(issuer)'")
  }
}
