// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@Suite struct SystemTimeZonesTests {
  @Test func zonesComeFromTheSystem() throws {
    let zone = try SystemTimeZones().zone(named: "Europe/Berlin")
    #expect(zone.name == "Europe/Berlin")
    #expect(zone.offsetSeconds(at: try Timestamp(parsing: "2026-07-01")) == 7_200)
    #expect(try SystemTimeZones().zone(named: "Etc/GMT+12").offsetSeconds(at: Timestamp(seconds: 0)) == -43_200)
  }

  @Test func universalTimeNeedsNoFiles() throws {
    #expect(try SystemTimeZones(folder: "/nowhere").zone(named: "UTC") == .utc)
  }

  @Test(arguments: [
    "", "Europe", "Europe/", "/etc/passwd", "../zoneinfo/Europe/Berlin", "Europe/../Europe/Berlin", "Europe/./Berlin",
    "Europe//Berlin", "Europe/Berlin ", "Europe/Berlin\n", "Europe\\Berlin", "Mars/Olympus", "utc0\0", ".hidden",
    "Europe/Zürich",
  ])
  func otherNamesAreRefused(name: String) {
    let fault = #expect(throws: TenantError.self) { try SystemTimeZones().zone(named: name) }
    #expect(fault?.code == .invalidValue)
  }

  @Test func filesThatAreNoZonesAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("not a zone", to: "Fake")
    let fault = #expect(throws: TenantError.self) { try SystemTimeZones(folder: folder.path).zone(named: "Fake") }
    #expect(fault?.code == .fileUnreadable)
    #expect(fault?.message.contains("'Fake'") == true)
    try folder.write([UInt8](repeating: 0, count: (1 << 20) + 1), to: "Huge")
    #expect(throws: TenantError.self) { try SystemTimeZones(folder: folder.path).zone(named: "Huge") }
  }

  @Test func tenantsCannotLiveInUnknownZones() throws {
    let store = try TemporaryStore()
    try store.addSharedPool()
    let administration = try store.administration()
    var request = try TenantRequest.sample("acme")
    request.timeZone = "Mars/Olympus"
    #expect(throws: TenantError.self) { try administration.onboard(request) }
    request.timeZone = "Asia/Tokyo"
    _ = try administration.onboard(request)
    var changes = TenantChanges()
    changes.timeZone = "Mars/Olympus"
    #expect(throws: TenantError.self) { try administration.updateTenant(.slug(request.slug), changes) }
    #expect(try administration.tenant(.slug(request.slug)).timeZone == "Asia/Tokyo")
  }
}
