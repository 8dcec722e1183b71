// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TenantRuntime
import TerminalOutput

/// `status`.
package struct StoreStatusCommand: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the store at a glance: its size, tenants, keys and runtimes, and how fast a revocation holds",
    discussion: """
      A tenant that is suspended is served by nobody any more once all have heard of it, or once every context that was issued
      before is over: 'revocation' is the shorter of the two in the worst case. Runtimes of this host look at the store at
      least as often as they say, and at once where nothing is wrong; a runtime that cannot follow the store hears of nothing.
      A verifier without the store, which goes by published keys alone, only ever waits for the end of the context.

      The status is 0 whatever is shown; 'tenantctl doctor' checks the store.

      Examples:
        tenantctl status
        tenantctl status --json
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let status = try context.administration(Self.effect).status()
    let overview = StoreOverview(
      status: status, reach: context.reach(of: status.revision), now: context.now())
    try context.show(
      context.settings.output == .table ? overview.readableRecord : overview.record, schema: StoreOverview.schema)
  }
}

/// A store, and what the runtimes of its host make of it.
private struct StoreOverview {
  let status: StoreStatus
  let reach: ChangeReach
  let now: Timestamp

  static let schema = RecordSchema(
    identity: "path",
    columns: [
      "path", "schema", "bytes", "revision", "tenants", "activeKey", "nextKey", "rotateBy", "runtimes", "revocation",
      "contexts",
    ].map { Column($0) })

  private var total: Int64 { status.tenants.values.reduce(0, +) }
  private var bound: RevocationBound { RevocationBound(reloadMilliseconds: reach.reloadMilliseconds) }

  /// The figures, for machines; the name of each says its unit.
  var record: Record {
    let states = TenantState.allCases.map { state in
      Field(name: state.rawValue, value: .integer(status.tenants[state] ?? 0))
    }
    return Record([
      "path": .text(status.path), "schema": .integer(status.schema), "bytes": .integer(status.bytes),
      "revision": .integer(status.revision),
      "tenants": .object(states + [Field(name: "total", value: .integer(total))]),
      "activeKey": .optional(status.keys.active?.id.rawValue), "nextKey": .optional(status.keys.next?.id.rawValue),
      "rotateBy": .optional(status.keys.rotationDue?.description), "runtimes": reach.value,
      "revocation": .object([
        Field(name: "reloadMilliseconds", value: .optional(bound.reloadMilliseconds)),
        Field(name: "usualMilliseconds", value: .integer(bound.usualMilliseconds)),
        Field(name: "worstMilliseconds", value: .integer(bound.worstMilliseconds)),
      ]),
      "contexts": .object([
        Field(name: "lifeSeconds", value: .integer(ContextPolicy.defaultLifeSeconds)),
        Field(name: "maximumLifeSeconds", value: .integer(ContextPolicy.maximumLifeSeconds)),
        Field(name: "skewSeconds", value: .integer(ContextPolicy.skewSeconds)),
      ]),
    ])
  }

  /// The figures with their units, for a person.
  var readableRecord: Record {
    let states = TenantState.allCases.compactMap { state in
      status.tenants[state].map { "\($0) \(state.rawValue)" }
    }
    let due = status.keys.rotationDue.map { "\($0)\($0 <= now ? "; overdue, run 'tenantctl key rotate'" : "")" }
    return Record([
      "path": .text(status.path), "schema": .text("version \(status.schema)"), "bytes": .text("\(status.bytes) bytes"),
      "revision": .integer(status.revision),
      "tenants": .text(total == 0 ? "none" : "\(total): \(states.joined(separator: ", "))"),
      "activeKey": .text(status.keys.active.map { "\($0.id.rawValue) since \($0.since)" } ?? "none"),
      "nextKey": .text(status.keys.next.map { "\($0.id.rawValue) since \($0.since)" } ?? "none"),
      "rotateBy": .optional(due), "runtimes": .text(reach.text), "revocation": .text(revocation),
      "contexts": .text(
        "live \(ContextPolicy.defaultLifeSeconds) s, at most \(ContextPolicy.maximumLifeSeconds) s, "
          + "and \(ContextPolicy.skewSeconds) s for clocks that differ"),
    ])
  }

  private var revocation: String {
    func text(_ milliseconds: Int64) -> String { DurationText.text(nanoseconds: milliseconds * 1_000_000) }
    guard let reload = bound.reloadMilliseconds, reload <= bound.usualMilliseconds else {
      return
        "within \(text(bound.usualMilliseconds)), at most \(text(bound.worstMilliseconds)): until contexts are over"
    }
    return "within \(text(bound.worstMilliseconds)): until the runtimes look at the store"
  }
}
