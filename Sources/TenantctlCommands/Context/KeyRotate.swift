// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `key rotate`.
package struct KeyRotate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Let the next key sign, make a new next one, and let the old one retire",
    discussion: """
      In a store without keys, as after an upgrade, the first ones are made. What the old key signed is accepted until it is
      over, five minutes at most; its private half is gone at once. Services that read a published set must have seen the
      next key before: leave a day between two rotations.

      Examples:
        tenantctl key rotate --yes
        tenantctl key rotate --yes --master-key-file /etc/tenantctl/master-key --reason 'every quarter'
        tenantctl key rotate --dry-run
      """)
  package static let effect = CommandEffect.destroys

  @Flag(help: "Replace a next key that the master key does not open: where the old master key is lost.")
  var force = false

  @OptionGroup var confirmation: YesOption
  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("let the next key sign from now on?", confirmation)
    let outcome = try administration.rotateKeys(with: context.masterKey(masterKey), replacingNext: force)
    try context.report(outcome, "rotated the signing keys; '\(outcome.value.active?.id.rawValue ?? "")' signs")
  }
}
