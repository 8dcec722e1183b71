// SPDX-License-Identifier: Apache-2.0

/// One tenant's quota on a virtual clock; every request is decided by the rules that services use.
package struct RateSimulator: Sendable {
  private let rules: SimulatedQuota
  private let parameters: RateParameters?
  private let ring: RollingWindow?
  private var arrival: Int64 = 0
  private var cells: [Int64]
  /// When the last request that waits is served; later ones wait behind it.
  private var queueEnd: Int64 = 0

  /// Creates a quota that nothing was used of.
  ///
  /// - Parameter rules: The rules.
  package init(_ rules: SimulatedQuota) {
    self.rules = rules
    parameters = rules.parameters
    ring = rules.ring
    cells = ring == nil ? [] : [Int64](repeating: 0, count: RollingWindow.cells)
  }

  /// Decides on requests of one unit that come at the same instant, one after the other.
  ///
  /// - Parameters:
  ///   - count: How many, 1 or more.
  ///   - now: The clock in nanoseconds, at least what it was before.
  ///   - tally: Receives what became of them.
  package mutating func offer(_ count: Int64, at now: Int64, to tally: inout SimulationTally) {
    tally.offered += Int128(count)
    guard rules.limit != nil else {
      tally.admitted += Int128(count)
      return
    }
    // Whoever comes while others wait has to wait behind them.
    let admitted = queueEnd <= now ? admitWhatFits(count, at: now) : 0
    tally.admitted += Int128(admitted)
    if admitted < count { exceed(count - admitted, at: now, &tally) }
  }

  /// Admits as many as there is room for; what is decided together adds up to the same as one by one.
  private mutating func admitWhatFits(_ count: Int64, at now: Int64) -> Int64 {
    if admit(count, at: now) { return count }
    var admitted: Int64 = 0
    // A cell of a ring that is taken over may give more room than there was, so it is asked until there is none.
    while admitted < count {
      let room = min(room(at: now), count - admitted)
      guard room > 0, admit(room, at: now) else { break }
      admitted += room
    }
    return admitted
  }

  private mutating func exceed(_ count: Int64, at now: Int64, _ tally: inout SimulationTally) {
    switch rules.onExceed.action {
    case .reject:
      tally.denied += Int128(count)
      if let wait = wait(1, at: now) { tally.worstWait = max(tally.worstWait, wait) }
    case .delay: delay(count, at: now, &tally)
    case .degrade, .allowAndBill:
      tally.admitted += Int128(count)
      tally.beyond += Int128(count)
    }
  }

  /// Lets requests wait in their order as long as the quota allows; whoever would wait longer is refused at once.
  private mutating func delay(_ count: Int64, at now: Int64, _ tally: inout SimulationTally) {
    let seconds = rules.onExceed.maximumWait(per: .rate(seconds: rules.windowSeconds)) ?? 0
    let latest = now + seconds * 1_000_000_000
    var rest = count
    while rest > 0 {
      let start = max(now, queueEnd)
      guard start <= latest else { break }
      let admitted = min(rest, room(at: latest))
      guard admitted > 0, let wait = wait(admitted, at: start), start + wait <= latest,
        admit(admitted, at: start + wait)
      else { break }
      queueEnd = start + wait
      tally.admitted += Int128(admitted)
      tally.delayed += Int128(admitted)
      tally.worstWait = max(tally.worstWait, queueEnd - now)
      rest -= admitted
    }
    tally.denied += Int128(rest)
  }

  private mutating func admit(_ count: Int64, at now: Int64) -> Bool {
    if let parameters {
      guard case .admitted(let next) = parameters.decide(cost: count, arrival: arrival, now: now) else { return false }
      arrival = next
      return true
    }
    guard let ring, count <= room(at: now) else { return false }
    let index = ring.cell(at: now).index
    cells[index] = ring.adding(count, to: cells[index], at: now)
    return true
  }

  private func room(at now: Int64) -> Int64 {
    if let parameters { return parameters.remaining(arrival: arrival, now: now) }
    guard let ring else { return 0 }
    return ring.limit - min(ring.used(cells, now: now), ring.limit)
  }

  /// Nanoseconds until so many have room, 0 or more; `nil` where they never have.
  private func wait(_ count: Int64, at now: Int64) -> Int64? {
    if let parameters {
      switch parameters.decide(cost: count, arrival: arrival, now: now) {
      case .admitted: return 0
      case .denied(let wait): return wait
      case .neverSatisfiable: return nil
      }
    }
    guard let ring, count <= ring.limit else { return nil }
    return ring.retryAfter(cells, cost: count, now: now)
  }
}
