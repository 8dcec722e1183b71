// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `pool drain`.
package struct PoolDrainCommand: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "drain", abstract: "Keep a pool from taking more tenants",
    discussion: """
      The tenants that live there stay until they are moved; the commands that move them are printed.

      Examples:
        tenantctl pool drain shared-eu --reason 'hardware is retired'
        tenantctl pool drain shared-eu --undo
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug
  )
  var pool: Slug

  @Flag(help: "Let the pool take tenants again.")
  var undo = false

  @Option(help: ArgumentHelp("Refuse unless the pool still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).drainPool(pool, undo: undo, ifVersion: ifVersion)
    let sentence = undo ? "reopened pool '\(pool)'" : "drained pool '\(pool)'"
    sayWhoRemains(outcome.value, context)
    try context.report(outcome.map(\.pool), sentence)
  }

  private func sayWhoRemains(_ drain: PoolDrain, _ context: CommandContext) {
    let count = drain.pool.taken.tenants
    guard !undo, count > 0 else { return }
    context.say("\(count) \(count == 1 ? "tenant lives" : "tenants live") here; move them to another pool with")
    for slug in drain.remaining { context.say("  tenantctl migration start \(slug) --to POOL") }
    if count > Int64(drain.remaining.count) { context.say("  and \(count - Int64(drain.remaining.count)) more") }
  }
}
