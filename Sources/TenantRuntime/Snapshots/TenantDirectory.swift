// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The tenants in memory, as part of one snapshot, in shards with a lock each, so that threads rarely wait for each other.
///
/// A lock is held for a look-up; whoever exchanges the snapshot holds all of them, so that no request sees both.
final class TenantDirectory: Sendable {
  private struct Shard {
    var snapshot: Snapshot
    var tenants: TenantCache
  }

  private let shards: [Monitor<Shard>]
  /// Other names of tenants; an entry is only a hint, because names can move.
  private let names = Monitor<[TenantSelector: TenantID]>([:])
  private let capacity: Int

  /// Creates a directory without tenants.
  ///
  /// - Parameters:
  ///   - snapshot: What requests see.
  ///   - capacity: How many tenants are kept at most; a small number is kept exactly, for it makes no shards.
  init(_ snapshot: Snapshot, capacity: Int) {
    self.capacity = capacity
    let count = capacity < 4_096 ? 1 : 64
    shards = (0..<count).map { _ in
      Monitor(Shard(snapshot: snapshot, tenants: TenantCache(capacity: capacity / count)))
    }
  }

  /// How many tenants are in memory.
  var count: Int { shards.reduce(0) { sum, shard in sum + shard.withLock { $0.tenants.count } } }

  /// The scope of a tenant that is in memory.
  ///
  /// - Throws: ``TenantError`` where the tenant is not active.
  @inline(__always)
  func scope(_ id: TenantID, of core: RuntimeCore) throws -> TenantScope? {
    try shard(id).withLock { shard in try shard.tenants.scope(id, shard.snapshot, of: core) }
  }

  /// The scope of a tenant that is in memory, and was asked for by this name.
  ///
  /// - Throws: ``TenantError`` where the tenant is not active.
  func scope(_ selector: TenantSelector, of core: RuntimeCore) throws -> TenantScope? {
    let known: TenantID? = if case .id(let id) = selector { id } else { names.withLock { $0[selector] } }
    guard let known, let scope = try scope(known, of: core), scope.tenant.isNamed(selector)
    else { return nil }
    return scope
  }

  /// Keeps a tenant, unless what requests see has changed since it was read.
  func insert(_ record: TenantRecord, _ limits: TenantLimits, as selector: TenantSelector, partOf snapshot: Snapshot) {
    shard(record.tenant.id).withLock { shard in
      if shard.snapshot === snapshot { shard.tenants.insert(record, limits) }
    }
    if case .id = selector { return }
    names.withLock { names in
      if names.count >= capacity { names.removeAll() }
      names[selector] = record.tenant.id
    }
  }

  /// Forgets all tenants.
  func removeAll() {
    for shard in shards { shard.withLock { $0.tenants.removeAll() } }
  }

  /// Lets requests see another snapshot, and forgets the tenants that changed with it; `nil` forgets all.
  func exchange(_ snapshot: Snapshot, dropping tenants: Set<TenantID>?) {
    let dropped = tenants.map { Dictionary(grouping: $0, by: place) }
    exchange(snapshot, from: 0) { place, cache in
      guard let dropped else { return cache.removeAll() }
      cache.remove(dropped[place] ?? [])
    }
    if tenants == nil { names.withLock { $0.removeAll() } }
  }

  /// Takes the locks one inside the other.
  private func exchange(_ snapshot: Snapshot, from place: Int, _ drop: (Int, inout TenantCache) -> Void) {
    guard place < shards.count else { return }
    shards[place].withLock { shard in
      exchange(snapshot, from: place + 1, drop)
      shard.snapshot = snapshot
      drop(place, &shard.tenants)
    }
  }

  @inline(__always)
  private func place(_ id: TenantID) -> Int { Int(truncatingIfNeeded: id.bits >> 64) & (shards.count - 1) }

  @inline(__always)
  private func shard(_ id: TenantID) -> Monitor<Shard> { shards[place(id)] }
}

extension Tenant {
  fileprivate func isNamed(_ selector: TenantSelector) -> Bool {
    switch selector {
    case .id(let id): self.id == id
    case .slug(let slug): self.slug == slug
    case .external(let kind, let value): externalIDs[kind] == value
    }
  }
}
