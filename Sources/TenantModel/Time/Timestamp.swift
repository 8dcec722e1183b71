// SPDX-License-Identifier: Apache-2.0

/// An instant: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Hashable, Sendable {
  /// Microseconds since the epoch, negative before.
  public let microseconds: Int64

  /// Creates the instant that lies the given number of microseconds after the epoch.
  ///
  /// - Parameter microseconds: Microseconds since the epoch, negative before.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Creates the instant that lies the given number of seconds after the epoch.
  ///
  /// - Parameter seconds: Seconds since the epoch; the magnitude must stay below 9.2 × 10¹².
  public init(seconds: Int64) {
    self.init(microseconds: seconds * 1_000_000)
  }

  /// Creates the first instant of a day in UTC.
  ///
  /// - Parameter day: The day.
  public init(startOf day: CivilDate) {
    self.init(seconds: Int64(day.daysSinceEpoch) * 86_400)
  }

  /// Reads `2024-09-01`, `2024-09-01T10:05:03Z`, `2024-09-01 10:05:03.25+02:00` or the same with a blank.
  ///
  /// A date alone is its first instant in UTC, and so is a time without offset. RFC 3339, with these two liberties.
  ///
  /// - Parameter text: The candidate; years 0001 to 9999, at most 6 decimals of a second.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    let bytes = Array(text.utf8)
    guard let parsed = bytes.withUnsafeBufferPointer(Self.init(utf8:)) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a date or time",
        hint: "write it like 2026-12-01 or 2026-12-01T10:00:00Z", details: ["value": String(text)])
    }
    self = parsed
  }

  /// Reads the same forms from bytes, for input where a `String` for each value would be too slow.
  ///
  /// - Parameter bytes: The candidate, in UTF-8.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var parser = TimestampParser(bytes)
    guard let microseconds = parser.parse() else { return nil }
    self.init(microseconds: microseconds)
  }

  /// The day in UTC in which the instant lies.
  public var day: CivilDate {
    CivilDate(daysSinceEpoch: Int(Self.floorDivide(microseconds, 86_400_000_000)))
  }

  /// The instant a duration later, or `nil` where the result cannot be represented.
  ///
  /// - Parameter duration: How much later; rounded towards zero to whole microseconds.
  /// - Returns: The later instant.
  public func advanced(by duration: Duration) -> Timestamp? {
    let (seconds, attoseconds) = duration.components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (delta, overflow2) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    let (sum, overflow3) = microseconds.addingReportingOverflow(delta)
    return overflow || overflow2 || overflow3 ? nil : Timestamp(microseconds: sum)
  }

  static func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
  }
}

extension Timestamp: Comparable {
  /// Orders instants in time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC; decimals of a second only where they are not zero.
  public var description: String {
    let day = self.day
    // The remainder, because the start of the first representable day is not representable.
    let remainder = microseconds % 86_400_000_000
    let ofDay = remainder < 0 ? remainder + 86_400_000_000 : remainder
    let seconds = Int(ofDay / 1_000_000)
    var text: [UInt8] = []
    text.reserveCapacity(27)
    Self.append(day.year, "-", unit: 1_000, to: &text)
    Self.append(day.month, "-", to: &text)
    Self.append(day.day, "T", to: &text)
    Self.append(seconds / 3600, ":", to: &text)
    Self.append(seconds / 60 % 60, ":", to: &text)
    let fraction = Int(ofDay % 1_000_000)
    Self.append(seconds % 60, fraction == 0 ? "Z" : ".", to: &text)
    if fraction != 0 {
      Self.append(fraction, "Z", unit: 100_000, to: &text)
      while text[text.count - 2] == UInt8(ascii: "0") { text.remove(at: text.count - 2) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends a number with all its digits from `unit` down, and what follows it.
  private static func append(_ number: Int, _ separator: Unicode.Scalar, unit: Int = 10, to text: inout [UInt8]) {
    if (0..<unit * 10).contains(number) {
      var unit = unit
      while unit > 0 {
        text.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
        unit /= 10
      }
    } else {
      text.append(contentsOf: String(number).utf8)
    }
    text.append(UInt8(ascii: separator))
  }
}

extension Timestamp: Codable {
  /// Decodes an instant from RFC 3339.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the string is not a time.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the instant as RFC 3339 in UTC.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

private struct TimestampParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func parse() -> Int64? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let dayOfMonth = number(2),
      let day = CivilDate(year: year, month: month, day: dayOfMonth)
    else { return nil }
    let midnight = Int64(day.daysSinceEpoch) * 86_400_000_000
    if position == bytes.count { return midnight }
    guard take("T") || take("t") || take(" "), let hour = number(2), hour < 24, take(":"), let minute = number(2),
      minute < 60, take(":"), let second = number(2), second < 60, let fraction = fraction(), let offset = offset(),
      position == bytes.count
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second) - offset
    return midnight + seconds * 1_000_000 + fraction
  }

  private mutating func fraction() -> Int64? {
    guard take(".") else { return 0 }
    var value: Int64 = 0
    var digits = 0
    while position < bytes.count, let digit = Self.digit(bytes[position]) {
      // More than microseconds cannot be kept, and dropping them silently would merge distinct instants.
      if digits == 6 { return nil }
      value = value * 10 + Int64(digit)
      digits += 1
      position += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  private mutating func offset() -> Int64? {
    if position == bytes.count || take("Z") || take("z") { return 0 }
    let sign: Int64
    if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60 else { return nil }
    return sign * Int64(hours * 3600 + minutes * 60)
  }

  private mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var value = 0
    for offset in 0..<width {
      guard let digit = Self.digit(bytes[position + offset]) else { return nil }
      value = value * 10 + digit
    }
    position += width
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
