// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// One limit of a tenant, or of one of its users, in this process: its terms, and where its state is.
///
/// It follows changes of its terms by itself, and lives as long as somebody has it. A rate that the file decides is all in its
/// cell; whatever else a limit needs it gets when it first needs it, and keeps.
// Sendable because all that changes in the cell is atomic or reached under the home's lock.
struct QuotaControl: @unchecked Sendable {
  private(set) var home: LimitsHome
  private let cell: UnsafeMutablePointer<LimitCell>

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

  /// A limit that was added to its home before.
  @inline(__always)
  init(_ home: LimitsHome, _ cell: UnsafeMutablePointer<LimitCell>) {
    self.home = home
    self.cell = cell
  }

  /// A limit of the tenant as a whole.
  init(_ quota: QuotaKey, _ terms: QuotaTerms, in home: LimitsHome) {
    self.init(home, quota, LimitKey(tenant: home.tenant, quota: quota, user: nil), terms, own: nil)
  }

  /// A limit that is not among those of its tenant.
  ///
  /// - Parameters:
  ///   - tenant: Whose it is.
  ///   - quota: Which quota.
  ///   - user: Which user's; `nil` for the tenant as a whole.
  ///   - part: What of the limit it is: empty for the limit itself, else what all its parts in the file begin with.
  ///   - terms: What holds.
  ///   - engine: What it is part of.
  init(
    tenant: TenantID, quota: QuotaKey, user: String?, part: String = "", terms: QuotaTerms, engine: QuotaEngine
  ) {
    self.init(
      LimitsHome(tenant: tenant, engine: engine), quota,
      LimitKey(tenant: tenant, quota: quota, user: user, part: part), terms,
      own: LimitState(user: user, part: part, Guarded(terms: terms)))
  }

  private init(_ home: LimitsHome, _ quota: QuotaKey, _ key: LimitKey, _ terms: QuotaTerms, own: LimitState?) {
    cell = .allocate(capacity: 1)
    cell.initialize(to: LimitCell(home.engine.names.object(quota), tag: key.tag, terms, own: own))
    self.home = home
    apply(terms)
    home.add(cell)
  }

  var engine: QuotaEngine { home.engine }
  var tenant: TenantID { home.tenant }
  var quota: QuotaKey { cell.pointee.name.value }
  var user: String? { state?.user }
  var part: String { state?.part ?? "" }
  var tag: UInt64 { cell.pointee.tag }

  /// Whether nobody else has the limit; for limits that are not among those of their tenant.
  mutating func isUnused() -> Bool { isKnownUniquelyReferenced(&home) }

  /// What tells the limit from all others.
  var identity: UInt { UInt(bitPattern: cell) }

  /// Whether the limit needs more than its cell, for tests.
  var hasOwnState: Bool { state != nil }

  private var state: LimitState? { cell.pointee.state?.takeUnretainedValue() }

  private var ownState: LimitState {
    state ?? home.lock.withLock { file in state ?? expand(compact(in: file)) }
  }

  var terms: QuotaTerms { withGuarded { $0.terms } }

  /// Units held of a quota per period.
  var leases: LeaseBank { ownState.bank.value { LeaseBank() } }

  /// The same, where the quota is per period now, so that leases decide.
  var openLeases: LeaseBank? { borrowedLeases?.takeUnretainedValue() }

  /// As ``openLeases``, for as long as the caller has the limit.
  @inline(__always)
  var borrowedLeases: Unmanaged<LeaseBank>? {
    guard let bank = cell.pointee.state?._withUnsafeGuaranteedRef({ $0.bank.borrowed }),
      bank._withUnsafeGuaranteedRef({ $0.isOpen })
    else { return nil }
    return bank
  }

  /// What is watched without effect.
  var shadows: ShadowWatch { ownState.watch.value { ShadowWatch() } }

  /// Whether anything is watched.
  @inline(__always)
  var isWatched: Bool {
    cell.pointee.state?._withUnsafeGuaranteedRef {
      $0.watch.borrowed?._withUnsafeGuaranteedRef { $0.isActive } ?? false
    } ?? false
  }

  /// The slot that decides a rate now, or nobody's.
  @inline(__always)
  var slot: LimitSlot { cell.pointee.slot }

  func setPlace(_ slot: LimitSlot) {
    cell.pointee.place.store(UInt(bitPattern: slot.words), ordering: .releasing)
  }

  /// Makes new terms hold: in this process at once, and in the others where they share the state.
  func apply(_ terms: QuotaTerms) {
    withGuarded { guarded in
      guarded.terms = terms
      bind(&guarded)
    }
    if terms.isLeased { leases.follow(terms) } else { state?.bank.value?.follow(terms) }
    // What is held beyond a lower limit goes back now, not with the next renewal.
    if let leases = state?.bank.value, leases.accounts.contains(where: { $0.isOpen(at: LeaseBank.now()) }) {
      engine.keeper.need(self)
    }
    watch(terms)
  }

  func withLock<Result>(_ body: (inout Guarded) throws -> Result) rethrows -> Result {
    try withGuarded { guarded in
      if guarded.file !== engine.limits.file {
        bind(&guarded)
        // A rehearsal is asked by nobody else.
        if isWatched, case .limit(let control)? = shadows.rehearsal?.judge { control.withLock { _ in } }
      }
      return try body(&guarded)
    }
  }

  private func withGuarded<Result>(_ body: (inout Guarded) throws -> Result) rethrows -> Result {
    try home.lock.withLock { file in
      if let state { return try body(&state.guarded) }
      var guarded = compact(in: file)
      defer { keep(guarded, in: file) }
      return try body(&guarded)
    }
  }

  /// What the cell says, where there is no own state; for the holder of the lock.
  private func compact(in file: LimitsFile?) -> Guarded {
    let terms = QuotaTerms(cell.pointee.definition, revision: cell.pointee.revision)
    let slot = self.slot
    guard slot != .nobodys else { return Guarded(terms: terms, file: file) }
    return Guarded(terms: terms, file: file, home: file, slot: slot)
  }

  /// Writes into the cell what it has room for, and into an own state what it has not.
  private func keep(_ guarded: Guarded, in file: LimitsFile?) {
    guard guarded.isCompact(in: file, slot) else {
      expand(guarded)
      return
    }
    cell.pointee.definition = guarded.terms.definition
    cell.pointee.revision = guarded.terms.revision
  }

  @discardableResult
  private func expand(_ guarded: Guarded) -> LimitState {
    let state = LimitState(user: nil, part: "", guarded)
    cell.pointee.expand(state)
    return state
  }
}

extension QuotaControl.Guarded {
  /// Whether a cell has room for all of it.
  ///
  /// - Parameters:
  ///   - file: The file of the home.
  ///   - place: The slot that decides a rate.
  /// - Returns: Whether it has.
  fileprivate func isCompact(in file: LimitsFile?, _ place: LimitSlot) -> Bool {
    guard self.file === file, ring.isEmpty, cells == nil, fallback == nil, held == 0, heldGeneration == 0 else {
      return false
    }
    // A rate without a slot is yet to find one.
    if case .rate = terms.rule { return slot == place && home === file && file != nil }
    return slot == nil && place == .nobodys
  }
}
