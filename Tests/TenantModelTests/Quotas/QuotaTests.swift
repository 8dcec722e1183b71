// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import Testing

@Suite struct QuotaTests {
  private func quota(
    _ allowance: String, burst: Int64? = nil, onExceed: QuotaExcessPolicy = .reject,
    failurePolicy: QuotaFailurePolicy? = nil
  ) throws -> Quota {
    try Quota(
      key: QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance), burst: burst,
      onExceed: onExceed, failurePolicy: failurePolicy)
  }

  @Test func defaultsFollowTheKind() throws {
    let rate = try quota("100/s")
    #expect(rate.meter.rawValue == "api.requests")
    #expect(rate.onExceed == .reject)
    #expect(rate.failurePolicy == .localShare)
    #expect(try quota("5M/month").failurePolicy == .lastLease)
    #expect(try quota("50GiB").failurePolicy == .lastLease)
  }

  @Test func propertiesThatDoNotGoTogetherAreRefused() throws {
    #expect(try quota("100/s", burst: 1).burst == 1)
    #expect(throws: TenantError.self) { try quota("100/s", burst: 0) }
    #expect(throws: TenantError.self) { try quota("100/month", burst: 5) }
    #expect(throws: TenantError.self) { try quota("unlimited/s", burst: 5) }
    #expect(throws: TenantError.self) { try quota("100/month", onExceed: .delay) }
    #expect(throws: TenantError.self) { try quota("100/s", onExceed: .allowAndBill) }
    #expect(throws: TenantError.self) { try quota("100/month", failurePolicy: .localShare) }
    #expect(throws: TenantError.self) {
      try Quota(key: QuotaKey(parsing: "a"), allowance: QuotaAllowance(limit: -1, window: .atOnce))
    }
  }

  @Test func documentsReadBackAsTheyWere() throws {
    let tenant = TenantID(bits: 5)
    let scopes: [QuotaScope] = [
      .tier(try Slug(parsing: "pro")), .tenant(tenant), .user(tenant, "u-1"),
    ]
    for scope in scopes {
      let assignment = try QuotaAssignment(
        scope: scope, quota: quota("100/s", burst: 7, failurePolicy: .allowBounded(amount: 5, seconds: 60)),
        createdAt: Timestamp(seconds: 1))
      let document = try JSONEncoder().encode(assignment)
      #expect(try JSONDecoder().decode(QuotaAssignment.self, from: document) == assignment)
    }
    let text = String(
      decoding: try JSONEncoder().encode(
        QuotaAssignment(scope: scopes[2], quota: quota("100/s"), createdAt: Timestamp(seconds: 1))),
      as: UTF8.self)
    #expect(text.contains(#""user":"u-1""#))
    #expect(text.contains(#""allowance":"100\/s""#))
  }

  @Test func usersNeedAnIdentifier() throws {
    #expect(throws: TenantError.self) {
      try QuotaAssignment(scope: .user(TenantID(bits: 1), ""), quota: quota("1/s"), createdAt: Timestamp(seconds: 1))
    }
  }

  @Test func standingsAreNeverNegative() {
    #expect(QuotaStanding(used: 30, limit: 100).remaining == 70)
    #expect(QuotaStanding(used: 130, limit: 100).remaining == 0)
    #expect(QuotaStanding(used: -5, limit: 100).remaining == 100)
    #expect(QuotaStanding(used: .min, limit: .max).remaining == .max)
    #expect(QuotaStanding(used: 5, limit: nil).remaining == nil)
    #expect(QuotaStanding(used: 101, limit: 100).isOverdrawn)
    #expect(!QuotaStanding(used: 100, limit: 100).isOverdrawn)
    #expect(!QuotaStanding(used: 100, limit: nil).isOverdrawn)
  }

  @Test func percentagesSayAHundredOnlyWhenNothingIsLeft() {
    #expect(QuotaStanding(used: 999, limit: 1_000).percent == 99)
    #expect(QuotaStanding(used: 1_000, limit: 1_000).percent == 100)
    #expect(QuotaStanding(used: .max - 1, limit: .max).percent == 99)
    #expect(QuotaStanding(used: .max, limit: 1).percent == .max)
    #expect(QuotaStanding(used: -1, limit: 10).percent == 0)
    #expect(QuotaStanding(used: 1, limit: 0).percent == nil)
    #expect(QuotaStanding(used: 1, limit: nil).percent == nil)
  }
}
