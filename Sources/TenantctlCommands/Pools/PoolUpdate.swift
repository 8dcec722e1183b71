// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `pool update`.
package struct PoolUpdate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change attributes of a pool",
    discussion: """
      Only what is named changes. Nobody moves because of it.
      --force lets the capacity become less than what is taken; then only nobody else is placed there.

      Examples:
        tenantctl pool update shared-eu --capacity-units 80000
        tenantctl pool update shared-eu --capacity-tenants unlimited --headroom 10
        tenantctl pool update shared-eu --weight 200 --label cost-centre=4711 --if-version 3
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug
  )
  var pool: Slug

  @OptionGroup var attributes: PoolOptions

  @Option(name: .customLong("remove-label"), help: ArgumentHelp("Label to remove; repeatable.", valueName: "key"))
  var removedLabels: [String] = []

  @Flag(help: "Accept a capacity below what is taken.")
  var force = false

  @Option(help: ArgumentHelp("Refuse unless the pool still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var attributes = try attributes.attributes()
    attributes.removedLabels = removedLabels
    let outcome = try context.administration(Self.effect).updatePool(
      pool, attributes, force: force, ifVersion: ifVersion)
    try context.report(outcome, "updated pool '\(pool)'")
  }
}
