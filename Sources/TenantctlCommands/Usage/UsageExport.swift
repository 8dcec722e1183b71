// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage export`.
package struct UsageExport: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the usage of all tenants, as sums or as events",
    discussion: """
      Sums are written in the chosen output format; csv and jsonl need no memory for them. With --events every event is
      written as a CloudEvent a line, which 'usage ingest' reads back.

      Examples:
        tenantctl usage export --by day --period 2026-11 --output csv
        tenantctl usage export --tenant acme --meter http.requests --by hour --output jsonl
        tenantctl usage export --events --by-slug
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(name: .customLong("by"), help: "One row for each hour, day or month.")
  var grain: UsageGrain?

  @Flag(help: "Write the events themselves, as CloudEvents.")
  var events = false

  @Flag(help: "With --events: name tenants by slug, so that another store can read them.")
  var bySlug = false

  @OptionGroup(title: "Selection Options") var selection: UsageSelectionOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if bySlug, !events { throw ValidationError("--by-slug needs --events") }
    if events, grain != nil { throw ValidationError("--events excludes --by") }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if events {
      var filter = UsageEventFilter()
      filter.meter = selection.meter
      filter.span = try selection.span()
      try administration.exportUsageEvents(of: tenant, filter, bySlug: bySlug) { event in
        try context.output.write(event.description + "\n")
        return true
      }
      return
    }
    var wanted = UsageSelection()
    wanted.meter = selection.meter
    wanted.span = try selection.span()
    wanted.grain = grain
    try context.list(TenantUsageWindow.recordSchema, of: "usage") { emit in
      try administration.exportUsage(of: tenant, wanted) { try emit($0.record) }
    }
  }
}
