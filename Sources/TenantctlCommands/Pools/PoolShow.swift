// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `pool show`.
package struct PoolShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one pool and what is in it",
    discussion: """
      Its instances are listed by 'tenantctl instance list --pool NAME'.

      Examples:
        tenantctl pool show shared-eu
        tenantctl pool show shared-eu --json
        tenantctl pool show shared-eu --watch
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Name of the pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug
  )
  var pool: Slug

  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(context.administration(Self.effect).pool(pool))
  }
}
