// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `cost bill list`.
package struct CostBillList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List imported bills, by month and currency",
    discussion: """
      Examples:
        tenantctl cost bill list
        tenantctl cost bill list --filter period=2024-09 --output csv
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let bills = try context.administration(Self.effect).bills()
    try context.list(bills.flatMap { BillRow.rows(of: $0) }, listing, of: "bills")
  }
}

/// One month and currency of a bill.
struct BillRow: RecordConvertible {
  let bill: Bill
  let total: Bill.PeriodTotal
  let isDryRun: Bool

  static func rows(of bill: Bill, isDryRun: Bool = false) -> [BillRow] {
    bill.totals.map { BillRow(bill: bill, total: $0, isDryRun: isDryRun) }
  }

  static let recordSchema = RecordSchema(
    identity: "bill",
    columns: [
      Column("bill", priority: 10),
      Column("period", priority: 9),
      Column("amount", alignment: .right, priority: 10),
      Column("currency", priority: 10),
      Column("lines", alignment: .right, priority: 6),
      Column("source", priority: 2),
      Column("layout", inTable: false),
      Column("digest", inTable: false),
      Column("importedAt", heading: "IMPORTED", priority: 4),
      Column("dryRun", inTable: false),
    ])

  var record: Record {
    var record = Record([
      "bill": .text(bill.id.rawValue),
      "period": .text(total.period.rawValue),
      "amount": .decimal(total.cost.amount.description),
      "currency": .text(total.cost.currency.rawValue),
      "lines": .integer(total.lines),
      "source": .text(bill.source),
      "layout": .text(bill.layout),
      "digest": .text(bill.digest),
      "importedAt": .text(bill.importedAt.description),
    ])
    if isDryRun { record.fields.append(Field(name: "dryRun", value: .bool(true))) }
    return record
  }
}
