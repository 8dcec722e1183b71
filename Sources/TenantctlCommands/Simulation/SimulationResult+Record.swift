// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

extension SimulationResult {
  /// The fields of the rows.
  func schema(by grouping: SimulationGrouping) -> RecordSchema {
    var columns: [Column]
    switch grouping {
    case .tier:
      columns = [Column("tier", priority: 10), Column("tenants", alignment: .right, priority: 5)]
    case .tenant: columns = [Column("tenant", priority: 10), Column("tier", priority: 4)]
    case .time: columns = [Column("from", priority: 10)]
    }
    columns += [
      Column("offered", alignment: .right, priority: 9), Column("admitted", alignment: .right, priority: 9),
      Column("delayed", alignment: .right, priority: 3), Column("beyond", alignment: .right, inTable: false),
      Column("denied", alignment: .right, priority: 8),
      Column("deniedPercent", heading: "DENIED %", alignment: .right, priority: 7),
      Column("worstWaitMilliseconds", heading: "WORST WAIT MS", alignment: .right, priority: 2),
    ]
    if grouping == .tier { columns.append(Column("fairness", alignment: .right, priority: 6)) }
    return RecordSchema(identity: columns[0].name, columns: columns)
  }

  /// Visits the rows, by tier with one for all of them at the end; the visit returns whether more are wanted.
  func forEachRecord(by grouping: SimulationGrouping, _ visit: (Record) throws -> Bool) throws {
    switch grouping {
    case .tier:
      for group in report.tiers + [report.overall] {
        var fields = [
          Field(name: "tier", value: .text(group.tier ?? "all")),
          Field(name: "tenants", value: .integer(Int64(group.tenants))),
        ]
        fields += Self.fields(group.tally)
        fields.append(Field(name: "fairness", value: Self.fairness(group).map(FieldValue.number) ?? .null))
        if try !visit(Record(fields: fields)) { return }
      }
    case .tenant:
      for tenant in report.tenants {
        let names = [Field(name: "tenant", value: .text(tenant.name)), Field(name: "tier", value: .text(tenant.tier))]
        if try !visit(Record(fields: names + Self.fields(tenant.tally))) { return }
      }
    case .time:
      for step in report.steps {
        let from = Field(name: "from", value: .text(label(of: step)))
        if try !visit(Record(fields: [from] + Self.fields(step.tally))) { return }
      }
    }
  }

  private static func fields(_ tally: SimulationTally) -> [Field] {
    Record([
      "offered": .number(String(tally.offered)), "admitted": .number(String(tally.admitted)),
      "delayed": .number(String(tally.delayed)), "beyond": .number(String(tally.beyond)),
      "denied": .number(String(tally.denied)), "deniedPercent": percent(tally).map(FieldValue.number) ?? .null,
      "worstWaitMilliseconds": .integer(tally.worstWaitMilliseconds),
    ]).fields
  }
}
