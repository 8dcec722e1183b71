// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Some of the tenants in memory; when they become too many, those not asked for lately are forgotten.
///
/// There are two generations: what is asked for moves to the young one, and when that is half of the capacity, the old one
/// is dropped and the young one becomes old. It costs one dictionary look-up, unlike an exact order of use.
///
/// Whoever keeps the record of a tenant can tell from it whether it is still here and so the newest: each that goes is marked.
struct TenantCache {
  private enum Entry {
    /// What requests get, one reference; made anew by the first of them that comes after a change of the snapshot.
    case served(TenantScope)
    case unserved(TenantRecord, TenantLimits)

    var record: TenantRecord {
      switch self {
      case .served(let scope): scope.record
      case .unserved(let record, _): record
      }
    }

    var limits: TenantLimits {
      switch self {
      case .served(let scope): scope.limits
      case .unserved(_, let limits): limits
      }
    }
  }

  private let generationCapacity: Int
  private var young: [TenantID: Entry] = [:]
  private var old: [TenantID: Entry] = [:]

  init(capacity: Int) {
    generationCapacity = max(1, capacity / 2)
  }

  var count: Int { young.count + old.count }

  /// The scope of a tenant in memory, as part of a snapshot.
  ///
  /// - Throws: ``TenantError`` where the tenant is not active.
  mutating func scope(_ id: TenantID, _ snapshot: Snapshot, of core: RuntimeCore) throws -> TenantScope? {
    guard let entry = young[id] ?? renewed(id) else { return nil }
    if case .served(let scope) = entry, scope.snapshot === snapshot { return scope }
    let scope = try TenantScope(entry.record, entry.limits, snapshot, of: core)
    young[id] = .served(scope)
    return scope
  }

  private mutating func renewed(_ id: TenantID) -> Entry? {
    guard let entry = old.removeValue(forKey: id) else { return nil }
    insert(entry)
    return entry
  }

  mutating func insert(_ record: TenantRecord, _ limits: TenantLimits) {
    record.isNewest = true
    // One that was found by another name meanwhile is the same, but only one of the two will be told of a change.
    if let earlier = young[record.tenant.id] { earlier.record.isNewest = false }
    insert(.unserved(record, limits))
  }

  mutating func remove(_ ids: some Sequence<TenantID>) {
    for id in ids {
      young.removeValue(forKey: id)?.record.isNewest = false
      old.removeValue(forKey: id)?.record.isNewest = false
    }
  }

  mutating func removeAll() {
    for entry in young.values { entry.record.isNewest = false }
    for entry in old.values { entry.record.isNewest = false }
    young = [:]
    old = [:]
  }

  private mutating func insert(_ entry: Entry) {
    if young.count >= generationCapacity {
      for entry in old.values { entry.record.isNewest = false }
      old = young
      young = [:]
    }
    young[entry.record.tenant.id] = entry
  }
}
