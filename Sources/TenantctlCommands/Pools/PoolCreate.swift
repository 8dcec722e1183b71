// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `pool create`.
package struct PoolCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a pool in which tenants are placed",
    discussion: """
      In a shared pool every instance serves every tenant. In a pool of pattern 'pool' each tenant is bound to one instance,
      together with others; in a dedicated one, to an instance of its own. Pattern and region never change.

      Placement leaves the headroom free for tenants that grow, and gives no tenant more than 40 % of units that it shares.

      Examples:
        tenantctl pool create shared-eu --pattern shared --region eu-west-1 --capacity-units 50000
        tenantctl pool create cells-us --pattern pool --region us-east-1 --headroom 20
        tenantctl pool create vault-eu --pattern dedicated --region eu-west-1 --if-not-exists
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("Name of the new pool.", valueName: "pool"), transform: Parse.slug)
  var pool: Slug

  @Option(help: "How strictly tenants are kept apart: shared, pool or dedicated.")
  var pattern: IsolationPattern

  @Option(help: ArgumentHelp("Where the pool's data lies.", valueName: "region"), transform: Parse.region)
  var region: Region

  @OptionGroup var attributes: PoolOptions

  @Flag(help: "Accept a pool of that name, pattern and region that exists already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).createPool(
      pool, pattern: pattern, region: region, attributes.attributes(), ifNotExists: ifNotExists)
    try context.report(outcome, "created pool '\(pool)'")
  }
}
