// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

extension CostRule: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "name",
    columns: [
      Column("name", priority: 10),
      Column("priority", alignment: .right, priority: 8),
      Column("match", priority: 6),
      Column("method", priority: 9),
      Column("weights", priority: 5),
      Column("owner", inTable: false),
      Column("field", inTable: false),
      Column("meter", inTable: false),
      Column("usagePeriod", inTable: false),
      Column("capacity", alignment: .right, inTable: false),
      Column("by", inTable: false),
      Column("shares", inTable: false),
      Column("createdAt", inTable: false),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    var fields = Record([
      "name": .text(name.rawValue),
      "priority": .integer(priority),
      "match": .list(conditions.map { .text($0.description) }),
      "method": .text(method.name.rawValue),
      "weights": .text(method.summary),
    ]).fields
    fields += method.fields
    fields +=
      Record([
        "createdAt": .text(createdAt.description),
        "updatedAt": .text(updatedAt.description),
        "version": .integer(version),
      ]).fields
    return Record(fields: fields)
  }
}

extension CostMethod {
  /// What tenants weigh, in a few words.
  var summary: String {
    switch self {
    case .direct(let owner, let field): "all to the tenant whose \(owner) is the line's \(field)"
    case .proportional(let meter, let window, let capacity):
      "\(meter)" + window.words + (capacity.map { ", capacity \($0)" } ?? "")
    case .even(.time): "active seconds"
    case .even(.head): "1 each"
    case .fixed(let shares): "\(shares.count) fixed share\(shares.count == 1 ? "" : "s")"
    }
  }

  fileprivate var fields: [Field] {
    switch self {
    case .direct(let owner, let field):
      return Record(["owner": .text(owner.description), "field": .text(field.description)]).fields
    case .proportional(let meter, let window, let capacity):
      return Record([
        "meter": .text(meter.rawValue),
        "usagePeriod": .text(window.description),
        "capacity": capacity.map { .number(String($0)) } ?? .null,
      ]).fields
    case .even(let weight):
      return [Field(name: "by", value: .text(weight.rawValue))]
    case .fixed(let shares):
      let sorted = shares.sorted { $0.key < $1.key }
      let values = sorted.map { Field(name: $0.key.rawValue, value: .number(String($0.value))) }
      return [Field(name: "shares", value: .object(values))]
    }
  }
}

extension CostUsageWindow {
  fileprivate var words: String {
    switch self {
    case .charge: " in the charge's own period"
    case .billing: " in the month of the bill"
    case .month(let month): " in \(month)"
    }
  }
}
