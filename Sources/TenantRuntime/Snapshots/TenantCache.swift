// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The tenants in memory; when they become too many, those not asked for lately are forgotten.
///
/// There are two generations: what is asked for moves to the young one, and when that is half of the capacity, the old one
/// is dropped and the young one becomes old. It costs one dictionary look-up, unlike an exact order of use.
struct TenantCache {
  private let generationCapacity: Int
  private var young: [TenantID: TenantRecord] = [:]
  private var old: [TenantID: TenantRecord] = [:]
  /// Other names of tenants; an entry is only a hint, because names can move.
  private var names: [TenantSelector: TenantID] = [:]

  init(capacity: Int) {
    generationCapacity = max(1, capacity / 2)
  }

  var count: Int { young.count + old.count }

  mutating func record(_ id: TenantID) -> TenantRecord? {
    if let record = young[id] { return record }
    guard let record = old.removeValue(forKey: id) else { return nil }
    insert(record)
    return record
  }

  mutating func record(_ selector: TenantSelector) -> TenantRecord? {
    if case .id(let id) = selector { return record(id) }
    guard let id = names[selector], let record = record(id), record.tenant.isNamed(selector) else { return nil }
    return record
  }

  mutating func insert(_ record: TenantRecord, as selector: TenantSelector) {
    insert(record)
    if case .id = selector { return }
    if names.count >= 2 * generationCapacity { names.removeAll() }
    names[selector] = record.tenant.id
  }

  mutating func remove(_ ids: Set<TenantID>) {
    for id in ids {
      young[id] = nil
      old[id] = nil
    }
  }

  mutating func removeAll() {
    young = [:]
    old = [:]
    names = [:]
  }

  private mutating func insert(_ record: TenantRecord) {
    if young.count >= generationCapacity {
      old = young
      young = [:]
    }
    young[record.tenant.id] = record
  }
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
