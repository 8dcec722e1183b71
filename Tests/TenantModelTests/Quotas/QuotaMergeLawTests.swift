// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// The laws of the three rules by which quotas of several levels become one.
///
/// A tenant's definition replaces its tier's, grants are added, and a user's limit is the lesser one. The laws are what lets
/// levels be folded beforehand, and in which order.
@Suite struct QuotaMergeLawTests {
  private let now = Timestamp(seconds: 1_795_435_200)
  private static let samples = 5_000

  private func resolve(
    tier: Quota? = nil, tenant: Quota? = nil, user: Quota? = nil, grants: [QuotaGrant] = []
  ) throws -> QuotaResolution {
    try QuotaResolution.effective(tier: tier, tenant: tenant, user: user, grants: grants, at: now)
  }

  /// A quota with another limit.
  private func quota(_ limit: Int64?, like quota: Quota) throws -> Quota {
    try Quota(key: quota.key, allowance: QuotaAllowance(limit: limit, window: quota.allowance.window))
  }

  /// A limit; sometimes none.
  private func limit(using generator: inout SeededGenerator) -> Int64? {
    Int.random(in: 0..<6, using: &generator) == 0 ? nil : Int64.random(in: 0...1_000_000, using: &generator)
  }

  /// What the lesser of limits is, where no limit is the greatest.
  private func lesser(_ first: Int64?, _ second: Int64?, like sample: Quota) throws -> Int64? {
    let user = try resolve(tenant: quota(first, like: sample), user: quota(second, like: sample)).user
    return try #require(user).limit
  }

  /// Override: what is below is nothing where something is above, nothing changes nothing, and how levels are grouped does not
  /// matter, but their order does.
  @Test func replacementIsAssociativeAndHasNothingAsItsIdentity() throws {
    var generator = SeededGenerator(seed: 0x0DD)
    func level() throws -> Quota? {
      try Int.random(in: 0..<3, using: &generator) == 0 ? nil : QuotaSamples.quota(using: &generator)
    }
    func over(_ below: Quota?, _ above: Quota?) throws -> Quota? {
      try resolve(tier: below, tenant: above).tenant?.quota
    }
    for _ in 0..<Self.samples {
      let (first, second, third) = (try level(), try level(), try level())
      #expect(try over(over(first, second), third) == over(first, over(second, third)))
      #expect(try over(first, first) == first)
      #expect(try over(nil, first) == first && over(first, nil) == first)
      if let second { #expect(try over(first, second) == second) }
    }
  }

  /// Sum: grants may be added in any order and in any groups, one that is not in force changes nothing, and none lowers a limit.
  @Test func grantsAreAddedInAnyOrderAndInAnyGroups() throws {
    var generator = SeededGenerator(seed: 0x6A7)
    for _ in 0..<Self.samples {
      let sample = try QuotaSamples.quota(using: &generator)
      let base = limit(using: &generator)
      let tier = try quota(base, like: sample)
      func raised(_ grants: [QuotaGrant]) throws -> Int64? {
        try #require(try resolve(tier: tier, grants: grants).tenant).limit
      }
      let grants = try (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        try QuotaSamples.grant(around: now, using: &generator)
      }
      let whole = try raised(grants)
      #expect(try raised(grants.shuffled(using: &generator)) == whole)
      #expect(try raised(grants.filter { $0.status(at: now) == .inForce }) == whole)
      guard let base, let whole else {
        #expect(whole == nil && base == nil)
        continue
      }
      let cut = Int.random(in: 0...grants.count, using: &generator)
      let parts = try [grants[..<cut], grants[cut...]].map { try #require(try raised(Array($0))) - base }
      #expect(parts.allSatisfy { $0 >= 0 })
      #expect(base + parts.reduce(0, +) == whole)
    }
  }

  /// Minimum: in any order and in any groups, equal ones are one, no limit changes nothing and zero leaves nothing.
  @Test func theLesserLimitIsASemilattice() throws {
    var generator = SeededGenerator(seed: 0x3E7)
    for _ in 0..<Self.samples {
      let sample = try QuotaSamples.quota(using: &generator)
      func lesser(_ first: Int64?, _ second: Int64?) throws -> Int64? {
        try self.lesser(first, second, like: sample)
      }
      let (first, second, third) =
        (limit(using: &generator), limit(using: &generator), limit(using: &generator))
      #expect(try lesser(first, second) == lesser(second, first))
      #expect(try lesser(lesser(first, second), third) == lesser(first, lesser(second, third)))
      #expect(try lesser(first, first) == first)
      #expect(try lesser(first, nil) == first)
      #expect(try lesser(first, 0) == 0)
      // A grant raises the tenant's side alone, and so never lowers what the user has.
      let grants = [try QuotaSamples.grant(around: now, using: &generator)]
      let (tenant, user) = (try quota(first, like: sample), try quota(second, like: sample))
      let with = try #require(try resolve(tenant: tenant, user: user, grants: grants).user).limit
      let without = try lesser(first, second)
      if let with, let without { #expect(without <= with && (second.map { with <= $0 } ?? true)) }
    }
  }
}
