// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `grant accept`.
package struct GrantAccept: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accept a grant: its events come into a stream of the receiver from now on",
    discussion: """
      The stream must be without events, and takes in nothing but those of this grant.

      Examples:
        tenantctl grant accept globex x_00000000000000000000000001 --into acme-orders --reason 'contract 4711'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("The tenant that receives.", valueName: "receiver"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var receiver: TenantSelector

  @Argument(help: ArgumentHelp("Id of the grant.", valueName: "grant"), transform: Parse.crossTenantGrant)
  var grant: CrossTenantGrantID

  @Option(help: ArgumentHelp("The receiver's stream.", valueName: "stream"), transform: Parse.stream)
  var into: EventStreamName

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).acceptGrant(grant, by: receiver, into: into)
    try context.report(outcome, "accepted grant '\(grant)' into stream '\(into)'")
  }
}
