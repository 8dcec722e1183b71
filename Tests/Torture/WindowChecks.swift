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
      case .period, .bucket, .hard, .rolling: continue
      }
    }
    return (kept, taken)
  }

  /// The most units that were held at one instant.
  static func greatestSum(_ holds: [Hold]) -> Int64 {
    // What ends at an instant ends before what begins at it.
    let changes = holds.flatMap { [(at: $0.after, units: $0.units), (at: $0.until, units: -$0.units)] }
      .sorted { ($0.at, $0.units) < ($1.at, $1.units) }
    var (sum, greatest): (Int64, Int64) = (0, 0)
    for change in changes {
      sum += change.units
      greatest = max(greatest, sum)
    }
    return greatest
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
