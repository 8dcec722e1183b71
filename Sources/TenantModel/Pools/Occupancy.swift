// SPDX-License-Identifier: Apache-2.0

/// How much of a pool or an instance is taken.
public struct Occupancy: Equatable, Codable, Sendable {
  /// Tenants that are there.
  public private(set) var tenants: Int64
  /// Units that they have reserved.
  public private(set) var units: Int64

  /// Nothing.
  public static let none = Occupancy(tenants: 0, units: 0)

  /// Creates an occupancy.
  ///
  /// - Parameters:
  ///   - tenants: Tenants that are there, 0 or more.
  ///   - units: Units that they have reserved, 0 or more.
  public init(tenants: Int64, units: Int64) {
    self.tenants = tenants
    self.units = units
  }

  /// Adds a tenant.
  ///
  /// - Parameter demand: Units that it takes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a count cannot grow; nothing has changed then.
  public mutating func reserve(units demand: Int64) throws {
    let (moreTenants, overflow) = tenants.addingReportingOverflow(1)
    let (moreUnits, overflow2) = units.addingReportingOverflow(demand)
    guard !overflow, !overflow2 else {
      throw TenantError(.overflow, "an occupancy of \(units) units cannot grow by \(demand)")
    }
    (tenants, units) = (moreTenants, moreUnits)
  }

  /// Removes a tenant.
  ///
  /// - Parameter demand: Units that it has taken.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where there is less than is to be removed; nothing has
  ///   changed then.
  public mutating func release(units demand: Int64) throws {
    guard tenants >= 1, demand >= 0, units >= demand else {
      throw TenantError(
        .storeCorrupt, "an occupancy of \(tenants) tenants and \(units) units cannot lose a tenant of \(demand)",
        hint: "run 'tenantctl doctor'")
    }
    tenants -= 1
    units -= demand
  }
}
