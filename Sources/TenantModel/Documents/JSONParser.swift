// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
  /// Reads one JSON value as RFC 8259 has it.
  ///
  /// Duplicate keys are refused, because two readers of such a document may see different values. The parser is our own
  /// because the toolchain's one passes numbers through binary floating point and costs more than the ingest of an event.
  ///
  /// - Parameter text: The document; nesting at most 64 deep.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the place of the first fault.
  public init(parsing text: some StringProtocol) throws {
    try self.init(utf8: Array(text.utf8))
  }

  /// Reads one JSON value from UTF-8.
  ///
  /// - Parameter bytes: The document; nesting at most 64 deep.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the place of the first fault.
  public init(utf8 bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer)
      return try parser.parseDocument()
    }
  }
}

private struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private static let maximumDepth = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func parseDocument() throws -> JSONValue {
    let value = try parseValue(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw fault("unexpected text after the value") }
    return value
  }

  private func fault(_ what: String) -> TenantError {
    TenantError(
      .invalidValue, "not valid JSON: \(what) at byte \(position + 1)", details: ["offset": String(position)])
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func parseValue(depth: Int) throws -> JSONValue {
    guard depth < Self.maximumDepth else { throw fault("nesting deeper than \(Self.maximumDepth)") }
    skipSpace()
    guard position < bytes.count else { throw fault("unexpected end") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try parseObject(depth: depth)
    case UInt8(ascii: "["): return try parseArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    default: return try parseNumber()
    }
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { throw fault("unexpected word") }
    for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { throw fault("unexpected word") }
    position += count
    return value
  }

  private mutating func parseObject(depth: Int) throws -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fault("expected a key") }
      let start = position
      let key = try parseString()
      skipSpace()
      guard take(":") else { throw fault("expected ':'") }
      let value = try parseValue(depth: depth + 1)
      guard members.updateValue(value, forKey: key) == nil else {
        position = start
        throw fault("duplicate key '\(key.prefix(80))'")
      }
      skipSpace()
      if take(",") { continue }
      guard take("}") else { throw fault("expected ',' or '}'") }
      return .object(members)
    }
  }

  private mutating func parseArray(depth: Int) throws -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw fault("expected ',' or ']'") }
      return .array(elements)
    }
  }

  private mutating func parseNumber() throws -> JSONValue {
    let start = position
    _ = take("-")
    if take("0") {
    } else {
      guard skipDigits() else { throw fault("unexpected character") }
    }
    if take("."), !skipDigits() { throw fault("expected a digit") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard skipDigits() else { throw fault("expected a digit") }
    }
    return .number(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self))
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    return position > start
  }

  private mutating func parseString() throws -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        guard let text = String(validating: run, as: UTF8.self) else { throw fault("invalid UTF-8") }
        position += 1
        return text
      case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
      case 0..<0x20: throw fault("control character in a string")
      default: position += 1
      }
    }
    throw fault("unterminated string")
  }

  private mutating func parseEscapedString(from start: Int) throws -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let result = String(validating: text, as: UTF8.self) else { throw fault("invalid UTF-8") }
        return result
      case UInt8(ascii: "\\"): text.append(contentsOf: Array(String(try parseEscape()).utf8))
      case 0..<0x20:
        position -= 1
        throw fault("control character in a string")
      default: text.append(byte)
      }
    }
    throw fault("unterminated string")
  }

  private mutating func parseEscape() throws -> Unicode.Scalar {
    guard position < bytes.count else { throw fault("unterminated string") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try parseHex()
      if (0xD800..<0xDC00).contains(unit) {
        guard take("\\"), take("u") else { throw fault("lone surrogate") }
        let low = try parseHex()
        guard (0xDC00..<0xE000).contains(low),
          let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        else { throw fault("lone surrogate") }
        return scalar
      }
      guard let scalar = Unicode.Scalar(unit) else { throw fault("lone surrogate") }
      return scalar
    default: throw fault("unknown escape")
    }
  }

  private mutating func parseHex() throws -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-")
    else { throw fault("expected four hexadecimal digits") }
    position += 4
    return value
  }
}
