// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What a tenant used of one meter in one window.
package struct UsageWindow: Equatable, Sendable {
  /// What was counted.
  package let meter: MeterName
  /// First instant of the window, cut where the span asked for begins later.
  package let from: Timestamp
  /// First instant after the window, cut where the span asked for ends earlier.
  package let until: Timestamp
  /// How much, in the meter's smallest unit.
  package let quantity: Int64
  /// How many events counted it.
  package let events: Int64
}

/// Which usage of a tenant to read.
package struct UsageSelection: Sendable {
  /// Only this meter.
  package var meter: MeterName?
  /// Only what happened in this span.
  package var span = UsageSpan.always
  /// Length of the windows; `nil` means the whole span is one.
  package var grain: UsageGrain?

  /// Creates a selection of everything, in one window.
  package init() {}
}

extension Administration {
  /// What a tenant used, by meter and window.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - selection: Which of its usage.
  /// - Returns: The tenant, and the windows in which it used something, by meter and time.
  /// - Throws: ``TenantError`` where the tenant is unknown, or the meter was never counted.
  package func usage(
    of selector: TenantSelector, _ selection: UsageSelection
  ) throws -> (tenant: Tenant, windows: [UsageWindow]) {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      if let meter = selection.meter { try reader.requireMeter(meter) }
      return (tenant, try reader.usageWindows(of: tenant.id, selection))
    }
  }

  /// Every meter that was ever counted, with the instant it was first seen, by name.
  package func usageMeters() throws -> [(meter: MeterName, firstSeen: Timestamp)] {
    try store.read { try $0.usageMeterOrigins() }
  }

  /// Visits the events of a tenant in order of time; the visit returns whether to go on.
  ///
  /// - Throws: ``TenantError`` where the tenant is unknown.
  package func forEachUsageEvent(
    of selector: TenantSelector, _ filter: UsageEventFilter, _ visit: (StoredUsageEvent) throws -> Bool
  ) throws {
    try store.read { reader in
      try reader.forEachUsageEvent(of: reader.requireTenant(selector).id, filter, visit)
    }
  }
}

extension StoreReader {
  /// A tenant's usage in windows.
  func usageWindows(of tenant: TenantID, _ selection: UsageSelection) throws -> [UsageWindow] {
    struct Key: Hashable {
      let meter: MeterName
      let start: Timestamp
    }
    var sums: [Key: UsageSum] = [:]
    func add(_ sum: UsageSum) throws {
      let start = selection.grain?.start(containing: sum.start) ?? selection.span.from
      let key = Key(meter: sum.meter, start: start)
      try sums[key, default: UsageSum(meter: sum.meter, start: start, quantity: 0, events: 0)].add(sum)
    }
    switch selection.grain {
    case .hour: try forEachHourlyUsage(of: tenant, meter: selection.meter, in: selection.span, add)
    case .day, .month, nil: try forEachUsage(of: tenant, meter: selection.meter, in: selection.span, add)
    }
    return sums.values.sorted { ($0.meter, $0.start) < ($1.meter, $1.start) }.map { sum in
      UsageWindow(
        meter: sum.meter, from: max(sum.start, selection.span.from),
        until: min(selection.grain?.end(ofWindowAt: sum.start) ?? selection.span.until, selection.span.until),
        quantity: sum.quantity, events: sum.events)
    }
  }
}
