// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One word of the mapped file, shared by all processes of the host.
typealias SharedWord = Atomic<UInt64>

/// Where things are in the file `<store>-limits`, which all runtimes of a host map.
///
/// | bytes | what |
/// |---|---|
/// | 0 | magic |
/// | 8 | version of this format |
/// | 16 | digest of the boot's id, 16 bytes: all times are of the monotonic clock, which counts from the boot |
/// | 32 | digest of the store's id, 16 bytes |
/// | 56 | number of segments of slots |
/// | 64 | 1 once the file was replaced by another at its path |
/// | 72 | source of tokens and epochs; strictly increasing |
/// | 80 | when the file was made, by the monotonic clock |
/// | 88 | 1 where it took the place of a file that processes of this boot may still have; see ``LimitsFile/isSettled(at:)`` |
/// | 1,024 | how often the boundary between tenants refused something, a word for each kind; see ``SharedViolations`` |
/// | 2,048 | how often something else was refused, likewise |
/// | 4,096 | register of runtimes, 256 entries of 256 bytes |
/// | 69,632 | segments of slots of 64 bytes; segment n has 16,384 · 2ⁿ |
///
/// Numbers are of the host's byte order: the file never leaves it. A slot never moves, so a pointer to one stays good.
enum LimitsLayout {
  static let magic: UInt64 = 0x5443_544C_494D_4954
  static let formatVersion: UInt64 = 1

  static let formatOffset = 8
  static let bootOffset = 16
  static let storeOffset = 32
  static let segmentsOffset = 56
  static let retiredOffset = 64
  static let sequenceOffset = 72
  static let bornOffset = 80
  static let successorOffset = 88
  /// Bytes of the head that a new file is made with.
  static let identityBytes = 96

  static let violationsOffset = 1_024
  static let refusalsOffset = 2_048

  static let registerOffset = 4_096
  static let registerEntries = 256
  static let registerEntryBytes = 256
  static let headBytes = registerOffset + registerEntries * registerEntryBytes

  static let slotBytes = 64
  static let maximumSegments = 16
  /// How many neighbouring slots of a segment may hold a key.
  static let probes = 16

  /// How long the file's lock is waited for, a quarter of a second, and how long nobody asks for it after that: a second.
  static let lockNanoseconds: Int64 = 250_000_000
  static let lockPauseNanoseconds: Int64 = 1_000_000_000

  /// How long a limit must have been unused before another one may have its slot: ten minutes.
  static let restNanoseconds: Int64 = 600_000_000_000

  static func slots(inSegment segment: Int) -> Int { 16_384 << segment }

  static func offset(ofSegment segment: Int) -> Int {
    headBytes + (slots(inSegment: segment) - slots(inSegment: 0)) * slotBytes
  }

  static func fileBytes(segments: Int) -> Int { offset(ofSegment: segments) }
}
