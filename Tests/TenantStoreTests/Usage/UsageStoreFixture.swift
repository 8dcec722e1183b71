// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// A store with three tenants, and shorthands for counting their usage.
struct UsageStoreFixture {
  let store: TemporaryStore
  let directory: UsageTenantDirectory
  let tenants: [TenantID]

  init(rule: TenantReferenceRule = .any) throws {
    let store = try TemporaryStore()
    self.store = store
    directory = UsageTenantDirectory(rule: rule)
    tenants = try store.write { writer in
      try ["acme", "globex", "initech"].map { slug in
        let tenant = Tenant(
          id: TenantID(bits: store.randomBits()), slug: try Slug(parsing: slug), name: slug,
          tier: try Slug(parsing: "free"), homeRegion: try Region(parsing: "eu-west-1"), createdAt: store.clock.now)
        try writer.insert(tenant)
        return tenant.id
      }
    }
  }

  /// Moves a tenant to another state, as an operation would.
  func move(_ tenant: Int, to state: TenantState) throws {
    try store.write { writer in
      let before = try writer.requireTenant(.id(tenants[tenant]))
      var after = before
      after.state = state
      try writer.update(after)
      try writer.record(.tenantUpdate, key: after.slug.rawValue, tenant: after.id, before: before, after: after)
    }
  }

  /// Counts events in one transaction.
  @discardableResult
  func ingest(_ events: [UsageEvent], backfill: Bool = true) throws -> UsageBatchResult {
    let policy = try UsageWindowPolicy(now: store.clock.now, allowsBackfill: backfill)
    return try store.write { writer in
      let numbered = events.enumerated().map { NumberedUsageEvent($0.element, line: $0.offset + 1) }
      return try writer.ingest(numbered, directory: directory, policy: policy)
    }
  }

  func event(
    _ id: String, tenant: String = "acme", source: String = "gateway", at time: String = "2026-11-20T10:00:00Z",
    _ quantities: [(String, Int64)] = [("calls", 1)]
  ) throws -> UsageEvent {
    try UsageEvent(
      tenant: tenant, source: source, id: id, time: Timestamp(parsing: time),
      quantities: quantities.map { UsageQuantity(meter: try MeterName(parsing: $0.0), amount: $0.1) })
  }

  func reversal(_ id: String, of reversed: String, tenant: String = "acme", source: String = "gateway") throws
    -> UsageEvent
  {
    try UsageEvent(tenant: tenant, source: source, id: id, reversing: reversed, time: store.clock.now)
  }

  func use(_ meter: String, tenant: Int = 0, from: String = "0001-01-01", until: String = "9999-12-31") throws -> Int64
  {
    try store.read {
      try $0.meteredUse(
        tenant: tenants[tenant], meter: MeterName(parsing: meter), from: Timestamp(parsing: from),
        until: Timestamp(parsing: until))
    }
  }
}
