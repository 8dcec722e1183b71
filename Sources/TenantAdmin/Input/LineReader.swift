// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// The lines of an input, without their line ends (LF or CR LF) and without a byte order mark.
///
/// Whether a line is valid UTF-8 is for the consumer to find out: an access log may hold any byte.
package final class LineReader {
  /// Longest line that is accepted, in bytes: 1 MiB.
  package static let maximumLength = 1 << 20

  /// Number of the line given last, from 1; 0 before the first.
  package private(set) var line = 0
  /// The input.
  package let source: ByteSource

  private let buffer: InputBuffer
  private let limit: Int

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - source: The input.
  ///   - limit: Longest line that is accepted, in bytes without its line end.
  ///   - capacity: Bytes to read at a time.
  /// - Throws: `TenantError` where the input cannot be read.
  package init(_ source: ByteSource, limit: Int = maximumLength, capacity: Int = 1 << 18) throws {
    self.source = source
    self.limit = limit
    buffer = InputBuffer(source, capacity: capacity)
    try buffer.skipByteOrderMark()
  }

  /// Where the line given last stands.
  package var place: InputPlace { InputPlace(source: source.name, line: line) }

  /// Reads the next line.
  ///
  /// - Parameter body: Receives the line's bytes, which are only valid during the call.
  /// - Returns: What `body` returns, or `nil` at the end.
  /// - Throws: `TenantError` with `invalid_row` where the line is too long; what `body` throws.
  package func withNextLine<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result? {
    var scanned = 0
    while true {
      let first = buffer.base + buffer.start
      let available = buffer.available
      if let end = memchr(first + scanned, 0x0A, available - scanned) {
        let count = UnsafeRawPointer(first).distance(to: UnsafeRawPointer(end))
        return try give(first, count, consuming: count + 1, body)
      }
      scanned = available
      // One more byte than allowed may be the CR of a line end that has not been read yet.
      if scanned > limit + 1 { throw tooLong() }
      if try buffer.fill() { continue }
      return scanned == 0 ? nil : try give(buffer.base + buffer.start, scanned, consuming: scanned, body)
    }
  }

  private func give<Result>(
    _ first: UnsafeMutablePointer<UInt8>, _ count: Int, consuming consumed: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    let length = count > 0 && first[count - 1] == 0x0D ? count - 1 : count
    if length > limit { throw tooLong() }
    line += 1
    buffer.consume(consumed)
    return try body(UnsafeBufferPointer(start: first, count: length))
  }

  private func tooLong() -> TenantError {
    InputPlace(source: source.name, line: line + 1).fault("longer than \(limit) bytes")
  }
}
