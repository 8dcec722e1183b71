// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `context verify`.
package struct ContextVerify: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Decide whether a context is accepted, and use it up if told to",
    discussion: """
      The rules are those that services keep: signature, time, audience, tenant, epochs, purpose. Where the context is
      refused the status is 5, and the field 'reason' of the error's details names the rule.

      Nothing is written unless --single-use is given; then the same transaction is refused by this audience from then on.

      Examples:
        tenantctl context verify token.txt --audience prod.example/orders --purpose orders.read
        cat token.txt | tenantctl context verify - --audience prod.example/orders --tenant acme --write
        tenantctl context verify token.txt --audience prod.example/exports --single-use --reason 'export 4711'
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("File that holds the token; '-' is standard input.", valueName: "file"))
  var file: String

  @OptionGroup var presented: ContextUseOptions

  @Option(help: ArgumentHelp("What it is used for.", valueName: "purpose"), transform: Parse.purpose)
  var purpose: ContextPurpose?

  @Option(
    help: ArgumentHelp("The tenant that owns what is addressed; that of the token by default.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Flag(help: "The tenant's data are to be changed: its placement must be the one that the token knows.")
  var write = false

  @Flag(help: "The call goes to another region: the allowed regions must be those that the token knows.")
  var crossRegion = false

  @Option(
    help: ArgumentHelp("Believe the keys of this published set instead of the store's.", valueName: "file"),
    completion: .file())
  var keys: String?

  @Flag(help: "Use the context up.")
  var singleUse = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if change.idempotencyKey != nil {
      throw ValidationError("--idempotency-key is for changes that the journal keeps; a context is used up by itself")
    }
    if file == "-", keys == "-" { throw ValidationError("standard input cannot be both the token and the keys") }
  }

  package func run(_ context: CommandContext) throws {
    var use = presented.use
    use.purpose = purpose
    use.writes = write
    use.crossesRegions = crossRegion
    let text = try context.token(file)
    let believed = try keys.map { try context.keySet($0) }
    let administration = try context.administration(Self.effect, access: singleUse ? .readWrite : .readOnly)
    guard singleUse else {
      try context.show(administration.verifyContext(text, for: use, owner: tenant, keys: believed))
      return context.say("the context is accepted")
    }
    try context.show(administration.useUpContext(text, for: use, owner: tenant, keys: believed))
    context.say(change.dryRun ? "(dry run) would have used the context up" : "the context is accepted, and used up")
    if change.exitCode { throw EarlyExit(status: .changesPending) }
  }
}
