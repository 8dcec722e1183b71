// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// The rows of a table in CSV (RFC 4180), one at a time.
///
/// The reader is a cursor: ``advance()`` moves to the next row, and the fields are read in place. It is strict, because a table that is
/// not what it seems to be must not become tenants or money: every row has as many columns as the header, quotes surround whole
/// fields, names in the header are unique. Beyond the RFC it takes LF alone as a line end, skips a byte order mark, and skips
/// empty lines of a table that has more than one column.
package final class CSVReader {
  /// Longest row that is accepted, in bytes: 1 MiB.
  package static let maximumLength = 1 << 20

  /// The input.
  package let source: ByteSource
  /// Names of the columns, unique; empty where the table has no header.
  package private(set) var header: [String] = []
  /// Line on which the current row begins, from 1; 0 before the first.
  package private(set) var line = 0
  /// Number of columns, once a row or the header was read.
  package private(set) var columnCount: Int?

  private struct Field {
    var start: Int
    var count: Int
    var hasDoubledQuotes: Bool
  }

  private let buffer: InputBuffer
  private let delimiter: UInt8
  private let limit: Int
  private var fields: [Field] = []
  private var rowStart = 0
  private var nextLine = 1
  private var isBroken = false

  /// Creates a reader and reads the header.
  ///
  /// - Parameters:
  ///   - source: The input.
  ///   - delimiter: What separates fields: any ASCII character but the quote and line ends.
  ///   - hasHeader: Whether the first row names the columns.
  ///   - limit: Longest row that is accepted, in bytes.
  ///   - capacity: Bytes to read at a time.
  /// - Throws: `TenantError` with `invalid_row` where the header is missing, malformed or names a column twice.
  package init(
    _ source: ByteSource, delimiter: Unicode.Scalar = ",", hasHeader: Bool = true, limit: Int = maximumLength,
    capacity: Int = 1 << 18
  ) throws {
    guard delimiter.isASCII, !"\"\r\n".unicodeScalars.contains(delimiter) else {
      throw TenantError(
        .invalidValue, "'\(delimiter)' cannot separate fields", hint: "use ',', ';', '|' or a tab",
        details: ["delimiter": String(delimiter)])
    }
    self.source = source
    self.delimiter = UInt8(ascii: delimiter)
    self.limit = limit
    buffer = InputBuffer(source, capacity: capacity)
    try buffer.skipByteOrderMark()
    if hasHeader { try readHeader() }
  }

  /// Moves to the next row.
  ///
  /// After a row with the wrong number of columns the reader can go on. After a fault of quoting it cannot: where the next row begins
  /// would be a guess, and a guess may turn the inside of a field into rows. It then stays at its end.
  ///
  /// - Returns: Whether there is a row.
  /// - Throws: `TenantError` with `invalid_row` naming line and column of the first fault.
  package func advance() throws -> Bool {
    while true {
      guard try readRow() else { return false }
      if isEmptyLine, columnCount != 1 { continue }
      guard let columnCount, columnCount != fields.count else {
        columnCount = fields.count
        return true
      }
      let count = fields.count
      throw InputPlace(source: source.name, line: line).fault(
        "\(count) column\(count == 1 ? "" : "s") where \(columnCount) are expected",
        details: ["columns": String(count), "expected": String(columnCount)])
    }
  }

  /// Number of fields of the current row.
  package var count: Int { fields.count }

  /// Position of the column with the given name.
  ///
  /// - Parameter name: Name in the header, byte by byte.
  /// - Returns: Position from 0, or `nil` where the header does not have it.
  package func index(of name: String) -> Int? { header.firstIndex(of: name) }

  /// Gives the bytes of a field of the current row, unquoted.
  ///
  /// - Parameters:
  ///   - index: Position from 0, below ``count``.
  ///   - body: Receives the bytes, which are only valid during the call.
  /// - Returns: What `body` returns.
  package func withBytes<Result>(
    at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let field = fields[index]
    return try body(UnsafeBufferPointer(start: buffer.base + rowStart + field.start, count: field.count))
  }

  /// Whether a field of the current row is empty.
  package func isEmpty(at index: Int) -> Bool { fields[index].count == 0 }

  /// The text of a field of the current row.
  ///
  /// - Parameter index: Position from 0, below ``count``.
  /// - Returns: The text, unquoted.
  /// - Throws: `TenantError` with `invalid_row` where the field is not valid UTF-8.
  package func string(at index: Int) throws -> String {
    let text = withBytes(at: index) { bytes in
      // Plain ASCII is decoded several times as fast as it is validated.
      bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }
    guard let text else { throw place(ofColumn: index).fault("not valid UTF-8") }
    return text
  }

  /// The texts of all fields of the current row.
  package func strings() throws -> [String] {
    try fields.indices.map(string(at:))
  }

  /// Where the current row stands.
  package var place: InputPlace { InputPlace(source: source.name, line: line) }

  /// Where a field of the current row stands.
  package func place(ofColumn index: Int) -> InputPlace {
    InputPlace(
      source: source.name, line: line, column: index + 1, name: index < header.count ? header[index] : nil)
  }
}

