// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

extension LimitsFile {
  /// The slot of a key that has one.
  ///
  /// - Throws: ``TenantError`` where the file cannot be locked or mapped.
  func find(_ key: LimitKey) throws -> LimitSlot? {
    try withLock { Self.find(key, in: $0) }
  }

  /// The slot of a key, given to it if it has none.
  ///
  /// - Parameters:
  ///   - key: Whose slot.
  ///   - kind: What its word means.
  ///   - inspect: Looks at the slot while nobody else can change its terms or owner; `isNew` says that its state is 0.
  /// - Returns: The slot.
  /// - Throws: ``TenantError`` where the file cannot be locked, mapped or extended.
  func slot(
    _ key: LimitKey, kind: LimitSlot.Kind, _ inspect: (_ slot: LimitSlot, _ isNew: Bool) -> Void = { _, _ in }
  ) throws -> LimitSlot {
    try withLock { locked in
      if let slot = Self.find(key, in: locked) {
        inspect(slot, false)
        return slot
      }
      while true {
        if let slot = Self.claim(key, kind: kind, in: locked, now: MonotonicClock.nanoseconds()) {
          inspect(slot, true)
          return slot
        }
        try locked.grow()
      }
    }
  }

  private static func find(_ key: LimitKey, in locked: Locked) -> LimitSlot? {
    for index in locked.segments.indices {
      for slot in neighbours(of: key, in: locked, segment: index) where slot.tag == key.tag { return slot }
    }
    return nil
  }

  /// Takes a slot that is nobody's, or whose state is the same as none.
  private static func claim(_ key: LimitKey, kind: LimitSlot.Kind, in locked: Locked, now: Int64) -> LimitSlot? {
    for index in locked.segments.indices {
      for slot in neighbours(of: key, in: locked, segment: index) where slot.tag == 0 {
        if take(slot, for: key, kind: kind) { return slot }
      }
    }
    // An owner that comes back would have to find another one. So the file grows rather than that busy limits take each other's.
    let rested = locked.isFull ? now : now - LimitsLayout.restNanoseconds
    for index in locked.segments.indices {
      for slot in neighbours(of: key, in: locked, segment: index) where slot.isOver(now: rested) {
        if take(slot, for: key, kind: kind) { return slot }
      }
    }
    return nil
  }

  private static func take(_ slot: LimitSlot, for key: LimitKey, kind: LimitSlot.Kind) -> Bool {
    let word = slot.word
    // The step comes before the tag: whoever decided on the old owner's behalf loses the exchange.
    guard slot.advance(from: word, state: 0, interval: 0, tolerance: LimitSlot.noTerms) else { return false }
    slot.describe(kind: kind, revision: 0, limit: 0, windowSeconds: 0)
    slot.setTag(key.tag)
    return true
  }

  static func neighbours(of key: LimitKey, in locked: Locked, segment: Int) -> [LimitSlot] {
    let slots = LimitsLayout.slots(inSegment: segment)
    let base = locked.segments[segment]
    return (0..<LimitsLayout.probes).map { probe in
      let index = Int((key.place &+ UInt64(probe)) & UInt64(slots - 1))
      let words = (base + index * LimitsLayout.slotBytes).assumingMemoryBound(to: SharedWord.self)
      return LimitSlot(words: words)
    }
  }

  /// Forgets which revisions terms come from, because the store was replaced by one whose revisions say something else.
  ///
  /// - Throws: ``TenantError`` where the file cannot be locked or mapped.
  func forgetRevisions() throws {
    try withLock { locked in
      for (index, base) in locked.segments.enumerated() {
        for number in 0..<LimitsLayout.slots(inSegment: index) {
          let words = (base + number * LimitsLayout.slotBytes).assumingMemoryBound(to: SharedWord.self)
          let slot = LimitSlot(words: words)
          if slot.tag != 0 { slot.forgetRevision() }
        }
      }
    }
  }
}
