// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// A store, two runtimes over it as in two services of a host, and the words of the tests of limits.
///
/// Rates in these tests give a unit back in minutes at the earliest, so that no test depends on how fast it runs.
struct QuotaFixture {
  let first: RuntimeFixture
  let second: EnforcementRuntime

  init(_ change: (inout RuntimeOptions) -> Void = { _ in }) throws {
    first = try RuntimeFixture(pollMilliseconds: 60_000, change)
    second = try first.another()
  }

  var administration: Administration { first.administration }

  /// Defines a quota for a tenant, and waits until both runtimes know it.
  func set(
    _ key: QuotaKey, _ allowance: String, for slug: String = "acme", user: String? = nil,
    _ change: (inout QuotaRequest) throws -> Void = { _ in }
  ) throws {
    let tenant = TenantSelector.slug(try Slug(parsing: slug))
    var request = QuotaRequest(
      key: key, target: user.map { .user(tenant, $0) } ?? .tenant(tenant),
      allowance: try QuotaAllowance(parsing: allowance))
    request.decrease = .immediate
    try change(&request)
    try see(administration.setQuota(request))
  }

  /// Waits until both runtimes serve a change.
  func see<Value>(_ outcome: Outcome<Value>) throws {
    for runtime in [first.runtime, second] {
      guard runtime.waitUntil(revision: outcome.revision, timeout: RuntimeFixture.patience) else {
        throw TenantError(.internalFault, "the change never arrived")
      }
    }
  }

  func quotas(_ slug: String = "acme", of runtime: EnforcementRuntime? = nil) throws -> TenantQuotas {
    try (runtime ?? first.runtime).scope(of: TenantSelector(parsing: slug)).quotas
  }
}

extension TenantQuotas {
  /// How many of so many requests for one unit are served.
  func served(_ requests: Int, _ key: QuotaKey) -> Int {
    (0..<requests).count { _ in admit(key).isAllowed }
  }
}
