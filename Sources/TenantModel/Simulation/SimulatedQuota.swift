// SPDX-License-Identifier: Apache-2.0

/// The rules by which a simulated tenant's requests are decided.
package struct SimulatedQuota: Hashable, Sendable {
  /// Units per window, 0 or more; `nil` means that there is no limit.
  package let limit: Int64?
  /// The window in seconds, 1 to 86,400.
  package let windowSeconds: Int64
  /// Units that may be used in one moment.
  package let burst: Int64
  /// How the rate is held.
  package let mode: RateMode
  /// What happens to a request that there is no room for.
  package let onExceed: QuotaExcessPolicy

  /// Requests per window that a tenant without a limit is taken to want.
  static let demandWithoutLimit: Int64 = 1_000

  private let fixedBurst: Int64?

  /// Takes the rules of a rate.
  ///
  /// - Parameters:
  ///   - key: Name of the quota, for the error.
  ///   - allowance: How much, and per what.
  ///   - burst: Units that may be used in one moment; `nil` leaves it to the mode.
  ///   - mode: How the rate is held.
  ///   - onExceed: What happens to a request that there is no room for.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the allowance is not per duration.
  package init(
    _ key: QuotaKey, allowance: QuotaAllowance, burst: Int64? = nil, mode: RateMode = .bucket,
    onExceed: QuotaExcessPolicy = .reject
  ) throws {
    guard case .rate(let seconds) = allowance.window else {
      throw TenantError(
        .invalidValue, "quota '\(key)' of '\(allowance)' is not a rate", hint: "only rates like 10/s are simulated",
        details: ["quota": key.rawValue])
    }
    limit = allowance.limit
    windowSeconds = seconds
    fixedBurst = burst
    self.mode = mode
    self.onExceed = onExceed
    let demand = limit ?? Self.demandWithoutLimit
    switch mode {
    case .rolling: self.burst = RollingWindow(limit: demand, windowSeconds: seconds).limit
    case .bucket, .hard:
      self.burst = RateParameters(limit: demand, windowSeconds: seconds, burst: burst, mode: mode).burst
    }
  }

  /// What the algorithm of a bucket or a hard rate needs; `nil` for others and without a limit.
  var parameters: RateParameters? {
    guard let limit, mode != .rolling else { return nil }
    return RateParameters(limit: limit, windowSeconds: windowSeconds, burst: fixedBurst, mode: mode)
  }

  /// The ring of a rolling rate; `nil` for others and without a limit.
  var ring: RollingWindow? {
    guard let limit, mode == .rolling else { return nil }
    return RollingWindow(limit: limit, windowSeconds: windowSeconds)
  }
}
