// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

extension LineShare: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "line",
    columns: [
      Column("period", priority: 7),
      Column("bill", priority: 8),
      Column("line", alignment: .right, priority: 9),
      Column("service", priority: 6),
      Column("lineAmount", heading: "LINE AMOUNT", alignment: .right, priority: 8),
      Column("rule", priority: 8),
      Column("method", inTable: false),
      Column("weight", alignment: .right, priority: 8),
      Column("totalWeight", heading: "OF", alignment: .right, priority: 8),
      Column("weights", inTable: false),
      Column("amount", alignment: .right, priority: 10),
      Column("currency", priority: 10),
      Column("description", inTable: false),
      Column("resource", inTable: false),
      Column("subAccount", inTable: false),
      Column("chargeStart", inTable: false),
      Column("chargeEnd", inTable: false),
    ])

  package var record: Record {
    Record([
      "period": .text(line.period.rawValue),
      "bill": .text(line.bill.rawValue),
      "line": .integer(line.number),
      "service": line.service.isEmpty ? .null : .text(line.service),
      "lineAmount": .decimal(line.cost.amount.description),
      "rule": .optional(rule?.rawValue),
      "method": .optional(basis?.method.rawValue),
      "weight": basis == nil ? .null : .number(String(weight)),
      "totalWeight": basis.map { .number(String($0.vector.total)) } ?? .null,
      "weights": .optional(basis?.summary),
      "amount": .decimal(amount.description),
      "currency": .text(line.cost.currency.rawValue),
      "description": .optional(line.summary),
      "resource": .optional(line.resource),
      "subAccount": .optional(line.subAccount),
      "chargeStart": .optional(line.chargeStart?.description),
      "chargeEnd": .optional(line.chargeEnd?.description),
    ])
  }
}

/// The shares of one month, service and rule.
struct ShareSummary: RecordConvertible {
  let first: LineShare
  private(set) var lines = 0
  private(set) var billed = ExactAmount.zero
  private(set) var amount = ExactAmount.zero

  private struct Key: Hashable {
    let period: BillingPeriod
    let service: String
    let currency: CurrencyCode
    let rule: Slug?
    let weights: String?
  }

  /// Sums shares up, in the order in which their groups appear.
  static func summaries(of shares: [LineShare]) throws -> [ShareSummary] {
    var positions: [Key: Int] = [:]
    var summaries: [ShareSummary] = []
    for share in shares {
      let key = Key(
        period: share.line.period, service: share.line.service, currency: share.line.cost.currency, rule: share.rule,
        weights: share.basis?.summary)
      let position = positions[key, default: summaries.count]
      if position == summaries.count {
        positions[key] = position
        summaries.append(ShareSummary(first: share))
      }
      summaries[position].lines += 1
      summaries[position].billed = try summaries[position].billed.adding(share.line.cost.amount)
      summaries[position].amount = try summaries[position].amount.adding(share.amount)
    }
    return summaries
  }

  static let recordSchema = RecordSchema(
    identity: "service",
    columns: [
      Column("period", priority: 8),
      Column("service", priority: 7),
      Column("lines", alignment: .right, priority: 6),
      Column("lineAmount", heading: "LINES AMOUNT", alignment: .right, priority: 8),
      Column("rule", priority: 8),
      Column("method", inTable: false),
      Column("weights", priority: 5),
      Column("weight", alignment: .right, priority: 8),
      Column("totalWeight", heading: "OF", alignment: .right, priority: 8),
      Column("amount", alignment: .right, priority: 10),
      Column("currency", priority: 10),
    ])

  var record: Record {
    Record([
      "period": .text(first.line.period.rawValue),
      "service": first.line.service.isEmpty ? .null : .text(first.line.service),
      "lines": .integer(Int64(lines)),
      "lineAmount": .decimal(billed.description),
      "rule": .optional(first.rule?.rawValue),
      "method": .optional(first.basis?.method.rawValue),
      "weights": .optional(first.basis?.summary),
      "weight": first.basis == nil ? .null : .number(String(first.weight)),
      "totalWeight": first.basis.map { .number(String($0.vector.total)) } ?? .null,
      "amount": .decimal(amount.description),
      "currency": .text(first.line.cost.currency.rawValue),
    ])
  }
}
