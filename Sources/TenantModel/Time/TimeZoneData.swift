// SPDX-License-Identifier: Apache-2.0

/// The offsets from UTC that clocks of one time zone show, for every instant.
///
/// Instants and offsets are in whole seconds; positive offsets are east of Greenwich.
public struct TimeZoneData: Hashable, Sendable {
  /// A moment at which the offset changes.
  struct Transition: Hashable, Sendable {
    let instant: Int64
    let offset: Int64
  }

  /// A stretch of time without a change of the offset; `nil` means that no change is near on that side.
  struct Stretch: Equatable {
    let offset: Int64
    let start: Int64?
    let end: Int64?
  }

  /// IANA name, like `Europe/Berlin`.
  public let name: String
  private let initialOffset: Int64
  private let transitions: [Transition]
  private let rule: TimeZoneRule?

  /// Creates a zone from its changes.
  ///
  /// - Parameters:
  ///   - name: IANA name.
  ///   - initialOffset: What applies before the first change.
  ///   - transitions: All known changes, in order of time.
  ///   - rule: What applies after the last of them; `nil` means that there are no more.
  init(name: String, initialOffset: Int64, transitions: [Transition], rule: TimeZoneRule?) {
    self.name = name
    self.initialOffset = initialOffset
    self.rule = rule
    // A change of name or of the daylight flag alone moves no clock; the last one stays, because the rule begins there.
    var kept: [Transition] = []
    for (index, transition) in transitions.enumerated() {
      let movesClocks = transition.offset != kept.last?.offset ?? initialOffset
      if movesClocks || index == transitions.count - 1 { kept.append(transition) }
    }
    self.transitions = kept
  }

  /// Coordinated universal time.
  public static let utc = TimeZoneData(name: "UTC", initialOffset: 0, transitions: [], rule: nil)

  /// The offset at an instant.
  ///
  /// - Parameter instant: The instant.
  /// - Returns: Seconds east of Greenwich.
  public func offsetSeconds(at instant: Timestamp) -> Int {
    Int(stretch(at: Timestamp.floorDivide(instant.microseconds, 1_000_000)).offset)
  }

  /// The stretch without a change around an instant.
  func stretch(at second: Int64) -> Stretch {
    if let rule, second >= transitions.last?.instant ?? .min { return ruledStretch(at: second, rule) }
    // Binary search for the number of changes at or before the instant.
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].instant <= second { low = middle + 1 } else { high = middle }
    }
    let last = low > 0 ? transitions[low - 1] : nil
    return Stretch(
      offset: last?.offset ?? initialOffset, start: last?.instant,
      end: low < transitions.count ? transitions[low].instant : nil)
  }

  private func ruledStretch(at second: Int64, _ rule: TimeZoneRule) -> Stretch {
    var start = transitions.last?.instant
    var offset = transitions.last?.offset ?? rule.standardOffset
    // Two years on each side hold every neighbouring change of a rule that repeats yearly.
    let year = CivilDate(daysSinceEpoch: Int(Timestamp.floorDivide(second, 86_400))).year
    for change in rule.transitions(inYears: (year - 2)...(year + 2))
    where change.instant > transitions.last?.instant ?? .min {
      guard change.offset != offset else { continue }
      if change.instant > second { return Stretch(offset: offset, start: start, end: change.instant) }
      offset = change.offset
      start = change.instant
    }
    return Stretch(offset: offset, start: start, end: nil)
  }

  /// The first instant at which clocks show the given local time or a later one.
  ///
  /// Where clocks show a time twice this is the first occurrence; where they skip it, the end of the gap.
  ///
  /// - Parameter local: Local time as if it were UTC, in seconds since 1970-01-01.
  /// - Returns: Seconds since the epoch.
  func firstInstant(ofLocal local: Int64) -> Int64 {
    // Clocks have been set back by up to a day; three days earlier they show less under any pair of offsets.
    var second = local - 3 * 86_400
    while true {
      let stretch = stretch(at: second)
      let candidate = max(second, local - stretch.offset)
      guard let end = stretch.end, candidate >= end else { return candidate }
      second = end
    }
  }
}
