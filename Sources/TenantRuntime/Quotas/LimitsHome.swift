// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// What the limits of a tenant have in common: whose they are, the memory they lie in, and the lock for whatever a slot alone
/// does not decide.
// Sendable because the list only grows, by one atomic word, and the rest is reached under the lock.
final class LimitsHome: @unchecked Sendable {
  let tenant: TenantID
  let engine: QuotaEngine
  /// Holds the file that limits without a state of their own have their slots in.
  let lock: Monitor<LimitsFile?>
  /// The newest limit; each knows the one before it.
  // A tenant has few, and requests look for them without a lock.
  private let newest = Atomic<UnsafeMutablePointer<LimitCell>?>(nil)

  init(tenant: TenantID, engine: QuotaEngine, file: LimitsFile? = nil) {
    self.tenant = tenant
    self.engine = engine
    lock = Monitor(file)
  }

  deinit {
    var next = first
    while let cell = next {
      next = cell.pointee.next
      cell.deinitialize(count: 1)
      cell.deallocate()
    }
  }

  /// The newest limit, which leads to all others.
  @inline(__always)
  var first: UnsafeMutablePointer<LimitCell>? { newest.load(ordering: .acquiring) }

  /// Adds a limit, by whoever holds the only right to.
  func add(_ cell: UnsafeMutablePointer<LimitCell>) {
    cell.pointee.next = newest.load(ordering: .relaxed)
    newest.store(cell, ordering: .releasing)
  }

  /// Lets limits that are added from now on have their slots in another file; no limit without a state of its own may have one
  /// in the file before it.
  func adopt(_ file: LimitsFile?) { lock.withLock { $0 = file } }
}

/// What every limit needs, so that a tenant's usual rate takes no more memory than this: 48 bytes.
///
/// Never freed before its home.
struct LimitCell: ~Copyable {
  /// Which quota; the tenants that have it share its name.
  let name: Interned<QuotaKey>
  /// Whose slots in the file are the limit's.
  let tag: UInt64
  /// Address of the slot that decides a rate now; of nobody's while none does.
  let place = Atomic<UInt>(UInt(bitPattern: LimitSlot.nobodys.words))
  var next: UnsafeMutablePointer<LimitCell>?
  /// What the terms say beside their revision; reached under the lock.
  var definition: Interned<QuotaTerms.Definition>
  /// Revision of the terms, times two and one; or the address of the limit's own state, once it needs one.
  private let more: Atomic<UInt>

  init(_ name: Interned<QuotaKey>, tag: UInt64, _ terms: QuotaTerms, own: LimitState?) {
    self.name = name
    self.tag = tag
    definition = terms.definition
    more = Atomic(own.map(Self.word) ?? Self.word(terms.revision))
  }

  deinit {
    let more = more.load(ordering: .acquiring)
    Self.state(more)?.release()
  }

  /// The slot that decides a rate now, or nobody's.
  @inline(__always)
  var slot: LimitSlot {
    UnsafeMutablePointer(bitPattern: place.load(ordering: .acquiring)).map(LimitSlot.init) ?? .nobodys
  }

  /// The limit's own state, where it has one; it stays as long as the cell.
  @inline(__always)
  var state: Unmanaged<LimitState>? { Self.state(more.load(ordering: .acquiring)) }

  /// The revision of the terms, where there is no own state; reached under the lock.
  var revision: Int64 {
    get { Int64(more.load(ordering: .relaxed) >> 1) }
    nonmutating set { more.store(Self.word(newValue), ordering: .relaxed) }
  }

  /// Gives the limit a state of its own, for ever; for the holder of the lock.
  func expand(_ state: LimitState) { more.store(Self.word(state), ordering: .releasing) }

  private static func word(_ revision: Int64) -> UInt { UInt(bitPattern: Int(revision)) << 1 | 1 }
  private static func word(_ state: LimitState) -> UInt {
    UInt(bitPattern: Unmanaged.passRetained(state).toOpaque())
  }

  @inline(__always)
  private static func state(_ more: UInt) -> Unmanaged<LimitState>? {
    more & 1 == 0 ? UnsafeRawPointer(bitPattern: more).map { .fromOpaque($0) } : nil
  }
}

/// What only some limits need: those of users, those that leases or a ring decide, that are held or watched, and those whose
/// file was lost or replaced.
// Sendable because `guarded` is reached under the lock of the home.
final class LimitState: @unchecked Sendable {
  let user: String?
  let part: String
  /// Units held of a quota per period; made when the quota is one for the first time.
  let bank = LazyReference<LeaseBank>()
  /// What is watched without effect; made when something is for the first time.
  let watch = LazyReference<ShadowWatch>()
  var guarded: QuotaControl.Guarded

  init(user: String?, part: String, _ guarded: QuotaControl.Guarded) {
    self.user = user
    self.part = part
    self.guarded = guarded
  }
}
