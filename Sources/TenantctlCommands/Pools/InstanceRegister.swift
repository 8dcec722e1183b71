// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `instance register`.
package struct InstanceRegister: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Add an instance to a pool",
    discussion: """
      Nobody moves because of it. Only in a pool of pattern 'pool' an instance has a capacity of its own.

      Examples:
        tenantctl instance register cell-1 --pool cells-us --endpoint cell-1.internal:5432 --capacity-units 2000
        tenantctl instance register vault-7 --pool vault-eu --endpoint https://vault-7.internal/ --zone eu-west-1a
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("Name of the new instance.", valueName: "instance"), transform: Parse.slug)
  var instance: Slug

  @Option(
    help: ArgumentHelp("Pool to add it to.", valueName: "pool"), completion: StoreCompletion.pools,
    transform: Parse.slug)
  var pool: Slug

  @Option(
    help: ArgumentHelp("Where it answers: host:port, or a URL without user and password.", valueName: "endpoint"),
    transform: Parse.endpoint)
  var endpoint: InstanceEndpoint

  @Option(
    help: ArgumentHelp("Failure domain within the pool's region.", valueName: "zone"), transform: Parse.region)
  var zone: Region?

  @Option(help: "How often it is proposed, relative to others of the pool, 1 to 1000; 100 by default.")
  var weight: Int64?

  @Option(help: ArgumentHelp("Most tenants; no limit by default.", valueName: "n"))
  var capacityTenants: Int64?

  @Option(help: ArgumentHelp("Most units; no limit by default.", valueName: "n"))
  var capacityUnits: Int64?

  @Flag(help: "Accept an instance of that name and endpoint that exists already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var request = InstanceRequest(name: instance, pool: pool, endpoint: endpoint)
    request.zone = zone
    request.weight = weight
    request.capacityTenants = capacityTenants
    request.capacityUnits = capacityUnits
    let outcome = try context.administration(Self.effect).registerInstance(request, ifNotExists: ifNotExists)
    try context.report(outcome, "registered instance '\(pool)/\(instance)'")
  }
}
