// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

extension Parse {
  @Sendable static func usageWindow(_ text: String) throws -> CostUsageWindow { try CostUsageWindow(parsing: text) }
  @Sendable static func billingPeriods(_ text: String) throws -> BillingPeriodRange {
    try BillingPeriodRange(parsing: text)
  }
  @Sendable static func billID(_ text: String) throws -> BillID { try BillID(parsing: text) }
  @Sendable static func lineCondition(_ text: String) throws -> LineCondition { try LineCondition(parsing: text) }
  @Sendable static func lineField(_ text: String) throws -> LineField { try LineField(parsing: text) }
  @Sendable static func ownerKey(_ text: String) throws -> OwnerKey { try OwnerKey(parsing: text) }
  @Sendable static func costShare(_ text: String) throws -> CostShareOption { try CostShareOption(parsing: text) }

  @Sendable static func remainderReason(_ text: String) throws -> RemainderReason {
    guard let reason = RemainderReason(rawValue: text) else {
      let reasons = RemainderReason.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw TenantError(.usage, "must be one of \(reasons)")
    }
    return reason
  }
}

extension StoreCompletion {
  /// Names of cost rules.
  package static let costRules = candidates { administration, _ in try administration.costRules().map(\.name.rawValue) }
  /// Names of imported bills.
  package static let bills = candidates { administration, _ in try administration.bills().map(\.id.rawValue) }
}

/// A share of the form `acme=25%`, or in parts per million `acme=250000`.
struct CostShareOption: Hashable, Sendable {
  let tenant: TenantSelector
  let parts: UInt64

  init(parsing text: String) throws {
    let assignment = try Assignment(parsing: text)
    tenant = try TenantSelector(parsing: assignment.key)
    guard let parts = try Self.parts(assignment.value) else {
      throw TenantError(.usage, "must look like acme=25% or acme=250000, in parts per million")
    }
    self.parts = parts
  }

  private static func parts(_ text: String) throws -> UInt64? {
    guard text.hasSuffix("%") else { return UInt64(text) }
    // A hundredth of a millionth is 10⁸ units of an amount; finer percentages are no whole parts.
    let (parts, rest) = try ExactAmount(parsing: text.dropLast()).units.quotientAndRemainder(dividingBy: 100_000_000)
    return rest == 0 ? UInt64(exactly: parts) : nil
  }
}
