// SPDX-License-Identifier: Apache-2.0

/// The weights by which amounts are split: one for each tenant, and one that belongs to nobody.
public struct WeightVector: Equatable, Sendable {
  /// Tenants with a positive weight, ascending by the bytes of their id.
  public let tenants: [TenantID]
  /// The weights of ``tenants``, in the same order, all positive.
  public let weights: [UInt64]
  /// The weight that belongs to no tenant.
  public let undistributed: UInt64
  /// Sum of all weights.
  public let total: UInt128

  /// Creates weights; tenants with weight zero are left out, because they can get nothing.
  ///
  /// - Parameters:
  ///   - weights: The weight of each tenant.
  ///   - undistributed: The weight that belongs to no tenant.
  public init(_ weights: [TenantID: UInt64], undistributed: UInt64 = 0) {
    let entries = weights.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    tenants = entries.map(\.key)
    self.weights = entries.map(\.value)
    self.undistributed = undistributed
    // 2⁶⁴ weights of 64 bits each would be needed to leave 128 bits.
    total = entries.reduce(UInt128(undistributed)) { $0 + UInt128($1.value) }
  }

  /// The position of a tenant, or `nil` where it has no weight.
  ///
  /// - Parameter tenant: The tenant.
  /// - Returns: Index into ``tenants`` and ``weights``.
  public func index(of tenant: TenantID) -> Int? {
    var low = 0
    var high = tenants.count
    while low < high {
      let middle = (low + high) / 2
      if tenants[middle] < tenant { low = middle + 1 } else { high = middle }
    }
    return low < tenants.count && tenants[low] == tenant ? low : nil
  }
}
