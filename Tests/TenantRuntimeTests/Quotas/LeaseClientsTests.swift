// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// The keeper's list of limits: who is due, whatever the order in which they were served.
@Suite struct LeaseClientsTests {
  @Test func whoIsDueIsFoundLikeInAPlainList() throws {
    let fixture = try QuotaFixture()
    let scope = try fixture.first.scope("acme")
    let template = scope.quotas.control("api.calls")
    let controls = (0..<40).map { number in
      QuotaControl(
        tenant: TenantID(bits: UInt128(number)), quota: template.quota, user: nil, terms: template.terms,
        engine: template.engine)
    }
    var generator = SeededGenerator(seed: 7)
    var clients = LeaseClients()
    var plain: [TenantID: Int64] = [:]
    for _ in 0..<2_000 {
      let instant = Int64.random(in: 0..<100, using: &generator)
      let due = clients.due(at: instant)
      #expect(due == Set(plain.filter { $0.value <= instant }.keys))
      for client in clients.of(due) { client.books = [nil, nil] }
      clients.served(due)
      for tenant in due { plain[tenant] = nil }
      let control = controls[Int.random(in: 0..<controls.count, using: &generator)]
      let tenant = clients.want(control)
      #expect(tenant == control.tenant)
      let client = try #require(clients.of([tenant]).first)
      client.isWanted = false
      let next = Bool.random(using: &generator) ? Int64.random(in: 0..<100, using: &generator) : nil
      client.books = [try next.map { try book(of: tenant, due: $0) }, nil]
      plain[tenant] = next
      clients.served([tenant])
      #expect(clients.tenants == Set(plain.keys))
    }
  }

  private func book(of tenant: TenantID, due: Int64) throws -> LeaseBook {
    let period = Period(start: Timestamp(seconds: 0), end: Timestamp(seconds: 3_600))
    var book = try LeaseBook(
      key: LeaseKey(tenant: tenant, quota: "api.calls", user: nil, period: period),
      meter: MeterName(parsing: "api.calls"))
    book.due = due
    return book
  }
}