extension CSVReader {
  private var isEmptyLine: Bool {
    fields.count == 1 && fields[0].count == 0 && fields[0].start == 0
  }

  private func readHeader() throws {
    guard try advance() else {
      throw InputPlace(source: source.name, line: 1).fault("no header", hint: "the first row names the columns")
    }
    let names = try strings()
    var seen: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let first = seen.updateValue(index, forKey: name) {
        throw place(ofColumn: index).fault("column name '\(name.prefix(80))' was used for column \(first + 1) already")
      }
    }
    header = names
  }

  private func readRow() throws -> Bool {
    if isBroken { return false }
    while true {
      line = nextLine
      if buffer.available == 0, try !buffer.fill() {
        fields.removeAll()
        return false
      }
      if let consumed = try scanRow(), consumed <= limit {
        rowStart = buffer.start
        removeDoubledQuotes()
        buffer.consume(consumed)
        return true
      }
      if buffer.available > limit { throw broken("longer than \(limit) bytes", column: max(0, fields.count - 1)) }
      // The row continues behind the window. It is scanned again from its start: with doubling windows that is linear.
      _ = try buffer.fill()
    }
  }

  /// Scans one row from the start of the window.
  ///
  /// - Returns: Bytes up to and with the line end, or `nil` where the window ends before the row does.
  private func scanRow() throws -> Int? {
    let bytes = UnsafeBufferPointer(start: buffer.base + buffer.start, count: buffer.available)
    let delimiter = self.delimiter
    var position = 0
    var lines = 1
    fields.removeAll(keepingCapacity: true)
    while true {
      let start = position
      if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
        guard let field = try scanQuoted(bytes, from: start + 1, openedOn: nextLine + lines - 1) else { return nil }
        position = field.start + field.count + 1
        fields.append(field)
        lines += Self.countLineFeeds(bytes, field)
      } else {
        while position < bytes.count {
          let byte = bytes[position]
          if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
          if byte == UInt8(ascii: "\"") {
            throw broken("a quote inside a field that does not begin with one", column: fields.count, lines: lines)
          }
          position += 1
        }
        fields.append(Field(start: start, count: position - start, hasDoubledQuotes: false))
      }
      guard position < bytes.count else {
        guard buffer.isAtEnd else { return nil }
        nextLine += lines
        return position
      }
      switch bytes[position] {
      case delimiter: position += 1
      case UInt8(ascii: "\n"):
        nextLine += lines
        return position + 1
      case UInt8(ascii: "\r"):
        guard position + 1 < bytes.count || buffer.isAtEnd else { return nil }
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\n") else {
          throw broken("a carriage return without a line feed", column: fields.count - 1, lines: lines)
        }
        nextLine += lines
        return position + 2
      default: throw broken("text after the closing quote", column: fields.count - 1, lines: lines)
      }
    }
  }

  /// Scans a field behind its opening quote.
  ///
  /// - Returns: The field without its quotes, or `nil` where the window ends before it is certain that the field does.
  private func scanQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, openedOn line: Int
  ) throws -> Field? {
    var field = Field(start: start, count: 0, hasDoubledQuotes: false)
    var position = start
    while position < bytes.count, let first = bytes.baseAddress,
      let hit = memchr(first + position, Int32(UInt8(ascii: "\"")), bytes.count - position)
    {
      position = UnsafeRawPointer(first).distance(to: UnsafeRawPointer(hit))
      if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      guard position + 1 < bytes.count || buffer.isAtEnd else { return nil }
      field.count = position - start
      return field
    }
    guard buffer.isAtEnd || bytes.count > limit else { return nil }
    self.line = line
    throw broken(
      buffer.isAtEnd
        ? "the quote that opens here is never closed"
        : "the quote that opens here is not closed within \(limit) bytes", column: fields.count)
  }

  private static func countLineFeeds(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Field) -> Int {
    bytes[field.start..<field.start + field.count].count { $0 == UInt8(ascii: "\n") }
  }

  private func removeDoubledQuotes() {
    for index in fields.indices where fields[index].hasDoubledQuotes {
      // In place: what is removed only makes room, and the row is not scanned again.
      let first = buffer.base + buffer.start + fields[index].start
      var written = 0
      var read = 0
      while read < fields[index].count {
        first[written] = first[read]
        written += 1
        read += first[read] == UInt8(ascii: "\"") ? 2 : 1
      }
      fields[index].count = written
    }
  }

  private func broken(_ what: String, column: Int, lines: Int = 1) -> TenantError {
    isBroken = true
    line += lines - 1
    let fault = place(ofColumn: column).fault(what, hint: "nothing after this place was read")
    fields.removeAll()
    return fault
  }
}
