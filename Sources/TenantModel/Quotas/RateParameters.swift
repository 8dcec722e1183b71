// SPDX-License-Identifier: Apache-2.0

/// What the generic cell rate algorithm needs to know of a rate, in whole nanoseconds.
///
/// The state of a rate is one number, the arrival time that is due next: how far it lies ahead of the clock is the debt that
/// was run up, a unit costs one ``interval`` of it, and at most ``tolerance`` is allowed. After ITU-T I.371; `governor` and
/// `redis-cell` do the same. Every rounding is towards admitting less.
///
/// In any half-open window of `W` nanoseconds at most `burst + ⌊(W − 1) / interval⌋` units are admitted.
public struct RateParameters: Hashable, Sendable {
  /// Nanoseconds in which a unit comes back, rounded up, at least 1.
  public let interval: Int64
  /// Greatest debt in nanoseconds, at most 2⁵⁷: what the burst costs.
  public let tolerance: Int64

  /// Greatest debt: 2⁵⁷ nanoseconds, four and a half years.
  ///
  /// With the burst bounded by it, no sum of charges leaves 64 bits.
  private static let greatestTolerance: Int64 = 1 << 57

  /// Derives the parameters of a rate.
  ///
  /// - Parameters:
  ///   - limit: Units per window; where it is not positive, nothing is ever admitted. What is beyond one unit a nanosecond is not
  ///     given.
  ///   - windowSeconds: The window, 1 to 86,400 seconds; other values are taken for the nearest that can be computed with.
  ///   - burst: Units that may be used in one moment, 1 or more; `nil` means the limit, and half of it for a hard rate.
  ///   - mode: How the rate is held. A rolling rate is a ``RollingWindow``; where these parameters stand in for one, they are
  ///     those of a hard rate, which holds the same promise.
  public init(limit: Int64, windowSeconds: Int64, burst: Int64?, mode: RateMode) {
    let window = min(max(windowSeconds, 1), Self.greatestTolerance / 1_000_000_000) * 1_000_000_000
    guard limit > 0 else {
      (interval, tolerance) = (window, 0)
      return
    }
    let units: Int64
    let wanted: Int64
    switch mode {
    case .bucket:
      wanted = max(burst ?? limit, 1)
      units = limit
    case .hard, .rolling:
      wanted = min(max(burst ?? limit / 2, 1), limit)
      // A window of W has room for ⌊(W − 1) / T⌋ units beside the burst. The least T for which both together are within the
      // limit is ⌈W / (limit − burst + 1)⌉.
      units = limit - wanted + 1
    }
    interval = (window - 1) / units + 1
    tolerance = min(wanted, Self.greatestTolerance / interval) * interval
  }

  /// Takes parameters as they are, like those that processes share.
  ///
  /// - Parameters:
  ///   - interval: Nanoseconds in which a unit comes back, at least 1.
  ///   - tolerance: Greatest debt in nanoseconds, at most 2⁵⁷; negative where nothing may be decided by it.
  @inlinable
  package init(interval: Int64, tolerance: Int64) {
    self.interval = interval
    self.tolerance = tolerance
  }

  /// Units that may be used in one moment, 0 or more; 0 where nothing may be.
  @inlinable public var burst: Int64 { tolerance / interval }

  /// The rate of one of several holders that cannot see each other; together they admit no more than one with the whole rate.
  ///
  /// - Parameter holders: How many there are, 1 or more.
  /// - Returns: The rate; one that admits nothing where the burst is smaller than the number of holders.
  public func share(among holders: Int64) -> RateParameters {
    let holders = max(holders, 1)
    let (interval, overflow) = interval.multipliedReportingOverflow(by: holders)
    let burst = burst / holders
    guard !overflow, burst > 0 else { return RateParameters(interval: max(self.interval, 1), tolerance: 0) }
    return RateParameters(interval: interval, tolerance: min(burst, Self.greatestTolerance / interval) * interval)
  }

  /// What becomes of a request.
  public enum Outcome: Hashable, Sendable {
    /// There is room; `arrival` is the new state, in nanoseconds.
    case admitted(arrival: Int64)
    /// There is no room yet; there is once `retryAfter` nanoseconds, at least 1, have passed without other requests.
    case denied(retryAfter: Int64)
    /// It costs more than can be used in one moment, so waiting does not help.
    case neverSatisfiable
  }

