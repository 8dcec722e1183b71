// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaResolutionTests {
  private let now = Timestamp(seconds: 1_795_435_200)

  private func quota(_ allowance: String, burst: Int64? = nil) throws -> Quota {
    try Quota(key: QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance), burst: burst)
  }

  private func grant(_ addition: String, from: Int64 = -10, until: Int64 = 10) throws -> QuotaGrant {
    try QuotaGrant(
      id: QuotaGrantID(bits: 7), tenant: TenantID(bits: 1), quota: QuotaKey(parsing: "api.requests"),
      addition: QuotaGrant.Addition(parsing: addition),
      from: Timestamp(microseconds: now.microseconds + from), until: Timestamp(microseconds: now.microseconds + until),
      createdAt: now)
  }

  /// The rules once more, in the plainest form: a list of what could apply, the last of it wins, wide arithmetic.
  private func oracle(
    tier: Quota?, tenant: Quota?, user: Quota?, grants: [QuotaGrant]
  ) -> (whole: Int128??, user: Int128??) {
    func wide(_ limit: Int64?) -> Int128? { limit.map { Int128($0) } }
    var whole: Int128??
    if let quota = [tier, tenant].compactMap(\.self).last {
      var total = wide(quota.allowance.limit)
      for grant in grants where grant.from <= now && now < grant.until {
        guard let base = wide(quota.allowance.limit) else { continue }
        switch grant.addition {
        case .percent(let percent): total = (total ?? 0) + base * Int128(percent) / 100
        case .amount(let amount): total = (total ?? 0) + Int128(amount)
        }
      }
      whole = .some(total)
    }
    guard let user else { return (whole, nil) }
    var own = wide(user.allowance.limit)
    let window = (tenant ?? tier)?.allowance.window
    if window == user.allowance.window, let bound = whole ?? nil { own = own.map { min($0, bound) } ?? bound }
    return (whole, .some(own))
  }

  @Test func resolutionAgreesWithTheOracle() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      func sometimes() throws -> Quota? {
        Bool.random(using: &generator) ? try QuotaSamples.quota(using: &generator) : nil
      }
      let tier = try sometimes()
      var tenant = try sometimes()
      var user = try sometimes()
      // Equal windows are rare by chance, and the case that matters.
      if let window = tier?.allowance.window, Bool.random(using: &generator) {
        tenant = try tenant.map { try quota(QuotaAllowance(limit: $0.allowance.limit, window: window).description) }
        user = try user.map { try quota(QuotaAllowance(limit: $0.allowance.limit, window: window).description) }
      }
      let grants = try (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        try QuotaSamples.grant(around: now, using: &generator)
      }
      let expected = oracle(tier: tier, tenant: tenant, user: user, grants: grants)
      let found = try QuotaResolution.effective(tier: tier, tenant: tenant, user: user, grants: grants, at: now)
      #expect(found.tenant.map { $0.limit.map { Int128($0) } } == expected.whole)
      #expect(found.user.map { $0.limit.map { Int128($0) } } == expected.user)
      #expect(found.tenant?.source == (tenant != nil ? .tenant : tier != nil ? .tier : nil))
      #expect(found.tenant?.quota == tenant ?? tier)
      let reversed = try QuotaResolution.effective(
        tier: tier, tenant: tenant, user: user, grants: grants.reversed(), at: now)
      #expect(reversed.tenant?.limit == found.tenant?.limit)
      if found.tenant?.quota.allowance.window == found.user?.quota.allowance.window, let bound = found.tenant?.limit {
        #expect(found.user?.limit ?? .max <= bound || found.user == nil)
      }
    }
  }

  @Test func theTenantsDefinitionReplacesTheTiersWhole() throws {
    let tier = try quota("100/s", burst: 500)
    let tenant = try quota("200/s")
    let found = try #require(
      try QuotaResolution.effective(tier: tier, tenant: tenant, user: nil, grants: [], at: now).tenant)
    #expect(found.limit == 200)
    // The tier's burst is gone with the tier's definition.
    #expect(found.burst == 200)
    #expect(found.candidates.map(\.outcome) == [.overridden(by: .tenant), .chosen])
    #expect(found.candidates.map(\.quota) == [tier, tenant])
  }

  @Test func percentagesAreOfTheDefinitionsOwnLimitAndRoundedDown() throws {
    let found = try #require(
      try QuotaResolution.effective(
        tier: quota("99/s"), tenant: nil, user: nil, grants: [grant("50%"), grant("50%"), grant("10")], at: now
      ).tenant)
    #expect(found.limit == 207)
    #expect(found.burst == 207)
    #expect(found.contributions.map(\.added) == [49, 49, 10])
  }

  @Test func grantsHoldFromTheirFirstInstantUntilTheirEnd() throws {
    func limit(_ grant: QuotaGrant) throws -> (Int64?, QuotaGrant.Status?) {
      let found = try QuotaResolution.effective(tier: quota("100/s"), tenant: nil, user: nil, grants: [grant], at: now)
      return (found.tenant?.limit, found.tenant?.contributions.first?.status)
    }
    #expect(try limit(grant("20%", from: 0, until: 1)) == (120, .inForce))
    #expect(try limit(grant("20%", from: -1, until: 0)) == (100, .lapsed))
    #expect(try limit(grant("20%", from: 1, until: 2)) == (100, .scheduled))
    #expect(throws: TenantError.self) { try grant("20%", from: 1, until: 1) }
  }

  @Test func aUsersQuotaIsNestedInTheTenants() throws {
    let found = try QuotaResolution.effective(
      tier: quota("100/s"), tenant: nil, user: quota("5k/s"), grants: [grant("20%")], at: now)
    #expect(found.tenant?.limit == 120)
    #expect(found.user?.limit == 120)
    #expect(found.user?.quota.allowance.limit == 5_000)
    #expect(found.user?.contributions.isEmpty == true)
    #expect(found.mostSpecific?.source == .user)
    // Another window cannot be compared; both apply as they are.
    let apart = try QuotaResolution.effective(
      tier: quota("100/s"), tenant: nil, user: quota("5k/min"), grants: [], at: now)
    #expect(apart.user?.limit == 5_000)
    let unlimited = try QuotaResolution.effective(
      tier: quota("100/s"), tenant: nil, user: quota("unlimited/s"), grants: [], at: now)
    #expect(unlimited.user?.limit == 100)
  }

  @Test func withoutADefinitionNothingIsLimited() throws {
    let found = try QuotaResolution.effective(tier: nil, tenant: nil, user: nil, grants: [grant("5")], at: now)
    #expect(found.mostSpecific == nil)
  }

  @Test func noLimitCannotBeRaised() throws {
    let found = try QuotaResolution.effective(
      tier: quota("unlimited/s"), tenant: nil, user: nil, grants: [grant("5")], at: now)
    #expect(found.tenant?.limit == nil)
    #expect(found.tenant?.burst == nil)
    #expect(found.tenant?.contributions.first?.added == 0)
  }

  @Test func limitsNeverWrap() throws {
    let greatest = "\(Int64.max)/month"
    for addition in ["1", "1%", "10000%"] {
      let fault = #expect(throws: TenantError.self) {
        try QuotaResolution.effective(
          tier: quota(greatest), tenant: nil, user: nil, grants: [grant(addition)], at: now)
      }
      #expect(fault?.code == .overflow)
    }
    let percent = QuotaGrant.Addition.percent(100)
    #expect(try percent.added(to: .max) == .max)
    #expect(try QuotaGrant.Addition.percent(99).added(to: .max) == Int64(Int128(Int64.max) * 99 / 100))
  }

  @Test func percentagesAgreeWithWideArithmetic() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<20_000 {
      let limit = Int64.random(in: 0...Int64.max, using: &generator) >> Int64.random(in: 0...62, using: &generator)
      let percent = Int64.random(in: 1...10_000, using: &generator)
      let expected = Int64(exactly: Int128(limit) * Int128(percent) / 100)
      #expect((try? QuotaGrant.Addition.percent(percent).added(to: limit)) == expected)
    }
  }
}
