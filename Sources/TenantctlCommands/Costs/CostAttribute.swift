// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `cost attribute`.
package struct CostAttribute: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "attribute", abstract: "Attribute imported bills to tenants by the cost rules",
    discussion: """
      Each month is replaced as a whole, and only where lines, rules, weights or tenants have changed. What goes to
      nobody is kept with its reason: no-rule, no-owner, zero-weight, unassigned-share or idle.

      Examples:
        tenantctl cost attribute --period 2024-09
        tenantctl cost attribute --period all --dry-run --json
      """)
  package static let effect = CommandEffect.changes

  @Option(
    help: ArgumentHelp("Billing months: 2024-09, 2024-09..2024-11 or all.", valueName: "months"),
    transform: Parse.billingPeriods)
  var period: BillingPeriodRange

  @Flag(help: "Override the check that keeps what a tenant that has left was charged.")
  var force = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).attributeCosts(in: period, isForced: force)
    let rows = try outcome.value.flatMap { try CostRunRow.rows(of: $0, isDryRun: outcome.isDryRun) }
    try context.list(rows, of: "costs")
    let months = outcome.value.count == 1 ? "1 month" : "\(outcome.value.count) months"
    try context.conclude(outcome, "attributed \(months)", unchanged: "unchanged: \(months)")
  }
}

/// One month and currency of an attribution.
private struct CostRunRow: RecordConvertible {
  let run: CostRun
  let billed: Money
  let attributed: ExactAmount
  let isDryRun: Bool

  static func rows(of run: CostRun, isDryRun: Bool) throws -> [CostRunRow] {
    run.billed.map { billed in
      let attributed = run.attributed.first { $0.currency == billed.currency }
      return CostRunRow(run: run, billed: billed, attributed: attributed?.amount ?? .zero, isDryRun: isDryRun)
    }
  }

  static let recordSchema = RecordSchema(
    identity: "period",
    columns: [
      Column("period", priority: 10),
      Column("billed", alignment: .right, priority: 10),
      Column("attributed", alignment: .right, priority: 9),
      Column("unallocated", priority: 8),
      Column("currency", priority: 10),
      Column("lines", alignment: .right, priority: 6),
      Column("tenants", alignment: .right, priority: 6),
      Column("bills", inTable: false),
      Column("rules", inTable: false),
      Column("hash", inTable: false),
      Column("attributedAt", heading: "ATTRIBUTED AT", inTable: false),
      Column("dryRun", inTable: false),
    ])

  var record: Record {
    let remainders = run.remainders.filter { $0.cost.currency == billed.currency }.map { remainder in
      Field(name: remainder.reason.rawValue, value: .decimal(remainder.cost.amount.description))
    }
    var record = Record([
      "period": .text(run.period.rawValue),
      "billed": .decimal(billed.amount.description),
      "attributed": .decimal(attributed.description),
      "unallocated": .object(remainders),
      "currency": .text(billed.currency.rawValue),
      "lines": .integer(run.lines),
      "tenants": .integer(run.tenants),
      "bills": .list(run.bills.map { .text($0.rawValue) }),
      "rules": .list(run.rules.map { .text($0) }),
      "hash": .text(run.hash),
      "attributedAt": .text(run.attributedAt.description),
    ])
    if isDryRun { record.fields.append(Field(name: "dryRun", value: .bool(true))) }
    return record
  }
}
