// SPDX-License-Identifier: Apache-2.0

/// The most that a quota can admit, whatever its tenant does: computed, not measured.
public struct QuotaBound: Hashable, Sendable {
  /// The limit as it is advertised, 0 or more.
  public let limit: Int64
  /// What the limit is per.
  public let window: QuotaWindow
  /// How a rate is held; `nil` for other kinds.
  public let mode: RateMode?
  /// What a rate that is not rolling is computed with; `nil` for others.
  public let parameters: RateParameters?
  /// The most that is admitted in any half-open window of a rate, in one calendar period, or at one moment while the state behind
  /// the quota can be reached; `nil` where nothing bounds it.
  public let worstCase: Int64?
  /// The most in a stretch as long as a period that spans two of them; `nil` for other kinds, or where nothing bounds it.
  public let acrossBoundary: Int64?
  /// What a tenant that always asks gets of an advertised rate, in thousandths, rounded down; `nil` for other kinds and for a
  /// limit of 0.
  ///
  /// What is missing is the price of whole nanoseconds, of a hard rate or of a ring's eighths.
  public let sustainedPerMille: Int64?
  /// What may come on top in each runtime and in each outage of the store, by the failure policy; 0 for what is held at once,
  /// of which nothing is given out in an outage.
  public let duringOutage: Int64
  /// For how many hundredths of those whom the limit applies to it is only watched and refuses nothing, 0 to 100.
  public let watchedPercent: Int

  /// Computes the bound.
  ///
  /// - Parameters:
  ///   - limit: The limit as it is advertised, 0 or more.
  ///   - window: What it is per.
  ///   - burst: How much of a rate may be used in one moment; `nil` leaves it to the mode.
  ///   - mode: How a rate is held.
  ///   - onExceed: What happens to a request that there is no room for.
  ///   - failurePolicy: What a service does while it cannot reach the store.
  ///   - watchedPercent: For how many hundredths of those whom it applies to it is only watched; values outside of 0 to 100 are
  ///     taken for the nearest.
  public init(
    limit: Int64, window: QuotaWindow, burst: Int64? = nil, mode: RateMode = .bucket,
    onExceed: QuotaExcessPolicy = .reject, failurePolicy: QuotaFailurePolicy = .deny, watchedPercent: Int = 0
  ) {
    let limit = max(limit, 0)
    self.limit = limit
    self.window = window
    self.watchedPercent = min(max(watchedPercent, 0), 100)
    let isBounded = onExceed != .allowAndBill && watchedPercent <= 0
    if case .allowBounded(let amount, _) = failurePolicy, window.kind != .concurrency {
      duringOutage = max(amount, 0)
    } else {
      duringOutage = 0
    }
    guard case .rate(let seconds) = window else {
      self.mode = nil
      parameters = nil
      worstCase = isBounded ? limit : nil
      acrossBoundary = window.kind == .period && isBounded ? Self.sum(limit, limit) : nil
      sustainedPerMille = nil
      return
    }
    self.mode = mode
    acrossBoundary = nil
    guard mode != .rolling else {
      let ring = RollingWindow(limit: limit, windowSeconds: seconds)
      parameters = nil
      worstCase = isBounded ? ring.limit : nil
      // What is used at once comes back after nine eighths of a window.
      sustainedPerMille = limit > 0 ? Self.perMille(Int128(ring.limit) * 8, of: Int128(limit) * 9) : nil
      return
    }
    let rate = RateParameters(limit: limit, windowSeconds: seconds, burst: burst, mode: mode)
    let nanoseconds = seconds * 1_000_000_000
    parameters = rate
    let most = rate.burst > 0 ? Self.sum(rate.burst, (nanoseconds - 1) / rate.interval) : 0
    worstCase = isBounded ? most : nil
    sustainedPerMille = limit > 0 ? Self.perMille(Int128(nanoseconds), of: Int128(rate.interval) * Int128(limit)) : nil
  }

  /// Computes the bound of a quota that applies; `nil` where it has no limit.
  ///
  /// - Parameters:
  ///   - effective: The quota.
  ///   - mode: How a rate is held.
  ///   - isWatched: Whether the quota is only watched for the tenant, see ``Quota/isShadow(for:)``.
  public init?(_ effective: EffectiveQuota, mode: RateMode = .bucket, isWatched: Bool = false) {
    guard let limit = effective.limit else { return nil }
    // Only a burst that the definition fixes is one for every mode; the other is the limit, which is right for a bucket.
    self.init(
      limit: limit, window: effective.quota.allowance.window, burst: effective.quota.burst, mode: mode,
      onExceed: effective.quota.onExceed, failurePolicy: effective.quota.failurePolicy,
      watchedPercent: isWatched ? 100 : 0)
  }

  /// Whether no more than the advertised limit is ever admitted, outages included: in any window of a rate, in a period, or at
  /// once.
  public var holds: Bool { holdsOutsideOutages && duringOutage == 0 }

  /// Whether no more than the advertised limit is admitted while the state behind the quota can be reached; what the failure
  /// policy allows in an outage is left out.
  public var holdsOutsideOutages: Bool {
    worstCase.map { $0 <= limit } ?? false
  }

  /// Why the limit holds, or does not, in one sentence without a full stop.
  public var explanation: String {
    guard worstCase != nil, duringOutage > 0 else { return usualExplanation }
    return "\(usualExplanation); \(text(duringOutage)) more per runtime and outage of the store"
  }

  /// The explanation without what an outage adds.
  private var usualExplanation: String {
    guard let worstCase else {
      if watchedPercent == 0 { return "what is beyond the limit is served and charged, so nothing bounds it" }
      let whom = watchedPercent == 100 ? "" : " for \(watchedPercent) % of the tenants"
      return "the limit is only watched\(whom) and refuses nothing, so nothing bounds it"
    }
    guard limit > 0 else { return duringOutage > 0 ? "nothing is admitted" : "nothing is ever admitted" }
    switch window {
    case .atOnce:
      return "never more than \(text(worstCase)) are held at once; work that outlives its right is not counted"
    case .period:
      let across = acrossBoundary.map(text) ?? text(limit)
      return "never more than \(text(worstCase)) in one period; a stretch as long that spans two can see \(across)"
    case .rate(let seconds):
      let length = seconds == 1 ? "1 second" : "\(seconds) seconds"
      guard let parameters else {
        return
          "what is used counts for \(length) and up to an eighth more, so no window has more than \(text(worstCase))"
      }
      let rest = text((seconds * 1_000_000_000 - 1) / parameters.interval)
      let sum = "a burst of \(text(parameters.burst)) and \(rest) that come back within \(length)"
      if holdsOutsideOutages { return "\(sum) are never more than \(text(limit))" }
      return "\(sum) are \(text(worstCase)), which is more than \(text(limit)); modes hard and rolling never admit more"
    }
  }

  private func text(_ amount: Int64) -> String { QuotaAmount.text(amount) }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  private static func perMille(_ part: Int128, of whole: Int128) -> Int64 {
    Int64(part * 1_000 / whole)
  }
}
