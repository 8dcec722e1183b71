// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

/// How a row of a cost report is printed; the first column is called after what the rows are for.
enum CostReportRow {
  static func schema(by grouping: CostGrouping) -> RecordSchema {
    RecordSchema(
      identity: grouping.rawValue,
      columns: [
        Column(grouping.rawValue, priority: 10),
        Column("tenantId", inTable: false),
        Column("reason", priority: 9),
        Column("amount", alignment: .right, priority: 10),
        Column("currency", priority: 10),
        Column("percent", alignment: .right, priority: 6),
        Column("total", alignment: .right, inTable: false),
      ])
  }

  static func record(of row: CostReport.Row, in report: CostReport) -> Record {
    let total = report.billed[row.cost.currency]
    var fields = [Field(name: report.grouping.rawValue, value: .optional(row.name))]
    if report.grouping == .tenant { fields.append(Field(name: "tenantId", value: .optional(row.tenant?.rawValue))) }
    fields +=
      Record([
        "reason": .optional(row.reason?.rawValue),
        "amount": .decimal(row.cost.amount.description),
        "currency": .text(row.cost.currency.rawValue),
        "percent": row.cost.amount.percent(of: total).map { .decimal($0) } ?? .null,
        "total": .decimal(total.description),
      ]).fields
    return Record(fields: fields)
  }
}
