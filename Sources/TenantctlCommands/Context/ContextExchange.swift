// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `context exchange`.
package struct ContextExchange: RevealingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "exchange", abstract: "Exchange a context for a narrower one with which to call the next service",
    discussion: """
      The new context keeps tenant, epochs, subject and transaction. It can have fewer purposes, not others, ends when the
      old one ends at the latest, and can be exchanged once less often. The journal says who was given it, as for one that is
      issued; a store that cannot be written to exchanges none.

      Examples:
        tenantctl context exchange token.txt --audience prod.example/edge --for prod.example/orders --purpose orders.read
        cat token.txt | tenantctl context exchange - --audience prod.example/orders --for prod.example/payments --quiet
      """)
  package static let effect = CommandEffect.reveals

  @Argument(help: ArgumentHelp("File that holds the token; '-' is standard input.", valueName: "file"))
  var file: String

  @OptionGroup var presented: ContextUseOptions

  @Option(
    name: .customLong("for"), help: ArgumentHelp("Who may accept the new one.", valueName: "domain/service"),
    transform: Parse.audience)
  var newAudience: ContextAudience

  @Option(
    name: .customLong("purpose"),
    help: ArgumentHelp("What the new one is for; repeatable, all of the old one's by default.", valueName: "purpose"),
    transform: Parse.purpose)
  var purposes: [ContextPurpose] = []

  @Option(
    help: ArgumentHelp("How long the new one lives at most, 1 to 300 seconds; 60 by default.", valueName: "seconds"))
  var life: Int64 = ContextPolicy.defaultLifeSeconds

  @Option(
    help: ArgumentHelp("The only caller who may use the new one.", valueName: "spiffe-id"), transform: Parse.caller)
  var caller: ContextCaller?

  @Option(
    help: ArgumentHelp("Thumbprint of the key that its holder must prove to have.", valueName: "digest"),
    transform: Parse.digest)
  var bindTo: ContextDigest?

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Audit Options") package var audit: AuditOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var attenuation = ContextAttenuation(audience: newAudience)
    attenuation.purposes = purposes.isEmpty ? nil : purposes
    attenuation.lifeSeconds = life
    attenuation.caller = caller
    attenuation.confirmation = bindTo
    let token = try context.administration(Self.effect, access: .readWrite)
      .exchangeContext(
        context.token(file), presentedFor: presented.use, as: attenuation, with: context.masterKey(masterKey))
    try context.show(IssuedContext(token: token))
  }
}
