// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Recomputes every sum from the events, and every event's digest from what it says, tenant by tenant.
  ///
  /// - Parameter onDifference: Receives each difference, by tenant.
  /// - Returns: How much was checked, and how many differences there are.
  /// - Throws: ``TenantError`` from the store, or what `onDifference` throws.
  package func verifyUsage(_ onDifference: (UsageDifference) throws -> Void) throws -> UsageVerification {
    var verification = UsageVerification()
    func report(_ difference: UsageDifference) throws {
      verification.differences += 1
      try onDifference(difference)
    }
    try forEachUsageTenant(nil) { tenant, _ in
      // Counted apart: a difference is reported, and counted, in the middle of the events.
      var events: Int64 = 0
      var sums = try recomputedSums(of: tenant, &events, report)
      verification.events += events
      for (key, stored) in try storedSums(of: tenant) {
        verification.rollups += 1
        let recomputed =
          sums.removeValue(forKey: key) ?? UsageSum(meter: key.meter, start: key.start, quantity: 0, events: 0)
        if recomputed != stored { try report(.rollup(tenant, key.grain, stored: stored, recomputed: recomputed)) }
      }
      for (key, recomputed) in sums.sorted(by: { $0.key < $1.key }) {
        let nothing = UsageSum(meter: key.meter, start: key.start, quantity: 0, events: 0)
        try report(.rollup(tenant, key.grain, stored: nothing, recomputed: recomputed))
      }
      return true
    }
    return verification
  }

  private struct SumKey: Hashable, Comparable {
    let meter: MeterName
    let grain: UsageGrain
    let start: Timestamp

    static func < (left: SumKey, right: SumKey) -> Bool {
      (left.meter, left.grain.rawValue, left.start) < (right.meter, right.grain.rawValue, right.start)
    }
  }

  private func recomputedSums(
    of tenant: TenantID, _ events: inout Int64, _ report: (UsageDifference) throws -> Void
  ) throws -> [SumKey: UsageSum] {
    var sums: [SumKey: UsageSum] = [:]
    try forEach(
      "SELECT source, id, time, quantities, reverses, digest FROM usage_event WHERE tenant = ?1", [SQLValue(tenant)]
    ) { row in
      events += 1
      // Damage must be reported here, not end the search.
      guard let quantities = UsagePayload.quantities(parsing: row.text(3)) else {
        try report(.event(tenant, UsageEventKey(source: row.text(0), id: row.text(1))))
        return
      }
      let payload = UsagePayload(time: row.timestamp(2), quantities: quantities, reverses: row.optionalText(4))
      if UsageDigest.digest(of: payload) != row.blob(5) {
        try report(.event(tenant, UsageEventKey(source: row.text(0), id: row.text(1))))
      }
      for quantity in quantities {
        for grain in [UsageGrain.hour, .day] {
          let key = SumKey(meter: quantity.meter, grain: grain, start: grain.start(containing: payload.time))
          try sums[key, default: UsageSum(meter: key.meter, start: key.start, quantity: 0, events: 0)].add(
            UsageSum(
              meter: key.meter, start: key.start, quantity: quantity.amount,
              events: payload.reverses == nil ? 1 : -1))
        }
      }
    }
    return sums
  }

  private func storedSums(of tenant: TenantID) throws -> [(SumKey, UsageSum)] {
    try rows(
      """
      SELECT meter, grain, window_start, quantity, events FROM usage_rollup WHERE tenant = ?1
      ORDER BY meter, grain, window_start
      """, [SQLValue(tenant)]
    ) { row in
      let meter: MeterName = try row.parsed(0)
      return (
        SumKey(meter: meter, grain: try row.choice(1), start: row.timestamp(2)),
        UsageSum(meter: meter, start: row.timestamp(2), quantity: row.integer(3), events: row.integer(4))
      )
    }
  }
}
