// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension StoreReader {
  /// Reads all that a tenant has of events once, as any command would.
  ///
  /// - Returns: How many objects there are.
  func eventObjectCount(of tenant: TenantID) throws -> Int {
    var count = 0
    for stream in try eventStreams(of: tenant) {
      count += 1
      try forEachEvent(in: stream.name, of: tenant, after: 0, limit: .max) { _ in count += 1 }
    }
    count += try eventSubscriptions(of: tenant).count + deadLetters(of: tenant).count
    return count + (try offeredGrants(by: tenant).count) + (try acceptedGrants(by: tenant).count)
  }
}
