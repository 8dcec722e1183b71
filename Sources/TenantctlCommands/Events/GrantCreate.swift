// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `grant create`.
package struct GrantCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Offer events of one tenant to another one, until an instant",
    discussion: """
      It is for one stream, one pattern of subjects and one purpose, from now on. Nothing is delivered before the receiver has
      accepted. What is delivered is sealed by the receiver's key, stays with it, and is named in both tenants' journals.

      Examples:
        tenantctl grant create acme globex orders --pattern 'order.*.shipped' --purpose logistics --until 2027-01-01
        tenantctl grant create acme globex orders --purpose audit --until 2026-12-31 --reason 'contract 4711'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("The tenant that gives.", valueName: "giver"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var giver: TenantSelector

  @Argument(
    help: ArgumentHelp("The tenant that receives.", valueName: "receiver"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var receiver: TenantSelector

  @Argument(help: ArgumentHelp("The giver's stream.", valueName: "stream"), transform: Parse.stream)
  var stream: EventStreamName

  @Option(
    help: ArgumentHelp("Which subjects; all of the stream by default.", valueName: "pattern"), transform: Parse.pattern)
  var pattern: EventSubjectPattern?

  @Option(help: ArgumentHelp("What for, like logistics.", valueName: "purpose"), transform: Parse.purpose)
  var purpose: ContextPurpose

  @Option(help: ArgumentHelp("First instant after the grant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).createGrant(
      GrantRequest(
        giver: giver, receiver: receiver, stream: stream, pattern: pattern ?? ">", purpose: purpose, until: until))
    try context.report(outcome, "offered grant '\(outcome.value.grant.id)' to tenant '\(receiver.text)'")
  }
}
