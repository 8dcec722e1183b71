// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `instance retire`.
package struct InstanceRetire: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "End an instance that serves nobody",
    discussion: """
      Its record remains as long as its pool, and its name is not used again there.

      Examples:
        tenantctl instance retire cell-1 --pool cells-us --yes
      """)
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Name of the instance.", valueName: "instance"), completion: StoreCompletion.instances,
    transform: Parse.slug)
  var instance: Slug

  @Option(
    help: ArgumentHelp("Its pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug)
  var pool: Slug

  @Option(help: ArgumentHelp("Refuse unless the instance still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("retire instance '\(pool)/\(instance)'?", confirmation)
    let outcome = try administration.retireInstance(instance, in: pool, ifVersion: ifVersion)
    try context.report(outcome, "retired instance '\(pool)/\(instance)'")
  }
}
