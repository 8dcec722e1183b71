// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// All limits of one runtime.
final class QuotaEngine: Sendable {
  let limits: LimitsHolder
  let keeper: LeaseKeeper
  let now: @Sendable () -> Timestamp
  /// Decisions that were made without the state behind the limit.
  let degraded = DegradedDecisions()
  /// Names and definitions of quotas, which tenants share.
  let names = Interner<QuotaKey>()
  let definitions = Interner<QuotaTerms.Definition>()
  /// First instant at which terms have to be compiled anew, in microseconds.
  private let due = Atomic<Int64>(.max)
  private let tenants = Monitor<[TenantID: TenantLimits]>([:])
  private let capacity: Int
  /// How many tenants' limits there have to be before it is looked for some that nobody uses.
  private let sweepAt: Atomic<Int>

  init(limits: LimitsHolder, keeper: LeaseKeeper, capacity: Int, now: @escaping @Sendable () -> Timestamp) {
    self.limits = limits
    self.keeper = keeper
    self.capacity = capacity
    self.now = now
    sweepAt = Atomic(capacity)
  }

  /// Reads a tenant, so that its limits follow.
  let reader = Monitor<@Sendable (TenantID) -> Void>({ _ in })

  func read(_ tenant: TenantID) { reader.withLock { $0 }(tenant) }

  /// The limits of a tenant, which follow its record as soon as it is read.
  func limits(of tenant: TenantID, _ snapshot: Snapshot) -> TenantLimits {
    tenants.withLock { tenants in
      if let limits = tenants[tenant] { return limits }
      let limits = TenantLimits(tenant: tenant, snapshot: snapshot, engine: self)
      tenants[tenant] = limits
      return limits
    }
  }

  /// The limits of tenants, of those that were asked for something.
  func limits(of ids: some Sequence<TenantID>) -> [TenantLimits] {
    tenants.withLock { tenants in ids.compactMap { tenants[$0] } }
  }

  /// The limits of all tenants that are in use.
  var all: [TenantLimits] { tenants.withLock { Array($0.values) } }

  /// Lets go of all limits once the runtime is closed: they refer to their engine, for handles may outlive the runtime.
  func close() {
    tenants.withLock { $0 = [:] }
    limits.close()
  }

  /// Compiles terms anew whose time is over.
  func followTime() {
    let instant = now()
    guard instant.microseconds >= due.load(ordering: .acquiring) else { return }
    due.store(.max, ordering: .releasing)
    for limits in all {
      limits.follow(until: instant)
      if let until = limits.until { expect(until) }
    }
  }

  /// Notes that terms have to be compiled anew at an instant.
  func expect(_ instant: Timestamp) { due.min(instant.microseconds, ordering: .acquiringAndReleasing) }

  /// Finds the slots of all limits in another file.
  func followFile() {
    let exchange = limits.exchanges
    for limits in all { limits.followFile() }
    limits.hasFollowed(exchange)
  }

  /// Forgets the limits of tenants that are no longer in memory, unless somebody has a handle or holds something.
  ///
  /// What they have used is in the store and in the file of limits, where they find it again.
  func sweep() {
    // While one of these is lost, what was admitted without it is known here only.
    guard keeper.lostAt == nil, limits.file != nil else { return }
    tenants.withLock { tenants in
      guard tenants.count > sweepAt.load(ordering: .relaxed) else { return }
      var unused: [TenantID] = []
      var index = tenants.values.startIndex
      while index != tenants.values.endIndex {
        if isKnownUniquelyReferenced(&tenants.values[index]), tenants.values[index].isUnused() {
          unused.append(tenants.keys[index])
        }
        index = tenants.values.index(after: index)
      }
      for tenant in unused { tenants[tenant] = nil }
      // At most as many again are looked at in vain as were found in use.
      sweepAt.store(max(capacity, 2 * tenants.count), ordering: .relaxed)
    }
  }
}
