// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// Random quotas, for properties that must hold for all of them.
enum QuotaSamples {
  static func allowance(using generator: inout SeededGenerator) -> QuotaAllowance {
    let limit: Int64? =
      Int.random(in: 0..<8, using: &generator) == 0
      ? nil : Int64.random(in: 0...Int64.max, using: &generator) >> Int64.random(in: 8...62, using: &generator)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: return QuotaAllowance(limit: limit, window: .rate(seconds: Int64.random(in: 1...86_400, using: &generator)))
    case 1:
      let units = PeriodUnit.allCases
      return QuotaAllowance(limit: limit, window: .period(units[Int.random(in: 0..<units.count, using: &generator)]))
    default: return QuotaAllowance(limit: limit, window: .atOnce)
    }
  }

  static func quota(using generator: inout SeededGenerator) throws -> Quota {
    let allowance = allowance(using: &generator)
    let hasBurst = allowance.window.kind == .rate && allowance.limit != nil && Bool.random(using: &generator)
    return try Quota(
      key: QuotaKey(parsing: "api.requests"), allowance: allowance,
      burst: hasBurst ? Int64.random(in: 1...1_000, using: &generator) : nil)
  }

  static func grant(around instant: Timestamp, using generator: inout SeededGenerator) throws -> QuotaGrant {
    let from = Timestamp(microseconds: instant.microseconds + Int64.random(in: -3...3, using: &generator))
    return try QuotaGrant(
      id: QuotaGrantID(bits: UInt128(generator.next())), tenant: TenantID(bits: 1),
      quota: QuotaKey(parsing: "api.requests"),
      addition: Bool.random(using: &generator)
        ? .percent(Int64.random(in: 1...300, using: &generator))
        : .amount(Int64.random(in: 1...1_000, using: &generator)),
      from: from,
      until: Timestamp(microseconds: from.microseconds + Int64.random(in: 1...4, using: &generator)), createdAt: from)
  }
}
