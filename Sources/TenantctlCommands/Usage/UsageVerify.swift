// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage verify`.
package struct UsageVerify: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recompute every sum of usage from its events",
    discussion: """
      Also recomputes the digest of every event. Each difference is listed, and the status is 6 where there is one.

      Examples:
        tenantctl usage verify
        tenantctl usage verify --output jsonl
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    var verification = UsageVerification()
    try context.list(Self.schema, of: "differences") { emit in
      verification = try administration.verifyUsage { difference in _ = try emit(Self.record(difference)) }
    }
    let counts =
      "\(Grouped.text(verification.events)) events and \(Grouped.text(verification.rollups)) sums"
    guard verification.isExact else {
      throw TenantError(
        .usageMismatch, "\(Grouped.text(verification.differences)) differences in \(counts)",
        hint: "somebody changed the store by other means; compare it with a backup, and find out who",
        details: ["differences": String(verification.differences)])
    }
    context.say("verified \(counts)")
  }

  private static let schema = RecordSchema(
    identity: "tenantId",
    columns: [
      Column("tenantId"), Column("what"), Column("meter"), Column("from"), Column("stored", alignment: .right),
      Column("recomputed", alignment: .right), Column("storedEvents", inTable: false),
      Column("recomputedEvents", inTable: false), Column("source", inTable: false), Column("id"),
    ])

  private static func record(_ difference: UsageDifference) -> Record {
    switch difference {
    case .rollup(let tenant, let grain, let stored, let recomputed):
      Record([
        "tenantId": .text(tenant.rawValue), "what": .text(grain.rawValue), "meter": .text(stored.meter.rawValue),
        "from": .text(stored.start.description), "stored": .integer(stored.quantity),
        "recomputed": .integer(recomputed.quantity), "storedEvents": .integer(stored.events),
        "recomputedEvents": .integer(recomputed.events), "source": .null, "id": .null,
      ])
    case .event(let tenant, let key):
      Record([
        "tenantId": .text(tenant.rawValue), "what": .text("event"), "meter": .null, "from": .null, "stored": .null,
        "recomputed": .null, "storedEvents": .null, "recomputedEvents": .null, "source": .text(key.source),
        "id": .text(key.id),
      ])
    }
  }
}
