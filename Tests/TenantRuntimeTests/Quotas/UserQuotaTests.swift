// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// A user's own quota, nested in the tenant's, whichever way units are taken.
@Suite struct UserQuotaTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    fixture = try QuotaFixture {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
    }
    key = try QuotaKey(parsing: "jobs")
  }

  private func reserve(_ quotas: TenantQuotas, _ units: Int64, user: String? = "ann") throws -> QuotaReservation {
    while true {
      do {
        return try quotas.reserve(key, upTo: units, user: user)
      } catch let error as TenantError where error.details["reason"] == "lease-pending" {
        continue
      }
    }
  }

  private func used(user: String? = nil) throws -> Int64? {
    try fixture.administration.quotaReport(key, of: .slug(Slug(parsing: "acme")), user: user).standing?.used
  }

  @Test func aUserHoldsNoMoreThanItsOwnAndTheTenantsLimit() throws {
    try fixture.set(key, "3")
    try fixture.set(key, "1", user: "ann")
    let quotas = try fixture.quotas()
    let first = try #require(quotas.acquire(key, user: "ann").slot)
    #expect(first.isValid)
    let refused = quotas.acquire(key, user: "ann")
    #expect(refused.slot == nil && refused.decision.reason == .exceeded && refused.decision.limit == 1)
    // What the user's limit refused is free again in the tenant's.
    let others = try #require(quotas.acquire(key, units: 2, user: "bob").slot)
    #expect(quotas.acquire(key).slot == nil)
    #expect(others.token > first.token)
    first.release()
    #expect(!first.isValid)
    let again = try #require(quotas.acquire(key, user: "ann").slot)
    #expect(again.token > others.token)
    again.release()
    others.release()
    // The tenant's limit refuses a user who has room.
    let whole = try #require(quotas.acquire(key, units: 3).slot)
    #expect(quotas.acquire(key, user: "ann").decision.limit == 3)
    whole.release()
    #expect(quotas.acquire(key, user: "ann").slot != nil)
  }

  @Test func aUserIsLimitedWhereTheTenantIsNot() throws {
    try fixture.set(key, "1", user: "ann")
    let quotas = try fixture.quotas()
    let slot = try #require(quotas.acquire(key, user: "ann").slot)
    #expect(slot.token > 0)
    #expect(quotas.acquire(key, user: "ann").slot == nil)
    let free = quotas.acquire(key, user: "bob")
    #expect(free.slot?.token == 0 && free.decision.reason == .noQuota)
    // What one of the two lost after a pause is held no more.
    fixture.first.runtime.pretendSilence(nanoseconds: 6_000_000_000)
    #expect(!slot.isValid)
  }

  @Test func aBodyRunsWhileTheUserHoldsASlot() async throws {
    try fixture.set(key, "3")
    try fixture.set(key, "1", user: "ann")
    let quotas = try fixture.quotas()
    try await quotas.withSlot(key, user: "ann") { _ in
      let error = await #expect(throws: TenantError.self) { try await quotas.withSlot(key, user: "ann") { _ in } }
      #expect(error?.code == .limitExceeded && error?.details["limit"] == "1")
    }
    try await quotas.withSlot(key, user: "ann") { #expect($0.isValid) }
  }

  @Test func onlyWhatAllHaveRoomForIsJudged() throws {
    try fixture.set(key, "1") { $0.shadow = 100 }
    try fixture.set(key, "1", user: "ann")
    let quotas = try fixture.quotas()
    var slots = (0..<4).compactMap { _ in quotas.acquire(key, user: "ann").slot }
    #expect(slots.count == 1)
    slots += [quotas.acquire(key, user: "bob").slot].compactMap(\.self)
    #expect(slots.count == 2)
    let control = quotas.control(key)
    let counts = control.shadows.takeUntold(of: control)
    #expect(counts.map(\.checked) == [2] && counts.map(\.denied) == [1])
  }

  @Test func aReservationOfARateIsSettledInBoth() throws {
    try fixture.set(key, "10/h")
    try fixture.set(key, "4/h", user: "ann")
    let quotas = try fixture.quotas()
    let reservation = try quotas.reserve(key, upTo: 4, user: "ann")
    #expect(reservation.decision.remaining == 0)
    #expect(throws: TenantError.self) { try quotas.reserve(key, upTo: 1, user: "ann") }
    #expect(quotas.peek(key, cost: 0).remaining == 6)
    #expect(reservation.settle(actual: 1) == 0)
    #expect(quotas.peek(key, cost: 0).remaining == 9)
    #expect(quotas.peek(key, cost: 3, user: "ann").remaining == 0)
    // More than was reserved is taken where both have room, and of a rate left uncounted where one has none.
    #expect(try quotas.reserve(key, upTo: 1, user: "ann").settle(actual: 2) == 0)
    #expect(try quotas.reserve(key, upTo: 1, user: "ann").settle(actual: 5) == 4)
    #expect(quotas.peek(key, cost: 0).remaining == 6)
    #expect(!quotas.peek(key, user: "ann").isAllowed)
  }

  @Test func aReservationOfAPeriodIsMeteredOnceAndCountsInBoth() throws {
    try fixture.set(key, "100/month")
    try fixture.set(key, "20/month", user: "ann")
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(try reserve(quotas, 15).settle(actual: 4) == 0)
      #expect(try reserve(quotas, 5).settle(actual: 9) == 0)
      let error = #expect(throws: TenantError.self) { try reserve(quotas, 8) }
      #expect(error?.details["limit"] == "20")
      // Beyond the user's limit it was used all the same.
      #expect(try reserve(quotas, 7).settle(actual: 10) == 3)
    }
    #expect(try used(user: "ann") == 23)
    #expect(try used() == 23)
    let result = try fixture.administration.reconcileQuotas(QuotaAccountSelection()) { _, _ in }
    #expect(result.ledgers == 2 && result.differing == 0)
  }
}
