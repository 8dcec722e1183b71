// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import TenantAdmin
public import TenantModel

extension RateMode: ExpressibleByArgument {}
extension QuotaChangeStrategy: ExpressibleByArgument {}

extension Parse {
  @Sendable static func quotaKey(_ text: String) throws -> QuotaKey { try QuotaKey(parsing: text) }
  @Sendable static func allowance(_ text: String) throws -> QuotaAllowance { try QuotaAllowance(parsing: text) }
  @Sendable static func meterName(_ text: String) throws -> MeterName { try MeterName(parsing: text) }
  @Sendable static func addition(_ text: String) throws -> QuotaGrant.Addition {
    try QuotaGrant.Addition(parsing: text)
  }
  @Sendable static func grantID(_ text: String) throws -> QuotaGrantID { try QuotaGrantID(parsing: text) }

  @Sendable static func failurePolicy(_ text: String) throws -> QuotaFailurePolicy {
    try QuotaFailurePolicy(parsing: text)
  }

  @Sendable static func excessPolicy(_ text: String) throws -> QuotaExcessPolicy {
    try QuotaExcessPolicy(parsing: text)
  }

  @Sendable static func decreaseTiming(_ text: String) throws -> QuotaDecreaseTiming {
    try QuotaDecreaseTiming(parsing: text)
  }

  /// A whole number of hundredths, with or without the sign.
  @Sendable static func percentage(_ text: String) throws -> Int {
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let percent = Int(digits)
    else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a percentage", hint: "write a whole number like 80%",
        details: ["value": text])
    }
    return percent
  }

  @Sendable static func burst(_ text: String) throws -> QuotaRequest.Burst {
    text == "limit" ? .limit : .amount(try QuotaAmount.parse(text))
  }
}

extension StoreCompletion {
  /// Names of quotas.
  package static let quotas = candidates { administration, _ in try administration.quotaKeys().map(\.rawValue) }
}

/// The options that say whose quota is meant.
package struct QuotaTargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("For all tenants of this tier.", valueName: "tier"), completion: StoreCompletion.tiers,
    transform: Parse.slug)
  var tier: Slug?

  @Option(
    help: ArgumentHelp("For this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(help: ArgumentHelp("With --tenant: for this user of it.", valueName: "user"))
  var user: String?

  package init() {}

  package func validate() throws {
    if tier != nil, tenant != nil { throw ValidationError("--tier and --tenant exclude each other") }
    if user != nil, tenant == nil { throw ValidationError("--user needs --tenant") }
  }

  /// The target, where one is named.
  var target: QuotaTarget? {
    if let tier { return .tier(tier) }
    guard let tenant else { return nil }
    return user.map { .user(tenant, $0) } ?? .tenant(tenant)
  }

  /// The target.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where none is named.
  func requireTarget() throws -> QuotaTarget {
    guard let target else {
      throw TenantError(.usage, "it is not said whose quota is meant", hint: "add --tier or --tenant")
    }
    return target
  }
}
