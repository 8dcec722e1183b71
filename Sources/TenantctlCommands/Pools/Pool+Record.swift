// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
package import TenantModel
package import TerminalOutput

extension PoolOccupancy: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "name",
    columns: [
      Column("name", priority: 10),
      Column("pattern", priority: 8),
      Column("region", priority: 9),
      Column("state", priority: 7),
      Column("tenants", alignment: .right, priority: 6),
      Column("capacityTenants", heading: "OF TENANTS", alignment: .right, priority: 3),
      Column("units", alignment: .right, priority: 6),
      Column("usableUnits", heading: "OF USABLE UNITS", alignment: .right, priority: 4),
      Column("capacityUnits", alignment: .right, inTable: false),
      Column("headroomPercent", alignment: .right, inTable: false),
      Column("instances", alignment: .right, priority: 5),
      Column("weight", alignment: .right, inTable: false),
      Column("labels", inTable: false),
      Column("createdAt", inTable: false),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "name": .text(pool.name.rawValue),
      "pattern": .text(pool.pattern.rawValue),
      "region": .text(pool.region.rawValue),
      "state": .text(pool.state.rawValue),
      "tenants": .integer(taken.tenants),
      "capacityTenants": .optional(pool.capacity.tenants),
      "units": .integer(taken.units),
      "usableUnits": .optional(pool.usableCapacity.units),
      "capacityUnits": .optional(pool.capacity.units),
      "headroomPercent": .integer(pool.headroomPercent),
      "instances": .integer(Int64(instances.count { $0.instance.state != .retired })),
      "weight": .integer(pool.weight),
      "labels": .map(pool.labels),
      "createdAt": .text(pool.createdAt.description),
      "updatedAt": .text(pool.updatedAt.description),
      "version": .integer(pool.version),
    ])
  }
}

extension InstanceOccupancy: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "path",
    columns: [
      Column("path", inTable: false),
      Column("pool", priority: 9),
      Column("name", priority: 10),
      Column("endpoint", priority: 5),
      Column("zone", priority: 3),
      Column("state", priority: 8),
      Column("tenants", alignment: .right, priority: 7),
      Column("capacityTenants", heading: "OF TENANTS", alignment: .right, priority: 2),
      Column("units", alignment: .right, priority: 6),
      Column("capacityUnits", heading: "OF UNITS", alignment: .right, priority: 4),
      Column("weight", alignment: .right, inTable: false),
      Column("createdAt", inTable: false),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "path": .text(instance.path),
      "pool": .text(instance.pool.rawValue),
      "name": .text(instance.name.rawValue),
      "endpoint": .text(instance.endpoint.rawValue),
      "zone": .optional(instance.zone?.rawValue),
      "state": .text(instance.state.rawValue),
      "tenants": .integer(taken.tenants),
      "capacityTenants": .optional(instance.capacity.tenants),
      "units": .integer(taken.units),
      "capacityUnits": .optional(instance.capacity.units),
      "weight": .integer(instance.weight),
      "createdAt": .text(instance.createdAt.description),
      "updatedAt": .text(instance.updatedAt.description),
      "version": .integer(instance.version),
    ])
  }
}
