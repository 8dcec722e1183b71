// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// The system's zone files, and zones with every oddity that clocks have shown.
enum ZoneFiles {
  static let folder = "/usr/share/zoneinfo"

  /// Half hours, quarter hours, half-hour daylight time, skipped and repeated midnights, skipped days, negative daylight
  /// time, changes beyond midnight, rules of both hemispheres and none.
  static let names = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "America/Havana", "America/Nuuk", "America/Asuncion", "America/Caracas", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tehran", "Asia/Beirut", "Asia/Gaza", "Asia/Pyongyang", "Asia/Tokyo", "Australia/Lord_Howe",
    "Australia/Sydney",
    "Africa/Cairo", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Kwajalein", "Pacific/Chatham", "Pacific/Auckland",
    "Antarctica/Troll", "Etc/GMT+12", "Etc/GMT-14", "UTC",
  ]

  static func zone(_ name: String) throws -> TimeZoneData {
    try TimeZoneData(name: name, tzif: FileContents.read("\(folder)/\(name)"))
  }
}
