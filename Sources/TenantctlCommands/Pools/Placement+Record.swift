// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
package import TenantModel
package import TerminalOutput

extension TenantPlacement: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "pool",
    columns: [
      Column("tenant"), Column("id"), Column("pool"), Column("instance"), Column("region"),
      Column("units", alignment: .right), Column("epoch", alignment: .right), Column("since"), Column("endpoints"),
    ])

  package var record: Record {
    Record([
      "tenant": .text(slug.rawValue),
      "id": .text(placement.tenant.rawValue),
      "pool": .text(placement.pool.rawValue),
      "instance": .optional(placement.instance?.rawValue),
      "region": .text(placement.region.rawValue),
      "units": .integer(placement.units),
      "epoch": .integer(placement.epoch),
      "since": .text(placement.since.description),
      "endpoints": .list(endpoints.map { .text($0.rawValue) }),
    ])
  }
}

extension PlacementAssessment: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "place",
    columns: [
      Column("place", inTable: false),
      Column("pool", priority: 10),
      Column("instance", priority: 9),
      Column("verdict", priority: 8),
      Column("rank", alignment: .right, priority: 6),
      Column("region", priority: 5),
      Column("isHome", inTable: false),
      Column("residual", heading: "LEFT", alignment: .right, priority: 4),
      Column("reason", priority: 7),
      Column("checks", inTable: false),
    ])

  package var record: Record {
    Record([
      "place": .text(site.path),
      "pool": .text(site.pool.rawValue),
      "instance": .optional(site.instance?.rawValue),
      "verdict": .text(verdict.rawValue),
      "rank": .optional(rank.map(Int64.init)),
      "region": .text(site.region.rawValue),
      "isHome": .bool(isHome),
      "residual": residual.map { .decimal(Self.fraction($0)) } ?? .null,
      "reason": .text(reason),
      "checks": .list(checks.map(\.fields)),
    ])
  }

  private var reason: String {
    if let obstacle { return "\(obstacle.filter.rawValue): \(obstacle.detail)" }
    return isHome ? "home region" : "allowed region"
  }

  /// Millionths as a decimal fraction.
  private static func fraction(_ millionths: Int64) -> String {
    let digits = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension PlacementCheck {
  fileprivate var fields: FieldValue {
    .object([
      Field(name: "check", value: .text(filter.rawValue)), Field(name: "passed", value: .bool(passed)),
      Field(name: "detail", value: .text(detail)),
    ])
  }
}
