// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantAdmin
import TenantModel

/// The attributes of a pool that both `pool create` and `pool update` take.
package struct PoolOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Most tenants, 1 to 1000000000, or unlimited.", valueName: "n"), transform: Parse.capacity)
  var capacityTenants: CapacityLimit?

  @Option(
    help: ArgumentHelp(
      "Most units, 1 to 1000000000000, or unlimited; a tenant takes as many as its tier weighs.", valueName: "n"),
    transform: Parse.capacity)
  var capacityUnits: CapacityLimit?

  @Option(
    name: .customLong("headroom"),
    help: ArgumentHelp(
      "Share of the units that placement leaves free, 0 to 90; 25 by default.", valueName: "percent"))
  var headroomPercent: Int64?

  @Option(help: "How often the pool is proposed, relative to others, 1 to 1000; 100 by default.")
  var weight: Int64?

  @Option(
    name: .customLong("label"), help: ArgumentHelp("Label to set; repeatable.", valueName: "key=value"),
    transform: Parse.assignment)
  var labels: [Assignment] = []

  package init() {}

  func attributes() throws -> PoolAttributes {
    var attributes = PoolAttributes()
    attributes.capacityTenants = capacityTenants
    attributes.capacityUnits = capacityUnits
    attributes.headroomPercent = headroomPercent
    attributes.weight = weight
    attributes.labels = try labels.dictionary("--label")
    return attributes
  }
}

extension Parse {
  /// A limit, or `unlimited`.
  @Sendable static func capacity(_ text: String) throws -> CapacityLimit {
    if text == "unlimited" { return .unlimited }
    guard let limit = Int64(text) else {
      throw TenantError(.invalidValue, "'\(text.prefix(80))' is not a capacity; use a number, or unlimited")
    }
    return .atMost(limit)
  }

  @Sendable static func endpoint(_ text: String) throws -> InstanceEndpoint { try InstanceEndpoint(parsing: text) }
  @Sendable static func migration(_ text: String) throws -> MigrationID { try MigrationID(parsing: text) }
}
