// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// A store with one tenant, connections of their own for several holders, and shorthands for wishes and reports.
struct LeaseFixture {
  let store: TemporaryStore
  let acme: TenantID
  let connections: [StateStore]
  let calls: MeterName

  init(connections count: Int = 1, seed: UInt64 = 1) throws {
    store = try TemporaryStore(seed: seed)
    try store.addSharedPool()
    acme = try store.administration().onboard(.sample("acme", tier: "pro")).value.id
    calls = try MeterName(parsing: "calls")
    let path = store.path
    connections = try (0..<count).map { _ in try StateStore(opening: path, access: .readWrite) }
  }

  /// November 2026, in which the clock stands, or another period.
  func key(
    _ quota: String = "calls.monthly", user: String? = nil, from: String = "2026-11-01", until: String = "2026-12-01"
  ) throws -> LeaseKey {
    LeaseKey(
      tenant: acme, quota: try QuotaKey(parsing: quota), user: user,
      period: Period(start: try Timestamp(parsing: from), end: try Timestamp(parsing: until)))
  }

  /// A wish for exactly what is needed, or for as much as there is.
  func request(
    _ key: LeaseKey, _ sequence: Int64, by holder: String = "h1", limit: Int64?, want: Int64? = nil, need: Int64? = nil
  ) -> LeaseRequest {
    LeaseRequest(
      key: key, meter: calls, limit: limit, holder: holder, sequence: sequence, want: want ?? need ?? 1_000,
      need: need ?? 1,
      now: store.clock.now, lifetime: 60_000_000)
  }

  @discardableResult
  func write<Result>(on connection: Int = 0, _ body: (StoreWriter) throws -> Result) throws -> Result {
    try connections[connection].write(Change(actor: "service", time: store.clock.now), body)
  }

  func lease(_ request: LeaseRequest, on connection: Int = 0) throws -> LeaseAnswer {
    try write(on: connection) { try $0.lease(request) }
  }

  /// Units of a wish that is granted, 0 of one that is not.
  func units(_ request: LeaseRequest, on connection: Int = 0) throws -> Int64 {
    if case .granted(let grant) = try lease(request, on: connection) { grant.units } else { 0 }
  }

  @discardableResult
  func report(
    _ key: LeaseKey, _ sequence: Int64, by holder: String = "h1", spent: Int64, metered: Int64? = nil,
    returned: Int64 = 0, isFinal: Bool = false, on connection: Int = 0
  ) throws -> LeaseReportResult {
    try write(on: connection) {
      try $0.report(
        LeaseReport(
          key: key, meter: calls, holder: holder, sequence: sequence, totalSpent: spent,
          meteredSpent: metered ?? spent, returned: returned, isFinal: isFinal, now: store.clock.now))
    }
  }

  func use(_ key: LeaseKey) throws -> LedgerUse {
    try store.read { try $0.ledgerUse(of: key, meter: calls) }
  }

  /// Lets every lease that was granted until now expire for certain.
  @discardableResult
  func expireAll() throws -> Int {
    store.clock.advance(seconds: 120)
    return try write { try $0.reclaim(now: store.clock.now) }
  }

  /// What the checks of a store find wrong.
  func faults(_ path: String? = nil) throws -> [StoreFinding] {
    try StateStore.examine(path: path ?? store.path).filter { $0.severity != .ok }
  }
}
