// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What is served beside leases is charged once it was used, and not before.
@Suite struct DeniedRequestTests {
  private let fixture: QuotaFixture
  private let billed: QuotaKey = "exports"
  private let bounded: QuotaKey = "imports"
  private let refusing: QuotaKey = "calls"

  init() throws {
    fixture = try QuotaFixture { $0.firstLeaseMilliseconds = 0 }
    try fixture.set(billed, "10/month") { $0.onExceed = .allowAndBill }
    try fixture.set(bounded, "10/month") { $0.failurePolicy = .allowBounded(amount: 5, seconds: 3_600) }
    try fixture.set(refusing, "1/h")
  }

  private func used(_ key: QuotaKey) throws -> Int64? {
    try fixture.administration.quotaReport(key, of: .slug(Slug(parsing: "acme"))).standing?.used
  }

  /// Asks a runtime while no lease can be had, and closes it afterwards, so that the store is told everything.
  private func withoutLeases(_ body: (TenantQuotas) throws -> Void) throws {
    let runtime = try fixture.first.another { $0.firstLeaseMilliseconds = 0 }
    let quotas = try fixture.quotas(of: runtime)
    try fixture.first.store.write { _ in try body(quotas) }
    runtime.close()
  }

  @Test func whatAnotherLimitRefusedIsNotBilled() throws {
    try withoutLeases { quotas in
      let group = quotas.group([billed, refusing])
      #expect(group.admit(cost: 1).isAllowed)
      for _ in 0..<4 { #expect(!group.admit(cost: 4).isAllowed) }
    }
    #expect(try used(billed) == 1)
    let result = try fixture.administration.reconcileQuotas(QuotaAccountSelection()) { _, _ in }
    #expect(result.differing == 0)
  }

  @Test func whatWorkDidNotNeedIsNotBilled() throws {
    try withoutLeases { quotas in
      let reservation = try quotas.reserve(billed, upTo: 80)
      #expect(reservation.decision.reason == .leasePending)
      #expect(reservation.settle(actual: 30) == 0)
      _ = try quotas.reserve(billed, upTo: 7)
    }
    // One that is forgotten counts whole.
    #expect(try used(billed) == 37)
  }

  @Test func theAmountOfAnOutageIsThereForWhoCanUseIt() throws {
    let runtime = try fixture.first.another {
      $0.firstLeaseMilliseconds = 1
      $0.busyTimeoutMilliseconds = 1
    }
    let quotas = try fixture.quotas(of: runtime)
    let keeper = quotas.control(bounded).engine.keeper
    try fixture.first.store.write { _ in
      #expect(quotas.admit(refusing).isAllowed)
      while keeper.lostAt == nil {
        keeper.need(quotas.control(bounded))
        keeper.wait(past: keeper.round)
      }
      #expect(!quotas.group([bounded, refusing]).admit(cost: 4).isAllowed)
      #expect(quotas.admit(bounded, cost: 5).reason == .storeUnavailable)
      #expect(!quotas.admit(bounded).isAllowed)
    }
  }

  @Test func whatIsHeldBeyondALowerLimitGoesBackAtOnce() throws {
    let runtime = try fixture.first.another {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
    }
    let key: QuotaKey = "reports"
    try fixture.set(key, "1k/month")
    #expect(runtime.waitUntil(revision: fixture.second.status.revision, timeout: RuntimeFixture.patience))
    let quotas = try fixture.quotas(of: runtime)
    #expect(quotas.admit(key).isAllowed)
    let keeper = quotas.control(key).engine.keeper
    let round = keeper.round
    try fixture.set(key, "5/month")
    #expect(runtime.waitUntil(revision: fixture.second.status.revision, timeout: RuntimeFixture.patience))
    keeper.wait(past: round)
    #expect(quotas.served(100, key) <= 4)
  }
}
