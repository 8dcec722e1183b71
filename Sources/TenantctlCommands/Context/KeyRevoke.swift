// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `key revoke`.
package struct KeyRevoke: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Accept nothing any more that a key signed, from now on",
    discussion: """
      For a key that may be known to others. Contexts it signed are refused at once by services that follow the store, and
      by those that read a published set as soon as they read it again. Where the key was to sign, the next one does.

      Examples:
        tenantctl key revoke k_00000000000000000000000001 --confirm k_00000000000000000000000001 --reason 'laptop lost'
        tenantctl key revoke k_00000000000000000000000001 --dry-run
      """)
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Id of the key.", valueName: "key"),
    completion: StoreCompletion.candidates { administration, _ in
      try administration.contextKeys().keys.map(\.id.rawValue)
    }, transform: Parse.keyID)
  var key: ContextKeyID

  @OptionGroup var confirmation: ConfirmOption
  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let found = try administration.contextKey(key)
    try context.confirm("nothing that the \(found.state) key signed will be accepted", name: key.rawValue, confirmation)
    let outcome = try administration.revokeKey(key, with: context.masterKey(masterKey))
    try context.report(outcome, "revoked the signing key '\(key)'")
    if outcome.hasChanged, !outcome.isDryRun {
      context.say("publish the set again for services that do not follow the store: 'tenantctl key publish'")
    }
  }
}
