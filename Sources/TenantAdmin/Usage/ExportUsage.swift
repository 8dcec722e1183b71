// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// One stored window of a tenant's usage.
package struct TenantUsageWindow: Sendable {
  /// The tenant's short name.
  package let slug: Slug
  /// The tenant's machine identifier.
  package let tenant: TenantID
  /// The window.
  package let window: UsageWindow

  /// Attributes a window to a tenant.
  package init(slug: Slug, tenant: TenantID, window: UsageWindow) {
    self.slug = slug
    self.tenant = tenant
    self.window = window
  }
}

extension Administration {
  /// Visits the windows of every tenant, by slug, meter and time; the visit returns whether to go on.
  ///
  /// - Parameters:
  ///   - selector: Only this tenant; `nil` means all of them.
  ///   - selection: Which usage.
  ///   - visit: Receives each window.
  /// - Throws: ``TenantError`` where the tenant is unknown, or the meter was never counted; what `visit` throws.
  package func exportUsage(
    of selector: TenantSelector?, _ selection: UsageSelection, _ visit: (TenantUsageWindow) throws -> Bool
  ) throws {
    try store.read { reader in
      if let meter = selection.meter { try reader.requireMeter(meter) }
      try reader.forEachUsageTenant(selector) { tenant, slug in
        for window in try reader.usageWindows(of: tenant, selection) {
          if try !visit(TenantUsageWindow(slug: slug, tenant: tenant, window: window)) { return false }
        }
        return true
      }
    }
  }

  /// Visits the events of every tenant as CloudEvents that `usage ingest` reads back, by slug and time.
  ///
  /// - Parameters:
  ///   - selector: Only this tenant; `nil` means all of them.
  ///   - filter: Which events.
  ///   - bySlug: Whether events name their tenant by its slug, which other stores know too, and not by its id.
  ///   - visit: Receives each event; returns whether to go on.
  /// - Throws: ``TenantError`` where the tenant is unknown; what `visit` throws.
  package func exportUsageEvents(
    of selector: TenantSelector?, _ filter: UsageEventFilter, bySlug: Bool = false,
    _ visit: (JSONValue) throws -> Bool
  ) throws {
    try store.read { reader in
      try reader.forEachUsageTenant(selector) { tenant, slug in
        let name = bySlug ? slug.rawValue : tenant.rawValue
        var wantsMore = true
        try reader.forEachUsageEvent(of: tenant, filter) { event in
          wantsMore = try visit(CloudEvent.json(event.key, event.payload, tenant: name))
          return wantsMore
        }
        return wantsMore
      }
    }
  }
}
