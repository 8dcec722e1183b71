// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// The time zones of the machine, read from its compiled zone files.
package struct SystemTimeZones: Sendable {
  /// Where the files are unless the machine says otherwise.
  package static let defaultFolder = ZoneFolder.usualPath

  /// Folder of the files.
  package let folder: String

  /// Creates a reader.
  ///
  /// - Parameter folder: Folder of the files, `TZDIR` where that is set.
  package init(folder: String = defaultFolder) {
    self.folder = folder
  }

  /// The zone with the given name; `UTC` needs no file.
  ///
  /// - Parameter name: IANA name, like `Europe/Berlin`.
  /// - Returns: The zone.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the machine knows no such zone, and with
  ///   ``TenantErrorCode/fileUnreadable`` where its file is damaged.
  package func zone(named name: String) throws -> TimeZoneData {
    try ZoneFolder(path: folder).zone(named: name)
  }
}

extension SystemTimeZones {
  /// The calendar in which the periods of a tenant begin.
  package func calendar(of tenant: Tenant) throws -> TenantCalendar {
    TenantCalendar(zone: try zone(named: tenant.timeZone), billingAnchorDay: tenant.billingAnchorDay)
  }
}
