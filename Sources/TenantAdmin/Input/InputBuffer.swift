// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A window over a source that holds at least the record being read, and moves forward with it.
final class InputBuffer {
  /// The window's memory; it moves when the window grows, so it must be read again after ``fill()``.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Offset of the first byte that is not consumed.
  private(set) var start = 0
  /// Offset behind the last byte that was read.
  private(set) var end = 0
  /// Whether the source has nothing more to give.
  private(set) var isAtEnd = false

  private let source: ByteSource
  private var capacity: Int

  /// Creates an empty window.
  ///
  /// - Parameters:
  ///   - source: Where the bytes come from.
  ///   - capacity: Bytes to begin with; the window doubles when one record does not fit.
  init(_ source: ByteSource, capacity: Int) {
    self.source = source
    self.capacity = max(1, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Bytes that were read and are not consumed.
  var available: Int { end - start }

  /// Gives up bytes at the front; their memory stays as it is until the next ``fill()``.
  func consume(_ count: Int) {
    precondition(count <= available)
    start += count
  }

  /// Reads more behind what is there.
  ///
  /// - Returns: Whether there was more.
  func fill() throws -> Bool {
    if isAtEnd { return false }
    if end == capacity {
      if start > 0 {
        memmove(base, base + start, available)
      } else {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        memcpy(larger, base, end)
        base.deallocate()
        base = larger
        capacity *= 2
      }
      (start, end) = (0, available)
    }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  /// Consumes a UTF-8 byte order mark where the input begins with one.
  func skipByteOrderMark() throws {
    while available < 3, try fill() {}
    if available >= 3, base[start] == 0xEF, base[start + 1] == 0xBB, base[start + 2] == 0xBF { consume(3) }
  }
}
