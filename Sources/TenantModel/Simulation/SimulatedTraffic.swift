// SPDX-License-Identifier: Apache-2.0

/// The requests of one simulated tenant, as batches at instants of a virtual clock that starts at 0.
///
/// Batches come independently of each other, as pages that load many things do. How often they come follows from the level, which is
/// constant for ten minutes and is a part of the tenant's own limit: the small tenant of a small tier and the great one of a great tier
/// differ in size, not in manners.
struct SimulatedTraffic: Sendable {
  private enum Manner: Sendable {
    case steady, diurnal, burst, noisy
  }

  private static let segment: Int64 = 600 * 1_000_000_000
  /// Thousandths of the mean, hour by hour.
  private static let day: [Int64] = [
    400, 330, 280, 260, 270, 350, 540, 830, 1_190, 1_480, 1_640, 1_680, 1_590, 1_640, 1_680, 1_640, 1_540, 1_430,
    1_290, 1_130, 960, 800, 630, 500,
  ]

  private let manner: Manner
  /// Thousandths of the limit that the tenant uses on average.
  private let utilisation: Int64
  private let hoursLate: Int64
  /// What of the stream decides when everybody comes at once; taken apart so that it does not move.
  private let crowds: SimulationRandom
  private let greatestBatch: UInt64
  /// Nanoseconds between batches at a level of one thousandth.
  private let slowestGap: Int64
  private var random: SimulationRandom
  private var time: Int64 = 0
  private var segmentEnd: Int64 = 0
  private var gap: UInt64 = 0

  /// Creates a tenant's requests.
  ///
  /// - Parameters:
  ///   - pattern: How they are spread.
  ///   - tenant: Number of the tenant; its requests do not depend on any other tenant's.
  ///   - seed: What makes one simulation differ from another.
  ///   - rules: What the tenant may use, and so how much it wants.
  init(_ pattern: TrafficPattern, tenant: Int, seed: UInt64, rules: SimulatedQuota) {
    var random = SimulationRandom(seed: seed, stream: UInt64(tenant))
    utilisation = Self.utilisation(random.below(65_536))
    hoursLate = Int64(random.below(4))
    let share = random.below(100)
    manner = Self.manner(pattern, share: share, isNoisy: tenant.isMultiple(of: 100))
    crowds = random
    var limit = max(rules.limit ?? SimulatedQuota.demandWithoutLimit, 1)
    if rules.mode == .rolling { limit = min(limit, RollingWindow.greatestLimit) }
    // A batch that is a quarter of the burst fits unless others are close; a noisy tenant sends all of it at once. More than a
    // thousand batches a second are no more true to life, only slower.
    let quarter = rules.burst / (manner == .noisy ? 1 : 4)
    let batch = max(quarter, limit / rules.windowSeconds / 1_000, 1)
    greatestBatch = UInt64(min(batch, 1 << 60) * 2 - 1)
    let slowest = Int128(rules.windowSeconds) * 1_000_000_000 * 1_000 * Int128(batch) / Int128(limit)
    slowestGap = Int64(min(slowest, 1 << 56))
    self.random = random
  }

  /// The next batch before an instant.
  ///
  /// - Parameter end: The instant in nanoseconds, at least what was given before.
  /// - Returns: When it comes, and how many requests it has; `nil` where none comes before the end.
  mutating func next(before end: Int64) -> (time: Int64, count: Int64)? {
    while time < end {
      if time >= segmentEnd { enterSegment() }
      let (high, low) = gap.multipliedFullWidth(by: random.exponential())
      let (next, overflow) = time.addingReportingOverflow(Int64(high << 48 | low >> 16))
      // What is left until the end passes without requests; what is after it begins afresh, which changes nothing about how
      // often independent batches come.
      let bound = min(segmentEnd, end)
      guard !overflow, next < bound else {
        time = bound
        continue
      }
      time = next
      return (next, 1 + Int64(random.below(greatestBatch)))
    }
    return nil
  }

  private mutating func enterSegment() {
    let number = time / Self.segment
    segmentEnd = (number + 1) * Self.segment
    gap = UInt64(slowestGap / max(level(number), 1))
  }

  /// Thousandths of the limit that are wanted in a segment.
  private func level(_ segment: Int64) -> Int64 {
    switch manner {
    case .steady: utilisation
    case .diurnal: utilisation * Self.day[Int((segment / 6 + 24 - hoursLate) % 24)] / 1_000
    case .burst: crowds.strikes(slot: segment, onceIn: 144) ? 3_000 : utilisation / 2
    case .noisy: 10_000
    }
  }

  /// Skewed as fleets are: the sixteenth power of an even spread, from 5 to 1,205 thousandths and 75 in the mean.
  private static func utilisation(_ even: UInt64) -> Int64 {
    var power = even
    for _ in 0..<4 { power = (power * power) >> 16 }
    return 5 + Int64((power * 1_200) >> 16)
  }

  private static func manner(_ pattern: TrafficPattern, share: UInt64, isNoisy: Bool) -> Manner {
    switch pattern {
    case .steady: return .steady
    case .diurnal: return .diurnal
    case .burst: return .burst
    case .noisyNeighbour: return isNoisy ? .noisy : .steady
    case .mix:
      if isNoisy { return .noisy }
      return share < 50 ? .steady : share < 83 ? .diurnal : .burst
    }
  }
}
