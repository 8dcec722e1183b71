// SPDX-License-Identifier: Apache-2.0

extension TimeZoneRule {
  /// Reads the rule at the end of a zone file, POSIX `TZ` with the extensions of RFC 9636; `nil` where it is malformed.
  init?(parsing text: [UInt8]) {
    var parser = TimeZoneRuleParser(text)
    guard let rule = parser.rule() else { return nil }
    self = rule
  }
}

private struct TimeZoneRuleParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func rule() -> TimeZoneRule? {
    guard name(), let standard = signedTime(maximumHours: 24) else { return nil }
    if position == bytes.count { return TimeZoneRule(standardOffset: -standard, daylight: nil) }
    guard name() else { return nil }
    var offset = -standard + 3_600
    if position < bytes.count, bytes[position] != UInt8(ascii: ",") {
      guard let written = signedTime(maximumHours: 24) else { return nil }
      offset = -written
    }
    // Without dates the rule would depend on the reader's taste.
    guard take(","), let start = change(), take(","), let end = change(), position == bytes.count else { return nil }
    return TimeZoneRule(
      standardOffset: -standard, daylight: TimeZoneRule.Daylight(offset: offset, start: start, end: end))
  }

  /// Skips a name: at least three letters, or anything between angle brackets.
  private mutating func name() -> Bool {
    let start = position
    if take("<") {
      while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
      return take(">") && position - start >= 5
    }
    while position < bytes.count, Self.isLetter(bytes[position]) { position += 1 }
    return position - start >= 3
  }

  private mutating func change() -> TimeZoneRule.Change? {
    guard let day = day() else { return nil }
    guard take("/") else { return TimeZoneRule.Change(day: day, secondOfDay: 7_200) }
    return signedTime(maximumHours: 167).map { TimeZoneRule.Change(day: day, secondOfDay: $0) }
  }

  private mutating func day() -> TimeZoneRule.Day? {
    if take("J") { return number(in: 1...365).map { .julian($0) } }
    guard take("M") else { return number(in: 0...365).map { .ofYear($0) } }
    guard let month = number(in: 1...12), take("."), let week = number(in: 1...5), take("."),
      let weekday = number(in: 0...6)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  private mutating func signedTime(maximumHours: Int) -> Int64? {
    let sign: Int64 = take("-") ? -1 : 1
    if sign == 1 { _ = take("+") }
    guard let hours = number(in: 0...maximumHours) else { return nil }
    var seconds = Int64(hours) * 3_600
    if take(":") {
      guard let minutes = number(in: 0...59) else { return nil }
      seconds += Int64(minutes) * 60
      if take(":") {
        guard let rest = number(in: 0...59) else { return nil }
        seconds += Int64(rest)
      }
    }
    return sign * seconds
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int? {
    let start = position
    var value = 0
    while position < bytes.count, position - start < 3, Self.isDigit(bytes[position]) {
      value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    return position > start && range.contains(value) ? value : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
