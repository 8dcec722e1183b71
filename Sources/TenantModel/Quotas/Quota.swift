// SPDX-License-Identifier: Apache-2.0

/// A limit on one thing: the definition that a tier, a tenant or a user of it has.
///
/// The definition of the most specific level applies whole; no property is mixed in from another level.
public struct Quota: Hashable, Sendable {
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
  /// How a rate is held; ``RateMode/bucket`` for other kinds.
  public var mode: RateMode = .bucket
  /// What becomes of what is used where this definition takes the place of another.
  public var onChange: QuotaChangeStrategy = .preserveUsed
  /// When this definition begins to hold where it allows less than what it replaces.
  public var decrease: QuotaDecreaseTiming = .periodEnd
  /// The hundredths of the limit at which operators are told, ascending and distinct, 1 to 1,000, at most 16.
  public var alerts: [Int] = Quota.usualAlerts
  /// For how many hundredths of the tenants the definition is only watched and refuses nothing, 0 to 100.
  public var shadow = 0

  /// The hundredths of the limit at which operators are told unless a quota says otherwise.
  public static let usualAlerts = [80, 100]

  /// Creates a definition; the properties that are no parameters can be set afterwards.
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

  /// Whether the definition is only watched for a tenant: it is judged and counted what it would refuse, and nothing is.
  ///
  /// A tenant keeps its answer while the share stays, and stays watched while the share grows.
  ///
  /// - Parameter tenant: The tenant.
  /// - Returns: Whether the tenant's place among the hundredths, by the bucketing of flags, is below the share.
  public func isShadow(for tenant: TenantID) -> Bool {
    TenantShare(percent: shadow).includes(tenant, key: key.rawValue)
  }

  /// Whether this definition allows less than another one, or may.
  ///
  /// Of rates, what comes back in a second is compared, and where that is the same the burst. Of periods a lower limit allows
  /// less, and so does the same limit of a longer period. Definitions of different kinds cannot be compared: neither is less.
  ///
  /// - Parameter other: The other definition.
  /// - Returns: Whether it allows less; no limit is the greatest.
  public func lowers(_ other: Quota) -> Bool {
    guard kind == other.kind, let limit = allowance.limit else { return false }
    guard let before = other.allowance.limit else { return true }
    switch (allowance.window, other.allowance.window) {
    case (.rate(let seconds), .rate(let others)):
      let (now, then) = (Int128(limit) * Int128(others), Int128(before) * Int128(seconds))
      return now < then || (now == then && (burst ?? limit) < (other.burst ?? before))
    case (.period(let unit), .period(let others)): return limit < before || unit.length > others.length
    default: return limit < before
    }
  }
}

extension PeriodUnit {
  /// Which of two units is longer; a billing period is about a month.
  fileprivate var length: Int {
    switch self {
    case .minute: 0
    case .hour: 1
    case .day: 2
    case .week: 3
    case .month, .billing: 4
    case .year: 5
    }
  }
}

extension Quota: Codable {
  private enum CodingKeys: String, CodingKey {
    case key, meter, allowance, burst, onExceed, failurePolicy, mode, onChange, decrease, alerts, shadow
  }

  /// Decodes a definition; what an older document does not say has its usual value.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` or `DecodingError` where the document is no definition.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode(QuotaKey.self, forKey: .key)
    meter = try container.decode(MeterName.self, forKey: .meter)
    allowance = try container.decode(QuotaAllowance.self, forKey: .allowance)
    burst = try container.decodeIfPresent(Int64.self, forKey: .burst)
    onExceed = try container.decode(QuotaExcessPolicy.self, forKey: .onExceed)
    failurePolicy = try container.decode(QuotaFailurePolicy.self, forKey: .failurePolicy)
    mode = try container.decodeIfPresent(RateMode.self, forKey: .mode) ?? .bucket
    onChange = try container.decodeIfPresent(QuotaChangeStrategy.self, forKey: .onChange) ?? .preserveUsed
    decrease = try container.decodeIfPresent(QuotaDecreaseTiming.self, forKey: .decrease) ?? .periodEnd
    alerts = try container.decodeIfPresent([Int].self, forKey: .alerts) ?? Quota.usualAlerts
    shadow = try container.decodeIfPresent(Int.self, forKey: .shadow) ?? 0
  }
}
