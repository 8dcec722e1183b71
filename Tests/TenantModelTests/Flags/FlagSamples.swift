// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

/// Short spellings for tests about flags.
enum FlagSamples {
  static let start = Timestamp(seconds: 1_700_000_000)

  static func key(_ text: String) throws -> FlagKey { try FlagKey(parsing: text) }
  static func variant(_ text: String) throws -> VariantName { try VariantName(parsing: text) }

  /// A boolean flag that is on.
  static func flag(_ key: String = "checkout", rules: [String] = []) throws -> FeatureFlag {
    var flag = FeatureFlag(boolean: try self.key(key), createdAt: start)
    flag.state = .on
    flag.rules = try rules.map { try FlagRule(parsing: $0) }
    return flag
  }

  /// A flag of kind string that is on and serves `red` unless a rollout says otherwise.
  static func colors(_ rollout: FlagRollout? = nil) throws -> FeatureFlag {
    var flag = FeatureFlag(
      key: try key("header.color"), kind: .string,
      variants: try ["red", "blue", "green", "yellow"].map { FlagVariant(name: try variant($0), value: .string($0)) },
      defaultVariant: try variant("red"), offVariant: try variant("red"), createdAt: start)
    flag.state = .on
    flag.rollout = rollout
    return flag
  }

  static func tenant(
    _ number: UInt128 = 1, slug: String = "acme", tier: String = "pro", region: String = "eu-west-1",
    labels: [String: String] = [:]
  ) throws -> Tenant {
    var tenant = Tenant(
      id: TenantID(bits: number), slug: try Slug(parsing: slug), name: slug, tier: try Slug(parsing: tier),
      homeRegion: try Region(parsing: region), createdAt: start)
    tenant.labels = labels
    return tenant
  }

  static func request(user: String? = nil, tier: String = "pro", context: [String: FlagAttributeValue] = [:]) throws
    -> FlagRequest
  {
    FlagRequest(tenant: try tenant(tier: tier), user: user, context: context)
  }

  static func evaluate(
    _ flag: FeatureFlag, among others: [FeatureFlag] = [], overrides: [FlagOverride] = [],
    for request: FlagRequest? = nil,
    at instant: Timestamp = start, isExplained: Bool = false
  ) throws -> FlagEvaluation {
    let request = try request ?? self.request()
    return try #require(
      FlagEvaluator.evaluate(
        flag.key, in: FlagSet([flag] + others), overrides: FlagOverrideSet(overrides, of: request.tenant), for: request,
        at: instant, isExplained: isExplained))
  }

  /// The error that a body throws.
  static func error<Value>(_ body: () throws -> Value) throws -> TenantError {
    try #require(throws: TenantError.self) { _ = try body() }
  }
}
