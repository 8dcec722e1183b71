// SPDX-License-Identifier: Apache-2.0

/// MurmurHash3 x86_32 with seed 0, fed piece by piece.
///
/// The algorithm is Austin Appleby's, put in the public domain (`MurmurHash3.cpp` in his repository `smhasher`). A prefix
/// that never changes can be hashed once and the state kept, so that a decision hashes only what the request brings.
public struct Murmur3: Sendable {
  private var state: UInt32 = 0
  /// The bytes that do not fill a block yet, the first in the lowest position.
  private var pending: UInt32 = 0
  private var pendingCount: UInt32 = 0
  private var byteCount: UInt32 = 0

  /// Creates the state before any byte.
  public init() {}

  /// Creates the state after a text.
  ///
  /// - Parameter text: The text; its UTF-8 is hashed.
  public init(_ text: String) {
    update(text)
  }

  /// Appends a text.
  ///
  /// - Parameter text: The text; its UTF-8 is hashed.
  public mutating func update(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes { update(byte) }
    }
    if isDone == nil {
      for byte in text.utf8 { update(byte) }
    }
  }

  @inline(__always)
  private mutating func update(_ byte: UInt8) {
    pending |= UInt32(byte) << (8 * pendingCount)
    pendingCount += 1
    byteCount &+= 1
    if pendingCount == 4 {
      state = Self.rotate(state ^ Self.scramble(pending), by: 13) &* 5 &+ 0xE654_6B64
      pending = 0
      pendingCount = 0
    }
  }

  /// The hash of everything appended so far.
  public var hash: UInt32 {
    var hash = pendingCount > 0 ? state ^ Self.scramble(pending) : state
    hash ^= byteCount
    hash = (hash ^ (hash >> 16)) &* 0x85EB_CA6B
    hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE35
    return hash ^ (hash >> 16)
  }

  private static func scramble(_ block: UInt32) -> UInt32 {
    rotate(block &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
  }

  private static func rotate(_ value: UInt32, by bits: UInt32) -> UInt32 {
    (value << bits) | (value >> (32 - bits))
  }
}
