// SPDX-License-Identifier: Apache-2.0

/// One request as web servers log it: the common log format, or the combined one that adds referrer and agent.
public struct AccessLogLine: Equatable, Sendable {
  /// Address or name of the client.
  public let client: String
  /// When the server received the request.
  public let time: Timestamp
  /// Status of the response, 100 to 999.
  public let status: Int
  /// Bytes of the response's body; `-` in the log counts as 0.
  public let size: Int64

  /// Reads a line such as `203.0.113.9 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 2326 "…" "…"`.
  ///
  /// The request is skipped whatever bytes it holds; a quote in it is escaped by a backslash. What follows the size is not looked at:
  /// servers cut an overlong agent in the middle of its quotes, and many append fields of their own.
  ///
  /// - Parameter line: The line's bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the first part that is wrong.
  public init(_ line: UnsafeBufferPointer<UInt8>) throws {
    var scanner = AccessLogScanner(line)
    client = try scanner.word("client address")
    _ = try scanner.word("identity")
    _ = try scanner.word("user")
    time = try scanner.time()
    try scanner.quoted("request")
    status = try scanner.status()
    size = try scanner.size()
  }
}

private struct AccessLogScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  func fault(_ what: String) -> TenantError {
    TenantError(
      .invalidValue, "not an access log line: \(what) at byte \(position + 1)",
      hint: "the common and the combined log format are read", details: ["offset": String(position)])
  }

  /// The bytes up to the next blank, which is taken too.
  private mutating func field(_ what: String) throws -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: " ") { position += 1 }
    let range = start..<position
    guard !range.isEmpty else { throw fault("\(what) is missing") }
    if position < bytes.count { position += 1 }
    return range
  }

  mutating func word(_ what: String) throws -> String {
    let start = position
    let range = try field(what)
    guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
      position = start
      throw fault("\(what) is not valid UTF-8")
    }
    return text
  }

  mutating func quoted(_ what: String) throws {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw fault("\(what) in quotes is missing")
    }
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else {
      position = bytes.count
      throw fault("the quote of the \(what) is not closed")
    }
    position += 1
    guard isAtEnd || bytes[position] == UInt8(ascii: " ") else { throw fault("text after the \(what)") }
    if !isAtEnd { position += 1 }
  }

  mutating func status() throws -> Int {
    let range = try field("status")
    guard range.count == 3, let value = number(range), value >= 100 else {
      position = range.lowerBound
      throw fault("status is not three digits")
    }
    return Int(value)
  }

  mutating func size() throws -> Int64 {
    let range = try field("size")
    if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "-") { return 0 }
    guard let value = number(range) else {
      position = range.lowerBound
      throw fault("size is not a number")
    }
    return value
  }

  private func number(_ range: Range<Int>) -> Int64? {
    UsageQuantity.amount(utf8: UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// `[17/May/2015:10:05:03 +0000]`, always of this width.
  mutating func time() throws -> Timestamp {
    let start = position
    guard start + 28 <= bytes.count, matches(start, "["), matches(start + 3, "/"), matches(start + 7, "/"),
      matches(start + 12, ":"), matches(start + 15, ":"), matches(start + 18, ":"), matches(start + 21, " "),
      matches(start + 27, "]"), let day = number(start + 1..<start + 3), let month = month(start + 4),
      let year = number(start + 8..<start + 12), let date = CivilDate(year: Int(year), month: month, day: Int(day)),
      let hour = number(start + 13..<start + 15), hour < 24, let minute = number(start + 16..<start + 18), minute < 60,
      let second = number(start + 19..<start + 21), second <= 60, let offset = offset(start + 22)
    else { throw fault("time like [17/May/2015:10:05:03 +0000] is missing") }
    position = start + 28
    guard !isAtEnd, matches(position, " ") else { throw fault("text after the time") }
    position += 1
    // A leap second, which the epoch does not count, is the first second of the next minute.
    return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + hour * 3_600 + minute * 60 + second - offset)
  }

  private func matches(_ position: Int, _ character: Unicode.Scalar) -> Bool {
    bytes[position] == UInt8(ascii: character)
  }

  private func month(_ position: Int) -> Int? {
    let name = String(decoding: bytes[position..<position + 3], as: UTF8.self)
    return Self.months.firstIndex(of: name).map { $0 + 1 }
  }

  private func offset(_ position: Int) -> Int64? {
    guard matches(position, "+") || matches(position, "-"), let hours = number(position + 1..<position + 3), hours < 24,
      let minutes = number(position + 3..<position + 5), minutes < 60
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return matches(position, "-") ? 0 - seconds : seconds
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
