// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `instance drain`.
package struct InstanceDrain: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "drain", abstract: "Keep an instance from taking more tenants",
    discussion: """
      The tenants that are bound to it stay until they are moved.

      Examples:
        tenantctl instance drain cell-1 --pool cells-us
        tenantctl instance drain cell-1 --pool cells-us --undo
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the instance.", valueName: "instance"), completion: StoreCompletion.instances,
    transform: Parse.slug)
  var instance: Slug

  @Option(
    help: ArgumentHelp("Its pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug)
  var pool: Slug

  @Flag(help: "Let the instance take tenants again.")
  var undo = false

  @Option(help: ArgumentHelp("Refuse unless the instance still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).drainInstance(
      instance, in: pool, undo: undo, ifVersion: ifVersion)
    try context.report(outcome, "\(undo ? "reopened" : "drained") instance '\(pool)/\(instance)'")
  }
}
