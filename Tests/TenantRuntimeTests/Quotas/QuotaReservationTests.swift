// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct QuotaReservationTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    // The first lease is waited for as long as it takes.
    fixture = try QuotaFixture {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
    }
    key = try QuotaKey(parsing: "exports")
  }

  @Test func whatWasReservedOfAPeriodGivesNothingToARate() throws {
    try fixture.set(key, "100/month")
    let quotas = try fixture.quotas()
    while quotas.admit(key).reason == .leasePending {}
    let reservation = try quotas.reserve(key, upTo: 5)
    try fixture.set(key, "10/h")
    #expect(quotas.served(20, key) == 10)
    reservation.settle(actual: 0)
    #expect(quotas.served(5, key) == 0)
  }
}