  /// Decides on a request; only an admitted one changes the state.
  ///
  /// - Parameters:
  ///   - cost: Units; a request that costs nothing is admitted and changes nothing.
  ///   - arrival: The state, in nanoseconds of the same clock as `now`; any time that is not ahead of it means a full bucket.
  ///   - now: The clock, which must not go back.
  /// - Returns: The outcome.
  @inlinable
  public func decide(cost: Int64, arrival: Int64, now: Int64) -> Outcome {
    guard cost > 0 else { return .admitted(arrival: arrival) }
    let (charge, overflow) = cost.multipliedReportingOverflow(by: interval)
    guard !overflow, charge <= tolerance else { return .neverSatisfiable }
    let debt = debt(arrival: arrival, now: now)
    let room = tolerance &- charge
    guard debt <= room else { return .denied(retryAfter: debt &- room) }
    return .admitted(arrival: saturatingSum(max(arrival, now), charge))
  }

  /// The state after a request that waits: it is counted now and served once ``Outcome/denied(retryAfter:)`` has passed.
  ///
  /// Served that late, requests keep to the same bound as those that are admitted at once.
  ///
  /// - Parameters:
  ///   - cost: Units, at most the burst.
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: The new state.
  @inlinable
  public func postponed(cost: Int64, arrival: Int64, now: Int64) -> Int64 {
    saturatingSum(max(arrival, now), cost &* interval)
  }

  /// Units that were used and did not come back yet, rounded up.
  ///
  /// - Parameters:
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: Units, never negative; more than the burst where the burst was made smaller.
  @inlinable
  public func used(arrival: Int64, now: Int64) -> Int64 {
    let (units, rest) = debt(arrival: arrival, now: now).quotientAndRemainder(dividingBy: interval)
    return rest > 0 ? units + 1 : units
  }

  /// Units that would be admitted now, rounded down.
  ///
  /// - Parameters:
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: Units, never negative.
  @inlinable
  public func remaining(arrival: Int64, now: Int64) -> Int64 {
    max(0, tolerance &- debt(arrival: arrival, now: now)) / interval
  }

  /// Nanoseconds until one more unit than now would be admitted.
  ///
  /// - Parameters:
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: At least 1; `nil` where no more can come, because all units are there or nothing is ever admitted.
  @inlinable
  public func nextUnit(arrival: Int64, now: Int64) -> Int64? {
    let debt = debt(arrival: arrival, now: now)
    guard debt > 0, tolerance > 0 else { return nil }
    guard debt <= tolerance else { return saturatingSum(debt &- tolerance, interval) }
    // The next unit is there when the debt has fallen to what the others leave of the tolerance.
    return interval &- (tolerance &- debt) % interval
  }

  /// The state after units were given back, as for a request that was not served after all.
  ///
  /// - Parameters:
  ///   - cost: Units, those of an admitted request; nothing is given back where they are not positive.
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: The new state; a bucket that is full stays as it is.
  @inlinable
  public func refunded(cost: Int64, arrival: Int64, now: Int64) -> Int64 {
    guard cost > 0, arrival > now else { return arrival }
    let (charge, overflow) = cost.multipliedReportingOverflow(by: interval)
    let debt = debt(arrival: arrival, now: now)
    return overflow || charge >= debt ? now : arrival &- charge
  }

  /// The greatest number of units that can have been admitted lately, whatever their order was.
  ///
  /// Each unit moves the state by an interval, from no earlier than the instant at which it was admitted.
  ///
  /// - Parameters:
  ///   - window: How long ago they may have been admitted, in nanoseconds.
  ///   - arrival: The state, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: Units, never negative.
  public func admitted(within window: Int64, arrival: Int64, now: Int64) -> Int64 {
    max(0, arrival.subtractingSaturating(now.subtractingSaturating(window))) / interval
  }

  /// The state in which so many units are used: how use is carried over where a limit changes.
  ///
  /// - Parameters:
  ///   - used: Units. They may be more than the burst, and all of them are kept as debt.
  ///   - now: The clock.
  /// - Returns: The state, at most the greatest number.
  @inlinable
  public func arrival(used: Int64, now: Int64) -> Int64 {
    let (charge, overflow) = max(used, 0).multipliedReportingOverflow(by: interval)
    return overflow ? .max : saturatingSum(now, charge)
  }

  /// How far the state is ahead of the clock, 0 or more.
  @inlinable
  func debt(arrival: Int64, now: Int64) -> Int64 {
    guard arrival > now else { return 0 }
    let (debt, overflow) = arrival.subtractingReportingOverflow(now)
    return overflow ? .max : debt
  }

  /// The sum with a number that is not negative.
  @inlinable
  func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
