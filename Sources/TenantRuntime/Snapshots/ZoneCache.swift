// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The time zones that tenants were seen in; there are a few hundred at most.
struct ZoneCache {
  private let folder: ZoneFolder
  private var zones: [String: TimeZoneData] = [:]

  init(folder: String) {
    self.folder = ZoneFolder(path: folder)
  }

  /// The calendar of a tenant; a zone that could not be read is looked for again the next time.
  mutating func calendar(of tenant: Tenant) -> Result<TenantCalendar, TenantError> {
    do throws(TenantError) {
      return .success(
        TenantCalendar(zone: try zone(named: tenant.timeZone), billingAnchorDay: tenant.billingAnchorDay))
    } catch {
      return .failure(error)
    }
  }

  private mutating func zone(named name: String) throws(TenantError) -> TimeZoneData {
    if let known = zones[name] { return known }
    do {
      let zone = try folder.zone(named: name)
      zones[name] = zone
      return zone
    } catch {
      throw TenantError(wrapping: error)
    }
  }
}
