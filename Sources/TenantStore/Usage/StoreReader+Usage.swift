// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// How much of a meter a tenant used in a span of time.
  ///
  /// Whole days and hours come from the rollups, ends inside an hour from the events.
  ///
  /// - Parameters:
  ///   - tenant: Whose use.
  ///   - meter: What is counted; a meter without usage counts 0.
  ///   - from: First instant.
  ///   - until: First instant after the span.
  /// - Returns: The quantity in the meter's smallest unit.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the span ends before it starts.
  package func meteredUse(
    tenant: TenantID, meter: MeterName, from: Timestamp, until: Timestamp
  ) throws -> Int64 {
    var total: Int64 = 0
    try forEachUsage(of: tenant, meter: meter, in: UsageSpan(from: from, until: until)) {
      try UsageSum.add($0.quantity, to: &total, of: meter.rawValue)
    }
    return total
  }

  /// How much of a meter each tenant used in a span of time; a fleet-wide report.
  ///
  /// - Parameters:
  ///   - meter: What is counted.
  ///   - from: First instant.
  ///   - until: First instant after the span.
  /// - Returns: The tenants that used any of it, by id, with the quantity in the meter's smallest unit.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the span ends before it starts.
  package func usageTotals(
    meter: MeterName, from: Timestamp, until: Timestamp
  ) throws -> [(tenant: TenantID, quantity: UInt64)] {
    var totals: [String: Int64] = [:]
    for piece in try UsageSpan(from: from, until: until).pieces {
      let from = SQLValue(piece.span.from)
      let until = SQLValue(piece.span.until)
      switch piece.resolution {
      case .days, .hours:
        // From the tenants to their sums: the rollups are stored by tenant, and one meter is a fraction of them.
        try forEach(
          """
          SELECT t.tenant, r.quantity FROM tenant t JOIN usage_rollup r
            ON r.tenant = t.tenant AND r.meter = ?1 AND r.grain = ?2 AND r.window_start >= ?3 AND r.window_start < ?4
          """, [SQLValue(meter), .text(piece.resolution.grainName), from, until]
        ) { try UsageSum.add($0.integer(1), to: &totals[$0.text(0), default: 0], of: meter.rawValue) }
      case .events:
        try forEach("SELECT tenant, quantities FROM usage_event WHERE time >= ?1 AND time < ?2", [from, until]) { row in
          for quantity in try usageQuantities(row, 1) where quantity.meter == meter {
            try UsageSum.add(quantity.amount, to: &totals[row.text(0), default: 0], of: meter.rawValue)
          }
        }
      }
    }
    return try totals.sorted { $0.key < $1.key }.compactMap { tenant, quantity in
      if quantity == 0 { return nil }
      guard let unsigned = UInt64(exactly: quantity) else {
        throw StoredValueFault.unreadable(String(quantity), as: "total of usage")
      }
      return (try TenantID(parsing: tenant), unsigned)
    }
  }

  /// Visits what a tenant used in a span of time, in the largest stored windows that fit and in order of time for each meter.
  ///
  /// - Parameters:
  ///   - tenant: Whose use.
  ///   - meter: What is counted; `nil` means every meter.
  ///   - span: When.
  ///   - visit: Receives each sum.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachUsage(
    of tenant: TenantID, meter: MeterName?, in span: UsageSpan, _ visit: (UsageSum) throws -> Void
  ) throws {
    try forEachUsage(of: tenant, meter: meter, pieces: span.pieces, visit)
  }

  /// Visits what a tenant used, by whole hours and never by days: for windows that are not whole days.
  package func forEachHourlyUsage(
    of tenant: TenantID, meter: MeterName?, in span: UsageSpan, _ visit: (UsageSum) throws -> Void
  ) throws {
    try forEachUsage(of: tenant, meter: meter, pieces: span.hourlyPieces, visit)
  }

  private func forEachUsage(
    of tenant: TenantID, meter: MeterName?, pieces: [UsageSpan.Piece], _ visit: (UsageSum) throws -> Void
  ) throws {
    let meters = try meter.map { [$0] } ?? usageMeters()
    for piece in pieces {
      switch piece.resolution {
      case .days, .hours:
        for meter in meters {
          try forEach(
            """
            SELECT window_start, quantity, events FROM usage_rollup
            WHERE tenant = ?1 AND meter = ?2 AND grain = ?3 AND window_start >= ?4 AND window_start < ?5
            ORDER BY window_start
            """,
            [
              SQLValue(tenant), SQLValue(meter), .text(piece.resolution.grainName), SQLValue(piece.span.from),
              SQLValue(piece.span.until),
            ]
          ) {
            try visit(
              UsageSum(meter: meter, start: $0.timestamp(0), quantity: $0.integer(1), events: $0.integer(2)))
          }
        }
      case .events:
        try forEach(
          "SELECT time, quantities, reverses FROM usage_event WHERE tenant = ?1 AND time >= ?2 AND time < ?3",
          [SQLValue(tenant), SQLValue(piece.span.from), SQLValue(piece.span.until)]
        ) { row in
          for quantity in try usageQuantities(row, 1) where meter == nil || quantity.meter == meter {
            try visit(
              UsageSum(
                meter: quantity.meter, start: row.timestamp(0), quantity: quantity.amount,
                events: row.isNull(2) ? 1 : -1))
          }
        }
      }
    }
  }

  /// Every meter that was ever counted, by name.
  package func usageMeters() throws -> [MeterName] {
    try rows("SELECT meter FROM usage_meter ORDER BY meter") { try $0.parsed(0) }
  }

  /// When each meter was first counted, by name.
  package func usageMeterOrigins() throws -> [(meter: MeterName, firstSeen: Timestamp)] {
    try rows("SELECT meter, first_seen FROM usage_meter ORDER BY meter") { (try $0.parsed(0), $0.timestamp(1)) }
  }

  /// Refuses a meter that was never counted.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/meterUnknown``.
  package func requireMeter(_ meter: MeterName) throws {
    guard try first("SELECT 1 FROM usage_meter WHERE meter = ?1", [SQLValue(meter)], { _ in true }) == nil else {
      return
    }
    throw TenantError(
      .meterUnknown, "meter '\(meter)' has never been counted",
      hint: "run 'tenantctl usage meters' to see the existing ones", details: ["id": meter.rawValue])
  }

  func usageQuantities(_ row: SQLRow, _ column: Int) throws -> [UsageQuantity] {
    let text = row.text(column)
    guard let quantities = UsagePayload.quantities(parsing: text) else {
      throw StoredValueFault.unreadable(text, as: "list of quantities")
    }
    return quantities
  }
}

extension UsageSpan.Resolution {
  var grainName: String {
    self == .days ? UsageGrain.day.rawValue : UsageGrain.hour.rawValue
  }
}
