// SPDX-License-Identifier: Apache-2.0

/// Durations as a person reads them.
enum DurationText {
  /// A duration, rounded up, so that whoever waits that long does not come too early.
  ///
  /// - Parameter nanoseconds: How long; what is negative counts as 0.
  /// - Returns: A text like `350 ms`, `2.1 s`, `3 min 5 s`, `7 h 2 min` or `12 d 3 h`.
  static func text(nanoseconds: Int64) -> String {
    if nanoseconds <= 999_000_000 { return "\(milliseconds(nanoseconds)) ms" }
    let tenths = ceiling(nanoseconds, 100_000_000)
    if tenths < 600 { return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s" }
    let seconds = ceiling(nanoseconds, 1_000_000_000)
    if seconds < 3_600 { return text(seconds, per: 60, "min", "s") }
    let minutes = ceiling(seconds, 60)
    if minutes < 1_440 { return text(minutes, per: 60, "h", "min") }
    return text(ceiling(minutes, 60), per: 24, "d", "h")
  }

  private static func text(_ count: Int64, per size: Int64, _ greater: String, _ smaller: String) -> String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: size)
    return rest == 0 ? "\(whole) \(greater)" : "\(whole) \(greater) \(rest) \(smaller)"
  }

  private static func ceiling(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    return rest > 0 ? quotient + 1 : quotient
  }

  /// Whole milliseconds, rounded up.
  static func milliseconds(_ nanoseconds: Int64) -> Int64 { ceiling(max(nanoseconds, 0), 1_000_000) }
}
