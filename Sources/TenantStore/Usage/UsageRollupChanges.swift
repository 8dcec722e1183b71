// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// What a batch adds to the rollups, gathered in memory so that each stored sum is touched once a batch.
struct UsageRollupChanges {
  private struct Key: Hashable {
    let tenant: Int
    let meter: Int
    let hour: Int64
  }

  private struct Change {
    var quantity: Int64
    var events: Int64
  }

  private var changes: [Key: Change] = [:]
  private var meterIndexes: [MeterName: Int] = [:]
  private var meters: [MeterName] = []
  private var lastMeter: (name: MeterName, index: Int)?
  /// What grew in the batch that was stored last.
  private(set) var growth: [UsageGrowth] = []

  /// Adds what one event counts for a tenant, who is named by the position of the id in the batch's list.
  mutating func add(_ payload: UsagePayload, tenant: Int) throws {
    let hour = UsageGrain.hour.start(containing: payload.time).microseconds
    let events: Int64 = payload.reverses == nil ? 1 : -1
    for quantity in payload.quantities {
      let key = Key(tenant: tenant, meter: index(of: quantity.meter), hour: hour)
      var change = changes[key] ?? Change(quantity: 0, events: 0)
      try UsageSum.add(quantity.amount, to: &change.quantity, of: quantity.meter.rawValue)
      change.events += events
      changes[key] = change
    }
  }

  private mutating func index(of meter: MeterName) -> Int {
    if let lastMeter, lastMeter.name == meter { return lastMeter.index }
    let index = meterIndexes[meter] ?? meters.count
    if index == meters.count {
      meterIndexes[meter] = index
      meters.append(meter)
    }
    lastMeter = (meter, index)
    return index
  }

  /// Adds everything to the stored sums and forgets it.
  ///
  /// - Parameters:
  ///   - writer: The transaction.
  ///   - tenants: The batch's list of ids.
  /// - Returns: What was added by each meter.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum leaves 63 bits.
  mutating func store(_ writer: StoreWriter, tenants: [TenantID]) throws -> [MeterName: Int64] {
    defer { changes.removeAll(keepingCapacity: true) }
    growth = []
    let upsert = try writer.driver.statement(Self.upsert)
    defer { upsert.reset() }
    var totals = [Int64](repeating: 0, count: meters.count)
    let keys = changes.keys.sorted { left, right in
      if left.tenant != right.tenant { return tenants[left.tenant] < tenants[right.tenant] }
      return (left.meter, left.hour) < (right.meter, right.hour)
    }
    var day: (key: Key, change: Change)?
    for key in keys {
      guard let change = changes[key] else { continue }
      try Self.run(upsert, tenants[key.tenant], meters[key.meter], .hour, key.hour, change)
      try UsageSum.add(change.quantity, to: &totals[key.meter], of: meters[key.meter].rawValue)
      if change.quantity > 0 { grow(tenants[key.tenant], meters[key.meter], key.hour, change.quantity) }
      let start = UsageGrain.day.start(containing: Timestamp(microseconds: key.hour)).microseconds
      let dayKey = Key(tenant: key.tenant, meter: key.meter, hour: start)
      if var open = day, open.key == dayKey {
        try UsageSum.add(change.quantity, to: &open.change.quantity, of: meters[key.meter].rawValue)
        open.change.events += change.events
        day = open
      } else {
        if let done = day { try storeDay(done.key, done.change, upsert, tenants) }
        day = (dayKey, change)
      }
    }
    if let done = day { try storeDay(done.key, done.change, upsert, tenants) }
    for meter in meters {
      try writer.run(
        "INSERT INTO usage_meter (meter, first_seen) VALUES (?1, ?2) ON CONFLICT (meter) DO NOTHING",
        [SQLValue(meter), SQLValue(writer.change.time)])
    }
    return Dictionary(uniqueKeysWithValues: zip(meters, totals))
  }

  /// Notes that an hour grew; they come by tenant, meter and time.
  private mutating func grow(_ tenant: TenantID, _ meter: MeterName, _ hour: Int64, _ quantity: Int64) {
    let end = Timestamp(microseconds: hour.addingSaturating(3_599_999_999))
    if let last = growth.last, last.tenant == tenant, last.meter == meter {
      growth[growth.count - 1].quantity = last.quantity.addingSaturating(quantity)
      growth[growth.count - 1].latest = end
    } else {
      growth.append(
        UsageGrowth(
          tenant: tenant, meter: meter, quantity: quantity, earliest: Timestamp(microseconds: hour), latest: end))
    }
  }

  private func storeDay(_ key: Key, _ change: Change, _ upsert: any SQLStatement, _ tenants: [TenantID]) throws {
    try Self.run(upsert, tenants[key.tenant], meters[key.meter], .day, key.hour, change)
  }

  // The condition makes an overflow a row that is not changed, which is the same in every engine.
  private static let upsert = """
    INSERT INTO usage_rollup (tenant, meter, grain, window_start, quantity, events) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (tenant, meter, grain, window_start) DO UPDATE
    SET quantity = usage_rollup.quantity + excluded.quantity, events = usage_rollup.events + excluded.events
    WHERE CASE WHEN excluded.quantity >= 0 THEN usage_rollup.quantity <= \(Int64.max) - excluded.quantity
      ELSE usage_rollup.quantity >= -\(Int64.max) - excluded.quantity END
    """

  private static func run(
    _ upsert: any SQLStatement, _ tenant: TenantID, _ meter: MeterName, _ grain: UsageGrain, _ start: Int64,
    _ change: Change
  ) throws {
    upsert.reset()
    try upsert.bind(.text(tenant.rawValue), at: 1)
    try upsert.bind(.text(meter.rawValue), at: 2)
    try upsert.bind(.text(grain.rawValue), at: 3)
    try upsert.bind(.integer(start), at: 4)
    try upsert.bind(.integer(change.quantity), at: 5)
    try upsert.bind(.integer(change.events), at: 6)
    _ = try upsert.step()
    if upsert.changes == 0 {
      var sum = Int64.max
      try UsageSum.add(1, to: &sum, of: meter.rawValue)
    }
  }
}
