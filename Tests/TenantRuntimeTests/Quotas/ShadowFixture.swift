// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport

@testable import TenantRuntime

/// A store whose tier `free`, that of `acme`, may rehearse `pro`, and the words of the tests of what is only watched.
struct ShadowFixture {
  let quotas: QuotaFixture
  let key: QuotaKey
  private let free: Slug
  private let pro: Slug

  init(_ change: (inout RuntimeOptions) -> Void = { _ in }) throws {
    quotas = try QuotaFixture {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
      change(&$0)
    }
    key = try QuotaKey(parsing: "calls")
    free = try Slug(parsing: "free")
    pro = try Slug(parsing: "pro")
  }

  var administration: Administration { quotas.administration }

  /// Defines a quota of a tier, and waits until both runtimes know it.
  func set(_ allowance: String, ofTier tier: String, _ change: (inout QuotaRequest) throws -> Void = { _ in }) throws {
    var request = QuotaRequest(
      key: key, target: .tier(try Slug(parsing: tier)), allowance: try QuotaAllowance(parsing: allowance))
    request.decrease = .immediate
    try change(&request)
    try quotas.see(administration.setQuota(request))
  }

  /// Lets tier `free` rehearse another one, or none any more.
  func rehearse(_ tier: String? = "pro") throws {
    let shadow = try tier.map { TierShadow(as: try Slug(parsing: $0), share: 100) }
    try quotas.see(administration.setTierShadow(free, shadow))
  }

  /// How many of so many requests a runtime of its own serves, which is closed then, so that the store knows what was counted.
  func served(_ requests: Int, cost: Int64 = 1) throws -> Int {
    try withRuntime { $0.served(requests, key, cost: cost) }
  }

  /// Runs a body with the quotas of a tenant in a runtime of its own, which is closed then.
  func withRuntime<Result>(for slug: String = "acme", _ body: (TenantQuotas) throws -> Result) throws -> Result {
    let runtime = try quotas.first.another()
    return try withExtendedLifetime(runtime) { try body(quotas.quotas(slug, of: runtime)) }
  }

  /// What the store was told of `acme`: `checked/denied` by variant, of all quotas and days.
  func told() throws -> [String: String] {
    let reports = try administration.shadowReports(of: .slug(Slug(parsing: "acme")))
    return Dictionary(uniqueKeysWithValues: reports.map { ($0.variant, "\($0.checked)/\($0.denied)") })
  }
}

extension TenantQuotas {
  /// How many of so many requests are served; where a lease is on its way it is waited for.
  func served(_ requests: Int, _ key: QuotaKey, cost: Int64) -> Int {
    (0..<requests).count { _ in
      while true {
        let decision = admit(key, cost: cost)
        if decision.isAllowed { return true }
        if decision.reason != .leasePending { return false }
      }
    }
  }
}
