// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// A limit as an operator changes it.
package enum CapacityLimit: Codable, Equatable, Sendable {
  /// No limit.
  case unlimited
  /// At most so many.
  case atMost(Int64)

  var value: Int64? {
    switch self {
    case .unlimited: nil
    case .atMost(let limit): limit
    }
  }
}

/// What an operator says about a pool; `nil` means the default, or leaves a thing as it is.
package struct PoolAttributes: Codable, Equatable, Sendable {
  package var capacityTenants: CapacityLimit?
  package var capacityUnits: CapacityLimit?
  package var headroomPercent: Int64?
  package var weight: Int64?
  package var labels: [String: String] = [:]
  package var removedLabels: [String] = []

  /// Creates attributes that say nothing.
  package init() {}

  func apply(to pool: inout Pool) throws {
    if let capacityTenants { pool.capacity.tenants = capacityTenants.value }
    if let capacityUnits { pool.capacity.units = capacityUnits.value }
    if let headroomPercent { pool.headroomPercent = headroomPercent }
    if let weight { pool.weight = weight }
    for label in removedLabels { pool.labels[label] = nil }
    pool.labels.merge(labels) { _, new in new }
    try pool.validate()
  }
}
