// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TenantRuntime
import TerminalOutput

/// `runtime list`.
package struct RuntimeList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runtimes of this host that use the store, and how far each has followed it",
    discussion: """
      A runtime is opened by each service that enforces limits and flags. 'behind' counts the revisions of the store that it
      does not serve yet; 'fault' says why, where it cannot. One that gave no sign of life for five seconds is not alive, and
      what it held at once is free again; its entry goes when another runtime needs it.

      Examples:
        tenantctl runtime list
        tenantctl runtime list --filter alive=true --output json
        tenantctl runtime list --sort behind:desc --limit 1
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let runtimes = try EnforcementRuntime.registered(store: .path(context.storePath()))
    let newest = try administration.newestRevision()
    try context.list(Self.schema, listing, of: "runtimes") { emit in
      for runtime in runtimes {
        if try !emit(Self.record(runtime, newest: newest)) { return }
      }
    }
  }

  private static let schema = RecordSchema(
    identity: "pid",
    columns: [
      Column("pid", heading: "PID", alignment: .right, priority: 10), Column("name", priority: 10),
      Column("startedAt", priority: 5), Column("alive", priority: 9),
      Column("silentMilliseconds", heading: "SILENT MS", alignment: .right, priority: 4),
      Column("revision", alignment: .right, priority: 8), Column("behind", alignment: .right, priority: 9),
      Column("loadedTenants", heading: "TENANTS", alignment: .right, priority: 6), Column("fault", priority: 7),
    ])

  private static func record(_ runtime: RegisteredRuntime, newest: Int64) -> Record {
    Record([
      "pid": .integer(Int64(runtime.processID)), "name": .text(runtime.name),
      "startedAt": .text(runtime.startedAt.description), "alive": .bool(runtime.isAlive),
      "silentMilliseconds": .integer(runtime.silentMilliseconds), "revision": .integer(runtime.revision),
      "behind": .integer(max(0, newest - runtime.revision)), "loadedTenants": .integer(runtime.loadedTenants),
      "fault": .optional(runtime.fault.isEmpty ? nil : runtime.fault),
    ])
  }
}
