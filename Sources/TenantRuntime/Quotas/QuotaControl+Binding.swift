// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// How a limit finds its slots, and what becomes of them where its terms or the file change; all under the lock.
extension QuotaControl {
  /// Finds slots again that were given to another limit while nothing was counted in them, or whose file was replaced.
  func rebind(_ guarded: inout Guarded) {
    // In a file that was replaced nobody must begin anew: whoever went over to the next one does not look there any more.
    engine.limits.refresh()
    bind(&guarded)
  }

  /// Finds the slots in the current file, and lets the terms hold in them.
  func bind(_ guarded: inout Guarded) {
    let file = engine.limits.file
    if guarded.file !== file { guarded.cells = nil }
    do {
      if let file {
        guard try bind(to: file, &guarded) else {
          engine.limits.refresh()
          return bind(&guarded)
        }
        guarded.fallback = nil
      } else {
        setPlace(.nobodys)
      }
      guarded.file = file
      if let file { guarded.home = file }
    } catch let error as TenantError where error.code == .storeBusy {
      // The file is good, so what decides in it goes on to, and the rest is tried again by whoever comes next.
      guarded.file = nil
      if let home = guarded.home, file?.isSame(as: home) == true, guarded.slot?.tag == tag { return }
      setPlace(.nobodys)
    } catch {
      engine.limits.failed(error)
      guarded.file = nil
      setPlace(.nobodys)
    }
  }

  /// - Returns: Whether the file was still the one at its path; where not, the terms do not hold in it.
  private func bind(to file: LimitsFile, _ guarded: inout Guarded) throws -> Bool {
    let terms = guarded.terms
    let key = LimitKey(tenant: tenant, quota: quota, user: user, part: part)
    let isMoved = guarded.home.map { !$0.isSame(as: file) } ?? false
    switch terms.rule {
    case .rate(let rate):
      let carried = isMoved ? self.carried(rate, guarded) : nil
      var isLate = false
      let slot = try file.slot(key, kind: .time) { slot, isNew in
        // Whoever went over to the next file has closed the slot, or is about to: it must not decide again.
        isLate = file.isRetired
        guard !isLate else { return }
        let now = MonotonicClock.nanoseconds()
        slot.settle(rate, terms, isNew: isNew, carried: carried, now: now)
        if let counted = self.counted(guarded.ring, rate, terms, now: now) { slot.raise(to: counted) }
      }
      if isLate { return false }
      guarded.slot = slot
      guarded.ring = []
      // The slot of a rate that is watched does not decide, so there is no use in asking it.
      setPlace(terms.isWatched ? .nobodys : slot)
    case .rolling(let window):
      let decided = try guarded.slot ?? file.find(key)
      let now = MonotonicClock.nanoseconds()
      let current = window.cell(at: now).index
      guarded.ring = try (0..<RollingWindow.cells).map { index in
        try cell(index, in: file, isMoved: isMoved, window, guarded) { cell in
          guard index == current, let decided, decided.tag == tag, decided.revision < terms.revision else { return }
          // Once, by whoever comes first: what the rate admitted counts in the ring.
          let used = decided.used(within: window.window, now: now)
          decided.settle(nil, terms, isNew: false, carried: nil, now: now)
          while !cell.exchange(cell.word, for: window.adding(used, to: LimitSlot.state(of: cell.word), at: now)) {}
        }
      }
      try release(file, &guarded)
    case .concurrency:
      try release(file, &guarded)
      if guarded.cells == nil {
        forgetVoid(&guarded)
        guarded.cells = try ConcurrencyCells(of: self, in: file, member: engine.limits.member, held: guarded.held)
      }
    case .undefined, .unlimited, .period, .suspended:
      try release(file, &guarded)
    }
    return true
  }

  /// Lets the slot of a rate decide no more, so that handles that point to it ask here.
  private func release(_ file: LimitsFile, _ guarded: inout Guarded) throws {
    guard let slot = guarded.slot else { return }
    setPlace(.nobodys)
    let terms = guarded.terms
    try file.withLock { _ in
      guard slot.tag == tag else { return }
      slot.settle(nil, terms, isNew: false, carried: nil, now: MonotonicClock.nanoseconds())
    }
  }

  /// What the slot of an earlier file says, which decides no more from then on: others that still use it come here as well.
  private func carried(_ rate: RateParameters, _ guarded: Guarded) -> Int64? {
    guard let slot = guarded.slot, let home = guarded.home else { return nil }
    let state = try? home.withLock { _ in slot.tag == tag ? slot.close() : nil }
    // The file was cut off, so nobody knows what was used: everything, to be sure.
    return (state ?? nil) ?? rate.arrival(used: rate.burst, now: MonotonicClock.nanoseconds())
  }

  private func cell(
    _ index: Int, in file: LimitsFile, isMoved: Bool, _ window: RollingWindow, _ guarded: Guarded,
    _ carry: (LimitSlot) -> Void
  ) throws -> RingCell {
    let key = LimitKey(tenant: tenant, quota: quota, user: user, part: part + "ring.\(index)")
    let slot = try file.slot(key, kind: .time) { slot, isNew in
      defer { carry(slot) }
      guard isNew, isMoved, guarded.ring.indices.contains(index) else { return }
      let old = guarded.ring[index]
      let now = MonotonicClock.nanoseconds()
      // As above: a cell that is lost counts as one in which everything was used.
      let state = old.isOurs ? LimitSlot.state(of: old.word) : window.adding(window.limit, to: 0, at: now)
      _ = slot.exchange(slot.word, for: state)
    }
    return RingCell(slot: slot, tag: key.tag)
  }

  /// The state in which a rate has admitted what the ring before it counted; `nil` where there was none.
  private func counted(_ ring: [RingCell], _ rate: RateParameters, _ terms: QuotaTerms, now: Int64) -> Int64? {
    let expiring = ring.filter(\.isOurs).map { LimitSlot.state(of: $0.word) }
    guard !expiring.isEmpty else { return nil }
    let used = RollingWindow.used(expiring, now: now)
    guard used > 0 else { return nil }
    // Of a hard rate, one unit more than was used makes up for the one that comes back at once: then no window that reaches
    // back before the change has more than the limit.
    return rate.arrival(used: terms.quota?.mode == .hard ? used + 1 : min(used, rate.burst), now: now)
  }
}
