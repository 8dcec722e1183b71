// SPDX-License-Identifier: Apache-2.0

/// Counts that hold a limit in every window, however the requests are spread: a ring of cells, one for each eighth of a window.
///
/// A cell is one word that says what was counted and until when it matters: the upper bits are a time in nanoseconds, a multiple
/// of 2²⁴, and the lower 24 bits are the count. What is counted in an eighth matters until a whole window after its end, so it
/// never stops too early. It may matter up to an eighth of a window and 17 ms too long, which is what the ring costs.
public struct RollingWindow: Hashable, Sendable {
  /// Cells of a ring: the eighths of a window, and the one that is filled while they matter.
  public static let cells = 9
  /// Greatest limit, which a cell must be able to count: 16,777,215.
  @inlinable public static var greatestLimit: Int64 { (1 << 24) - 1 }

  /// Greatest count in any window, 0 to ``greatestLimit``.
  public let limit: Int64
  /// The window in nanoseconds, a multiple of 8.
  public let window: Int64

  private static let parts: Int64 = 8

  /// Creates the rules of a ring.
  ///
  /// - Parameters:
  ///   - limit: Greatest count in any window, 0 to ``greatestLimit``; other values are taken for the nearest of these.
  ///   - windowSeconds: The window, 1 to 86,400 seconds; other values are taken for the nearest of these.
  public init(limit: Int64, windowSeconds: Int64) {
    self.limit = min(max(limit, 0), Self.greatestLimit)
    window = min(max(windowSeconds, 1), 86_400) * 1_000_000_000
  }

  /// The cell that counts at an instant.
  ///
  /// - Parameter now: The clock in nanoseconds, 0 or more.
  /// - Returns: Its index, 0 to 8, and the time that its word must have. A word with another time is of the past, and what it
  ///   counted does not matter any more.
  public func cell(at now: Int64) -> (index: Int, expiry: Int64) {
    let part = window / Self.parts
    let number = max(now, 0) / part
    let (end, overflow) = (number * part).addingReportingOverflow(part + window + Self.greatestLimit)
    return (Int(number % Int64(Self.cells)), Self.expiry(overflow ? .max : end))
  }

  /// What a cell counted.
  ///
  /// - Parameter word: The cell.
  /// - Returns: 0 to ``greatestLimit``.
  @inlinable
  public static func count(_ word: Int64) -> Int64 { word & greatestLimit }

  /// Until when a cell matters.
  ///
  /// - Parameter word: The cell.
  /// - Returns: The first instant at which it does not, in nanoseconds; 0 for a cell that never counted.
  @inlinable
  public static func expiry(_ word: Int64) -> Int64 { word & ~greatestLimit }

  /// The word of the cell that counts at an instant, after more is counted.
  ///
  /// - Parameters:
  ///   - cost: Units, 0 or more, which the limit has room for.
  ///   - word: The cell as it is.
  ///   - now: The clock in nanoseconds.
  /// - Returns: The cell as it must become; a count that does not fit is the greatest one.
  public func adding(_ cost: Int64, to word: Int64, at now: Int64) -> Int64 {
    let expiry = cell(at: now).expiry
    let counted = Self.expiry(word) == expiry ? Self.count(word) : 0
    return expiry | min(counted + min(max(cost, 0), Self.greatestLimit), Self.greatestLimit)
  }

  /// What counts at an instant.
  ///
  /// - Parameters:
  ///   - words: The cells of the ring.
  ///   - now: The clock in nanoseconds.
  /// - Returns: At least what was counted within a window before `now`.
  public func used(_ words: some Sequence<Int64>, now: Int64) -> Int64 { Self.used(words, now: now) }

  /// What counts at an instant; how long the window is, the cells know.
  ///
  /// - Parameters:
  ///   - words: The cells of the ring.
  ///   - now: The clock in nanoseconds.
  /// - Returns: At least what was counted within a window before `now`.
  public static func used(_ words: some Sequence<Int64>, now: Int64) -> Int64 {
    var used: Int64 = 0
    for word in words where expiry(word) > now { used += count(word) }
    return used
  }

  /// How long a request must wait.
  ///
  /// - Parameters:
  ///   - words: The cells of the ring; no more than nine are looked at.
  ///   - cost: Units.
  ///   - now: The clock in nanoseconds.
  /// - Returns: Nanoseconds until there is room if nothing else is counted; 0 where there is room, and the greatest number where
  ///   the cost is above the limit, so that there never is.
  public func retryAfter(_ words: some Sequence<Int64>, cost: Int64, now: Int64) -> Int64 {
    guard cost <= limit else { return .max }
    // A request that is refused must not cost an allocation either.
    var ring = InlineArray<9, Int64>(repeating: 0)
    var count = 0
    for word in words {
      guard count < Self.cells else { break }
      ring[count] = word
      count += 1
    }
    let now = max(now, 0)
    var instant = now
    while true {
      var used: Int64 = 0
      var next = Int64.max
      for index in 0..<count where Self.expiry(ring[index]) > instant {
        used += Self.count(ring[index])
        next = min(next, Self.expiry(ring[index]))
      }
      if used <= limit - max(cost, 0) { return instant - now }
      instant = next
    }
  }
}
