// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What one holder has in hand of a quota's period.
package struct LeaseHolding: Equatable, Sendable {
  /// The holder's random name.
  package let holder: String
  /// Units granted that are neither spent nor returned, as last reported.
  package fileprivate(set) var units: Int64
  /// When the last of its leases may be taken for lost.
  package fileprivate(set) var expiresAt: Timestamp
}

extension StoreReader {
  /// The holders of leases that have not ended, by name.
  ///
  /// - Parameter key: Whose quota, and which period.
  /// - Returns: What each has in hand.
  /// - Throws: ``TenantError`` from the store.
  package func leaseHoldings(of key: LeaseKey) throws -> [LeaseHolding] {
    var holdings: [LeaseHolding] = []
    for lease in try storedLeases(of: key) where lease.endedAt == nil {
      if holdings.last?.holder == lease.holder {
        let last = holdings.count - 1
        holdings[last].units = holdings[last].units.addingSaturating(lease.unknown)
        holdings[last].expiresAt = max(holdings[last].expiresAt, lease.expiresAt)
      } else {
        holdings.append(LeaseHolding(holder: lease.holder, units: lease.unknown, expiresAt: lease.expiresAt))
      }
    }
    return holdings
  }
}
