// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// One limit of a tenant, or of one of its users, in this process: its terms, and where its state is.
///
/// It follows changes of its terms by itself, and lives as long as handles refer to it.
// Sendable because all that changes is atomic or reached under the lock.
final class QuotaControl: @unchecked Sendable {
  let tenant: TenantID
  let quota: QuotaKey
  let user: String?
  /// What of the limit it is: empty for the limit itself, else what all its parts in the file begin with.
  let part: String
  let key: LimitKey
  let engine: QuotaEngine
  private let bank = LazyReference<LeaseBank>()
  private let watched = LazyReference<ShadowWatch>()
  /// Address of the slot that decides a rate now; of nobody's while none does.
  private let place = Atomic<UInt>(UInt(bitPattern: LimitSlot.nobodys.words))
  private let guarded: Monitor<Guarded>

  /// What is found and kept under the lock.
  struct Guarded {
    var terms: QuotaTerms
    /// The file that the slots are in; another one means that they must be found again.
    var file: LimitsFile?
    /// The file that the slot and the ring were last found in.
    var home: LimitsFile?
    /// The slot of a rate, and the cells of a rolling one.
    var slot: LimitSlot?
    var ring: [RingCell] = []
    var cells: ConcurrencyCells?
    /// What this process holds, and in which generation of its signs of life.
    var held: Int64 = 0
    var heldGeneration: Int64 = 0
    /// What decides a rate while there is no file.
    var fallback: RateFallback?
  }

  init(
    tenant: TenantID, quota: QuotaKey, user: String?, part: String = "", terms: QuotaTerms, engine: QuotaEngine
  ) {
    self.tenant = tenant
    self.quota = quota
    self.user = user
    self.part = part
    self.engine = engine
    key = LimitKey(tenant: tenant, quota: quota, user: user, part: part)
    guarded = Monitor(Guarded(terms: terms))
    apply(terms)
  }

  var terms: QuotaTerms { guarded.withLock { $0.terms } }

  /// Units held of a quota per period; made when the quota is one for the first time.
  var leases: LeaseBank { bank.value { LeaseBank() } }

  /// The same, where the quota is per period now, so that leases decide.
  @inline(__always)
  var openLeases: LeaseBank? {
    guard let bank = bank.value, bank.isOpen else { return nil }
    return bank
  }

  /// What is watched without effect; made when something is for the first time.
  var shadows: ShadowWatch { watched.value { ShadowWatch() } }

  /// Whether anything is watched.
  @inline(__always)
  var isWatched: Bool { watched.value?.isActive ?? false }

  /// The slot that decides a rate now, or nobody's.
  var slot: LimitSlot {
    UnsafeMutablePointer(bitPattern: place.load(ordering: .acquiring)).map(LimitSlot.init) ?? .nobodys
  }

  /// Makes new terms hold: in this process at once, and in the others where they share the state.
  func apply(_ terms: QuotaTerms) {
    guarded.withLock { guarded in
      guarded.terms = terms
      bind(&guarded)
    }
    if case .period = terms.rule { leases.follow(terms) } else { bank.value?.follow(terms) }
    watch(terms)
  }

  func withLock<Result>(_ body: (inout Guarded) throws -> Result) rethrows -> Result {
    try guarded.withLock { guarded in
      if guarded.file !== engine.limits.file {
        bind(&guarded)
        // A rehearsal is asked by nobody else.
        if isWatched, case .limit(let control)? = shadows.rehearsal?.judge { control.withLock { _ in } }
      }
      return try body(&guarded)
    }
  }

  /// Finds slots again that were given to another limit while nothing was counted in them, or whose file was replaced.
  func rebind(_ guarded: inout Guarded) {
    // In a file that was replaced nobody must begin anew: whoever went over to the next one does not look there any more.
    engine.limits.refresh()
    bind(&guarded)
  }

  /// Finds the slots in the current file, and lets the terms hold in them.
  private func bind(_ guarded: inout Guarded) {
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
        place.store(UInt(bitPattern: LimitSlot.nobodys.words), ordering: .releasing)
      }
      guarded.file = file
      if let file { guarded.home = file }
    } catch {
      engine.limits.failed(error)
      guarded.file = nil
      place.store(UInt(bitPattern: LimitSlot.nobodys.words), ordering: .releasing)
    }
  }

  /// - Returns: Whether the file was still the one at its path; where not, the terms do not hold in it.
  private func bind(to file: LimitsFile, _ guarded: inout Guarded) throws -> Bool {
    let terms = guarded.terms
    let isMoved = guarded.home.map { !$0.isSame(as: file) } ?? false
    switch terms.rule {
    case .rate(let rate):
      let carried = isMoved ? self.carried(rate, guarded) : nil
      var isLate = false
      let slot = try file.slot(key, kind: .time) { slot, isNew in
        // Whoever went over to the next file has closed the slot, or is about to: it must not decide again.
        isLate = file.isRetired
        guard !isLate else { return }
        slot.settle(rate, terms, isNew: isNew, carried: carried, now: MonotonicClock.nanoseconds())
      }
      if isLate { return false }
      guarded.slot = slot
      // The slot of a rate that is watched does not decide, so there is no use in asking it.
      place.store(UInt(bitPattern: (terms.isWatched ? .nobodys : slot).words), ordering: .releasing)
    case .rolling(let window):
      try release(file, &guarded)
      guarded.ring = try (0..<RollingWindow.cells).map { try cell($0, in: file, isMoved: isMoved, window, guarded) }
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
    place.store(UInt(bitPattern: LimitSlot.nobodys.words), ordering: .releasing)
    let terms = guarded.terms
    try file.withLock { _ in
      guard slot.tag == key.tag else { return }
      slot.settle(nil, terms, isNew: false, carried: nil, now: MonotonicClock.nanoseconds())
    }
  }

  /// What the slot of an earlier file says, which decides no more from then on: others that still use it come here as well.
  private func carried(_ rate: RateParameters, _ guarded: Guarded) -> Int64? {
    guard let slot = guarded.slot, let home = guarded.home else { return nil }
    let state = try? home.withLock { _ in slot.tag == key.tag ? slot.close() : nil }
    // The file was cut off, so nobody knows what was used: everything, to be sure.
    return (state ?? nil) ?? rate.arrival(used: rate.burst, now: MonotonicClock.nanoseconds())
  }

  private func cell(
    _ index: Int, in file: LimitsFile, isMoved: Bool, _ window: RollingWindow, _ guarded: Guarded
  ) throws -> RingCell {
    let key = LimitKey(tenant: tenant, quota: quota, user: user, part: part + "ring.\(index)")
    let slot = try file.slot(key, kind: .time) { slot, isNew in
      guard isNew, isMoved, guarded.ring.indices.contains(index) else { return }
      let old = guarded.ring[index]
      let now = MonotonicClock.nanoseconds()
      // As above: a cell that is lost counts as one in which everything was used.
      let state = old.isOurs ? LimitSlot.state(of: old.word) : window.adding(window.limit, to: 0, at: now)
      _ = slot.exchange(slot.word, for: state)
    }
    return RingCell(slot: slot, tag: key.tag)
  }
}
