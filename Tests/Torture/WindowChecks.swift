// SPDX-License-Identifier: Apache-2.0

/// What windows of time hold of admissions, written without a look at how the limits are kept.
///
/// When a unit was taken is only known to lie between two readings of the clock. A window is charged with what was taken in it
/// for certain, so whatever is found against a limit was really admitted against it.
enum WindowChecks {
  /// The window that a rate of so many units per `window` holds least well.
  ///
  /// - Parameters:
  ///   - admissions: In any order.
  ///   - window: Length of the half-open windows, in nanoseconds.
  /// - Returns: The greatest sum of units of any such window; 0 where nothing was admitted.
  static func greatestSum(_ admissions: [Admission], window: Int64) -> Int64 {
    let sorted = admissions.sorted { $0.before < $1.before }
    var greatest: Int64 = 0
    for index in sorted.indices {
      let end = sorted[index].before + window
      var sum: Int64 = 0
      for admission in sorted[index...] {
        guard admission.before < end else { break }
        if admission.after < end { sum += admission.units }
      }
      greatest = max(greatest, sum)
    }
    return greatest
  }

  /// By how many units the window that a bucket holds least well is above `burst + ⌊(W − 1) / interval⌋`.
  ///
  /// - Parameters:
  ///   - admissions: In any order.
  ///   - burst: Units that may be used in one moment.
  ///   - interval: Nanoseconds in which a unit comes back.
  /// - Returns: 0 or less where every window is within the bound.
  static func excess(_ admissions: [Admission], burst: Int64, interval: Int64) -> Int64 {
    // A window begins with one admission and ends with another one: all others of the same content are longer.
    let sorted = admissions.sorted { $0.before > $1.before }
    var ends: [(after: Int64, units: Int64)] = []
    var excess = Int64.min
    for admission in sorted {
      let place = ends.partitioningIndex { $0.after >= admission.after }
      ends.insert((admission.after, admission.units), at: place)
      var sum: Int64 = 0
      for end in ends {
        sum += end.units
        excess = max(excess, sum - burst - (end.after - admission.before) / interval)
      }
    }
    return admissions.isEmpty ? 0 : excess
  }
}

extension Array {
  /// The first index whose element, like all after it, fits.
  fileprivate func partitioningIndex(where fits: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if fits(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Something that was held from one instant to another.
struct Hold {
  let units: Int64
  let token: UInt64
  /// The clock before it was taken and after it, and when it was still held for certain; in nanoseconds.
  let before: Int64
  let after: Int64
  var until: Int64

  /// What one worker held and gave back while its right stood, and what it took at all.
  ///
  /// Of what a worker held when it was killed, or when its right was lost, nobody knows how long it was held.
  static func all(in log: [Admission]) -> (kept: [Hold], taken: [Hold]) {
    struct Name: Hashable {
      let life: Int64
      let token: UInt64
    }
    var open: [Name: Hold] = [:]
    var kept: [Hold] = []
    var taken: [Hold] = []
    for record in log {
      let name = Name(life: record.life, token: record.token)
      switch record.kind {
      case .taken:
        let hold = Hold(
          units: record.units, token: record.token, before: record.before, after: record.after, until: record.after)
        open[name] = hold
        taken.append(hold)
      case .released:
        guard var hold = open.removeValue(forKey: name) else { continue }
        hold.until = record.before
        if hold.until > hold.after { kept.append(hold) }
      case .lost: open[name] = nil
      case .period, .reserved, .returned, .bucket, .hard, .rolling: continue
      }
    }
    return (kept, taken)
  }

  /// For how long at most somebody takes in a file that was lost, in nanoseconds: without a sign of life it is void.
  private static let ignorance: Int64 = 5_000_000_000

  /// What was held at the instant that is worst against its bound.
  ///
  /// Each file of limits keeps the limit for those who count in it. Of what is held at an instant, the earliest was taken in
  /// the file that was there, or in one that was lost shortly before; each loss since then may have brought a file more.
  ///
  /// - Parameters:
  ///   - holds: In any order.
  ///   - limit: Units that may be held at once.
  ///   - losses: When a file was lost that others replaced without knowing of it; none where that did not happen.
  /// - Returns: The units held then, and the bound.
  static func worstSum(_ holds: [Hold], limit: Int64, losses: [Int64]) -> (sum: Int64, bound: Int64) {
    // What ends at an instant ends before what begins at it.
    let changes = holds.indices.flatMap {
      [(at: holds[$0].after, begins: 1, $0), (at: holds[$0].until, begins: 0, $0)]
    }
    .sorted { ($0.at, $0.begins) < ($1.at, $1.begins) }
    var sum: Int64 = 0
    var held: Set<Int> = []
    var worst: (sum: Int64, bound: Int64) = (0, limit)
    for (at, begins, index) in changes {
      sum += begins == 1 ? holds[index].units : -holds[index].units
      if begins == 0 { held.remove(index) } else { held.insert(index) }
      guard begins == 1, sum > limit || sum > worst.sum else { continue }
      let earliest = held.reduce(at) { min($0, holds[$1].before) } - ignorance
      let bound = limit * (1 + Int64(losses.count { $0 > earliest && $0 <= at }))
      if sum - bound > worst.sum - worst.bound { worst = (sum, bound) }
    }
    return worst
  }

  /// How many tokens are not greater than that of something taken before for certain.
  static func disorder(_ holds: [Hold]) -> Int {
    let ended = holds.sorted { $0.after < $1.after }
    var next = 0
    var greatest: UInt64 = 0
    var count = 0
    for hold in holds.sorted(by: { $0.before < $1.before }) {
      while next < ended.count, ended[next].after < hold.before {
        greatest = max(greatest, ended[next].token)
        next += 1
      }
      if hold.token <= greatest { count += 1 }
    }
    return count
  }
}
