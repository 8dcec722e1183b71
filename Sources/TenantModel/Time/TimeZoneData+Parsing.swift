// SPDX-License-Identifier: Apache-2.0

extension TimeZoneData {
  /// Reads a compiled zone file: TZif of version 1 to 4, as RFC 9636 has it.
  ///
  /// - Parameters:
  ///   - name: IANA name.
  ///   - bytes: Contents of the file.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable`` where the contents are not such a file, or count leap
  ///   seconds.
  public init(name: String, tzif bytes: [UInt8]) throws {
    var reader = ZoneFileReader(bytes)
    do {
      self = try reader.zone(named: name)
    } catch let fault as ZoneFileFault {
      throw TenantError(
        .fileUnreadable, "the description of time zone '\(name)' cannot be read: \(fault.reason)",
        hint: "reinstall the system's time zone data (tzdata)", details: ["timeZone": name])
    }
  }
}

private struct ZoneFileFault: Error {
  let reason: String
}

private struct ZoneFileReader {
  private struct Header {
    let version: UInt8
    let utIndicators: Int
    let standardIndicators: Int
    let leapSeconds: Int
    let transitions: Int
    let types: Int
    let characters: Int
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func zone(named name: String) throws -> TimeZoneData {
    var header = try header()
    guard header.version > 0 else { return try block(header, timeSize: 4, name: name) }
    // The first block is for readers that know 32 bits only.
    try skip(
      header.transitions * 5 + header.types * 6 + header.characters + header.leapSeconds * 8
        + header.standardIndicators + header.utIndicators)
    header = try self.header()
    return try block(header, timeSize: 8, name: name)
  }

  private mutating func header() throws -> Header {
    guard try take(4) == Array("TZif".utf8) else { throw ZoneFileFault(reason: "it is not a zone file") }
    let version = try take(1)[0]
    guard version == 0 || (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(version) else {
      throw ZoneFileFault(reason: "it is of an unknown version")
    }
    try skip(15)
    let counts = try (0..<6).map { _ in Int(try integer(4)) }
    // Each bound is far above any real zone, and keeps a damaged count from asking for gigabytes.
    guard counts.allSatisfy({ (0...100_000).contains($0) }), (1...256).contains(counts[4]) else {
      throw ZoneFileFault(reason: "its counts are out of range")
    }
    return Header(
      version: version, utIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2],
      transitions: counts[3], types: counts[4], characters: counts[5])
  }

  private mutating func block(_ header: Header, timeSize: Int, name: String) throws -> TimeZoneData {
    guard header.leapSeconds == 0 else { throw ZoneFileFault(reason: "it counts leap seconds") }
    let instants = try (0..<header.transitions).map { _ in try integer(timeSize) }
    guard zip(instants, instants.dropFirst()).allSatisfy(<) else {
      throw ZoneFileFault(reason: "its changes are not in order")
    }
    let kinds = try take(header.transitions).map(Int.init)
    var offsets: [Int64] = []
    for _ in 0..<header.types {
      let offset = try integer(4)
      guard (-93_600...93_600).contains(offset) else { throw ZoneFileFault(reason: "an offset is out of range") }
      offsets.append(offset)
      try skip(2)
    }
    guard kinds.allSatisfy(offsets.indices.contains) else { throw ZoneFileFault(reason: "a change has no type") }
    try skip(header.characters + header.standardIndicators + header.utIndicators)
    return TimeZoneData(
      name: name, initialOffset: offsets[0],
      transitions: zip(instants, kinds).map { TimeZoneData.Transition(instant: $0, offset: offsets[$1]) },
      rule: timeSize == 8 ? try footer() : nil)
  }

  private mutating func footer() throws -> TimeZoneRule? {
    guard try take(1) == [UInt8(ascii: "\n")], bytes.last == UInt8(ascii: "\n"), position < bytes.count else {
      throw ZoneFileFault(reason: "its rule for later years is missing")
    }
    let text = Array(bytes[position..<(bytes.count - 1)])
    if text.isEmpty { return nil }
    guard let rule = TimeZoneRule(parsing: text) else {
      throw ZoneFileFault(reason: "its rule for later years is '\(String(decoding: text.prefix(80), as: UTF8.self))'")
    }
    return rule
  }

  /// Reads a signed big-endian number.
  private mutating func integer(_ size: Int) throws -> Int64 {
    let field = try take(size)
    let bits = field.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
  }

  private mutating func take(_ count: Int) throws -> [UInt8] {
    try require(count)
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  private mutating func skip(_ count: Int) throws {
    try require(count)
    position += count
  }

  private func require(_ count: Int) throws {
    guard bytes.count - position >= count else { throw ZoneFileFault(reason: "it ends too early") }
  }
}
