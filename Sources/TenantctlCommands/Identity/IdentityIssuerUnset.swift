// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `identity issuer unset`.
package struct IdentityIssuerUnset: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Accept no tokens of an identity provider any more",
    discussion: """
      Examples:
        tenantctl identity issuer unset https://login.example/
        tenantctl identity issuer unset https://login.example/ --if-exists
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the provider.", valueName: "issuer"), completion: StoreCompletion.identityIssuers,
    transform: Parse.identityName)
  var issuer: IdentityName

  @Flag(help: "Accept a provider that is not known.")
  var ifExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).unsetIdentityIssuer(issuer, ifExists: ifExists)
    try context.reportDeletion(outcome, of: "identity provider '\(issuer)'")
  }
}
