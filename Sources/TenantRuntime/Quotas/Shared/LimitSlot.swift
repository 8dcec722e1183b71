// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// One cache line of the mapped file, which holds the state of one limit.
///
/// | word | what |
/// |---|---|
/// | 0 | version of the slot (6 bits) and its state (58 bits) |
/// | 1 | tag: whose state it is; 0 means nobody's |
/// | 2 | kind (4 bits), window in seconds (17 bits), revision of the store that the terms come from (43 bits) |
/// | 3 | the limit, for display |
/// | 4, 5 | terms of even versions: interval and tolerance |
/// | 6, 7 | terms of odd versions |
///
/// The words of what is held at once mean something else: see ``ConcurrencyCells``.
///
/// Whoever changes the terms or the owner holds the file's lock, writes what the next version says, and then takes the step to
/// that version in the one word that decisions are made by. A decision that read the old terms fails its exchange; a crash at any
/// instruction leaves either the old version or the new one.
struct LimitSlot: Hashable, @unchecked Sendable {
  /// What a word means.
  enum Kind: UInt64 {
    /// A theoretical arrival time or the end of a sub-window; over once it has passed.
    case time = 0
    /// A count of what one process holds; over at zero.
    case count = 1
    /// Which processes hold something; never over.
    case directory = 2
  }

  /// The tolerance of a slot without terms: negative, as that of all terms that do not hold now.
  static let noTerms: Int64 = -1

  let words: UnsafeMutablePointer<SharedWord>

  static let stateBits: UInt64 = 58
  static let stateMask: UInt64 = (1 << stateBits) - 1
  private static let revisionMask: UInt64 = (1 << 43) - 1

  /// Acquiring: the terms that are read next are at least those of this version.
  var word: UInt64 { words[0].load(ordering: .acquiring) }
  var tag: UInt64 { words[1].load(ordering: .acquiring) }
  var revision: Int64 { Int64(bitPattern: words[2].load(ordering: .relaxed) & Self.revisionMask) }
  var windowSeconds: Int64 { Int64(bitPattern: words[2].load(ordering: .relaxed) >> 43 & 0x1_FFFF) }
  var limit: Int64 { Int64(bitPattern: words[3].load(ordering: .relaxed)) }

  @inline(__always)
  static func version(of word: UInt64) -> UInt64 { word >> stateBits }

  @inline(__always)
  static func state(of word: UInt64) -> Int64 { Int64(bitPattern: word & stateMask) }

  /// The word that follows another one of the same version.
  @inline(__always)
  static func word(_ state: Int64, like word: UInt64) -> UInt64 {
    (word & ~stateMask) | (UInt64(bitPattern: state) & stateMask)
  }

  /// The interval that a version of the slot goes by.
  @inline(__always)
  func interval(_ word: UInt64) -> Int64 { Int64(bitPattern: words[cell(word)].load(ordering: .relaxed)) }

  /// The tolerance that a version of the slot goes by.
  @inline(__always)
  func tolerance(_ word: UInt64) -> Int64 { Int64(bitPattern: words[cell(word) + 1].load(ordering: .relaxed)) }

  /// Replaces the state, unless somebody else was faster.
  @inline(__always)
  func exchange(_ word: UInt64, for state: Int64) -> Bool {
    words[0].compareExchange(expected: word, desired: Self.word(state, like: word), ordering: .acquiringAndReleasing)
      .exchanged
  }

  /// Takes the slot to its next version, with new terms and a new state, unless somebody else changed the word.
  ///
  /// For the holder of the file's lock.
  func advance(from word: UInt64, state: Int64, interval: Int64, tolerance: Int64) -> Bool {
    let version = (Self.version(of: word) + 1) & (UInt64.max >> Self.stateBits)
    let next = version << Self.stateBits | (UInt64(bitPattern: state) & Self.stateMask)
    words[cell(next)].store(UInt64(bitPattern: interval), ordering: .relaxed)
    words[cell(next) + 1].store(UInt64(bitPattern: tolerance), ordering: .relaxed)
    return words[0].compareExchange(expected: word, desired: next, ordering: .acquiringAndReleasing).exchanged
  }

  func setTag(_ tag: UInt64) { words[1].store(tag, ordering: .releasing) }

  /// Notes what the terms come from, for display and for the order of changes.
  ///
  /// For the holder of the file's lock.
  func describe(kind: Kind, revision: Int64, limit: Int64, windowSeconds: Int64) {
    let about = kind.rawValue << 60 | UInt64(bitPattern: windowSeconds & 0x1_FFFF) << 43
    words[2].store(about | UInt64(bitPattern: revision) & Self.revisionMask, ordering: .relaxed)
    words[3].store(UInt64(bitPattern: limit), ordering: .relaxed)
  }

  func forgetRevision() {
    words[2].store(words[2].load(ordering: .relaxed) & ~Self.revisionMask, ordering: .relaxed)
  }

  /// Whether the state says the same as that of a new slot, so that another owner may have it.
  func isOver(now: Int64) -> Bool {
    let state = Self.state(of: word)
    return switch Kind(rawValue: words[2].load(ordering: .relaxed) >> 60) {
    case .time: state <= now
    case .count: state == 0
    case .directory, nil: false
    }
  }

  @inline(__always)
  private func cell(_ word: UInt64) -> Int { 4 + 2 * Int(Self.version(of: word) & 1) }
}

extension LimitSlot {
  /// A slot that no tag fits, for handles of limits that are not decided by a slot.
  static let nobodys = LimitSlot.inMemory()

  /// A slot of this process alone, never freed.
  static func inMemory() -> LimitSlot {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: LimitsLayout.slotBytes, alignment: LimitsLayout.slotBytes)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: LimitsLayout.slotBytes)
    return LimitSlot(words: memory.assumingMemoryBound(to: SharedWord.self))
  }
}
