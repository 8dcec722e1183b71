// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `identity issuer set`.
package struct IdentityIssuerSet: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Make the keys of an identity provider known, or replace them",
    discussion: """
      The file is the provider's JWKS, as it publishes it; RS256, PS256, ES256, ES384 and EdDSA keys are taken. What keys
      signed that are not in the file is accepted no more.

      Examples:
        tenantctl identity issuer set https://login.example/ --jwks jwks.json
        tenantctl identity issuer set https://login.example/ --jwks - --reason 'rotated'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the provider, exactly as its tokens have it.", valueName: "issuer"),
    transform: Parse.identityName)
  var issuer: IdentityName

  @Option(help: ArgumentHelp("JWKS file; '-' is standard input.", valueName: "file"), completion: .file())
  var jwks: String

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let keys = try IdentityKeySet(
      document: context.input(jwks).readText(limit: IdentityKeySet.maximumDocumentBytes))
    let outcome = try context.administration(Self.effect).setIdentityIssuer(IdentityIssuer(issuer: issuer, keys: keys))
    try context.report(outcome, "set the keys of '\(issuer)'")
  }
}
