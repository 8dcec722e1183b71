// SPDX-License-Identifier: Apache-2.0

/// How much a pool or an instance can hold, in each dimension; `nil` is without limit.
public struct Capacity: Equatable, Codable, Sendable {
  /// Most tenants, 1 to 1,000,000,000.
  public var tenants: Int64?
  /// Most units, where a tenant takes as many as its tier weighs, 1 to 1,000,000,000,000.
  public var units: Int64?

  /// Creates a capacity, without limits unless they are named.
  ///
  /// - Parameters:
  ///   - tenants: Most tenants, 1 to 1,000,000,000.
  ///   - units: Most units, 1 to 1,000,000,000,000.
  public init(tenants: Int64? = nil, units: Int64? = nil) {
    self.tenants = tenants
    self.units = units
  }

  /// Whether nothing is limited.
  public var isUnlimited: Bool { tenants == nil && units == nil }

  /// What placement may fill: the units without the share that is kept free for tenants that grow.
  ///
  /// - Parameter headroomPercent: The share that is kept free, 0 to 90 percent.
  /// - Returns: The capacity, its units rounded down.
  public func keeping(headroomPercent: Int64) -> Capacity {
    // At most 10¹² × 100: far from the limits of 64 bits.
    Capacity(tenants: tenants, units: units.map { $0 * (100 - headroomPercent) / 100 })
  }

  /// Whether another tenant fits beside those that are there, in the number of tenants.
  ///
  /// - Parameter occupancy: What is there.
  /// - Returns: Whether it fits.
  public func fitsTenant(beside occupancy: Occupancy) -> Bool {
    tenants.map { occupancy.tenants < $0 } ?? true
  }

  /// Whether some more units fit beside those that are there.
  ///
  /// - Parameters:
  ///   - demand: How many more.
  ///   - occupancy: What is there.
  /// - Returns: Whether they fit.
  public func fits(units demand: Int64, beside occupancy: Occupancy) -> Bool {
    guard let units else { return true }
    // A forced shrinking leaves less room than is taken; the difference is negative then, and cannot overflow.
    return units - occupancy.units >= demand
  }

  /// Whether everything that is there fits.
  ///
  /// - Parameter occupancy: What is there.
  /// - Returns: Whether no dimension is exceeded.
  public func holds(_ occupancy: Occupancy) -> Bool {
    tenants.map { occupancy.tenants <= $0 } ?? true && units.map { occupancy.units <= $0 } ?? true
  }

  /// How much of the dimension that has most room left is left after one more tenant.
  ///
  /// - Parameters:
  ///   - occupancy: What is there before.
  ///   - demand: Units of the tenant that comes; it fits.
  /// - Returns: Millionths of the dimension's capacity, rounded down; `nil` where nothing is limited.
  public func largestResidual(of occupancy: Occupancy, adding demand: Int64) -> Int64? {
    let ofTenants = tenants.map { max(0, $0 - occupancy.tenants - 1) * 1_000_000 / $0 }
    // Headroom can round the units down to nothing; nothing fits then, and nothing is left.
    let ofUnits = units.map { $0 == 0 ? 0 : max(0, $0 - occupancy.units - demand) * 1_000_000 / $0 }
    guard let ofTenants else { return ofUnits }
    return max(ofTenants, ofUnits ?? 0)
  }

  /// Checks the ranges of the limits.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the limit that is out of range.
  public func validate() throws {
    if let tenants, !(1...1_000_000_000).contains(tenants) {
      throw TenantError(
        .invalidValue, "'\(tenants)' is not a capacity in tenants", hint: "use 1 to 1000000000, or none for no limit",
        details: ["value": String(tenants)])
    }
    if let units, !(1...1_000_000_000_000).contains(units) {
      throw TenantError(
        .invalidValue, "'\(units)' is not a capacity in units", hint: "use 1 to 1000000000000, or none for no limit",
        details: ["value": String(units)])
    }
  }
}
