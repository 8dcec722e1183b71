// SPDX-License-Identifier: Apache-2.0

/// A limit on one thing: the definition that a tier, a tenant or a user of it has.
///
/// The definition of the most specific level applies whole; no property is mixed in from another level.
public struct Quota: Hashable, Codable, Sendable {
  /// Name.
  public let key: QuotaKey
  /// What is counted.
  public var meter: MeterName
  /// How much, and per what.
  public var allowance: QuotaAllowance
  /// How much of a rate may be used in one moment, 1 or more; `nil` means the limit itself.
  public var burst: Int64?
  /// What happens to a request that there is no room for.
  public var onExceed: QuotaExcessPolicy
  /// What a service does while it cannot reach the state behind the quota.
  public var failurePolicy: QuotaFailurePolicy

  /// Creates a definition.
  ///
  /// - Parameters:
  ///   - key: Name.
  ///   - meter: What is counted; `nil` means the meter of the same name.
  ///   - allowance: How much, and per what.
  ///   - burst: How much of a rate may be used in one moment; `nil` means the limit itself.
  ///   - onExceed: What happens to a request that there is no room for.
  ///   - failurePolicy: What a service does in an outage; `nil` means what is usual for the kind.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the properties do not go together.
  public init(
    key: QuotaKey, meter: MeterName? = nil, allowance: QuotaAllowance, burst: Int64? = nil,
    onExceed: QuotaExcessPolicy = .reject, failurePolicy: QuotaFailurePolicy? = nil
  ) throws {
    self.key = key
    self.meter = try meter ?? key.meter()
    self.allowance = allowance
    self.burst = burst
    self.onExceed = onExceed
    self.failurePolicy = failurePolicy ?? .standard(for: allowance.window.kind)
    try validate()
  }

  /// The kind, which follows from the window.
  public var kind: QuotaKind { allowance.window.kind }

  /// Checks that the properties go together.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first that does not.
  public func validate() throws {
    if let limit = allowance.limit, limit < 0 { throw fault("'\(limit)' is not a limit", "use 0 or more") }
    if let burst {
      guard kind == .rate, allowance.limit != nil else {
        throw fault(
          "a burst of '\(burst)' needs a limited rate", "give an allowance like 100/s, or leave out the burst")
      }
      guard burst >= 1 else { throw fault("'\(burst)' is not a burst", "use 1 or more") }
    }
    if onExceed == .delay, kind == .period {
      throw fault(
        "a request cannot be delayed until the period ends", "use reject, degrade or allow-and-bill for a period")
    }
    if onExceed == .allowAndBill, kind != .period {
      throw fault("only a period can be exceeded and billed", "use reject, delay or degrade, or a window like /month")
    }
    if failurePolicy == .localShare, kind != .rate {
      throw fault("only a rate has a local share", "use deny, last-lease or allow:AMOUNT/DURATION")
    }
  }

  private func fault(_ message: String, _ hint: String) -> TenantError {
    TenantError(.invalidValue, "quota '\(key)': \(message)", hint: hint, details: ["quota": key.rawValue])
  }
}
