// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The alerts of quotas per period that become due while usage is ingested.
///
/// The ledger is asked when a tenant first uses something, and again only where what was counted since may have reached the next
/// share of the limit. What services report meanwhile is not known before the end of the run, when all is looked at once more.
final class UsageAlerts {
  /// A quota per period that alerts are wanted of.
  private struct Watched {
    let key: QuotaKey
    let sources: QuotaSources
    let effective: EffectiveQuota
    let unit: PeriodUnit
  }

  private struct Known {
    let calendar: TenantCalendar
    let quotas: [Watched]
  }

  private struct Place: Hashable {
    let tenant: TenantID
    let quota: QuotaKey
    let periodStart: Timestamp
  }

  private struct Room {
    let meter: MeterName
    let period: Period
    /// What may be counted before the next alert is due, as far as is known.
    var left: Int64
    /// Whether something was counted since the ledger was asked.
    var isStale = false
  }

  private let session: OperatorSession
  private var known: [TenantID: Known] = [:]
  private var tiers: [Slug: [QuotaAssignment]] = [:]
  private var zones: [String: TimeZoneData] = [:]
  private var rooms: [Place: Room] = [:]
  private var revision: Int64 = -1
  /// Tenants and ledgers are forgotten beyond this number, so that memory stays flat however many an input names.
  private static let limit = 100_000

  init(_ session: OperatorSession) {
    self.session = session
  }

  /// Raises what a batch made due, in its transaction.
  ///
  /// - Parameters:
  ///   - growth: What the batch added.
  ///   - writer: The transaction.
  /// - Throws: ``TenantError`` from the store.
  func raise(for growth: [UsageGrowth], in writer: StoreWriter) throws {
    guard !growth.isEmpty else { return }
    let now = session.now()
    try refresh(writer)
    let oldest = now.advanced(by: .zero - UsageWindowPolicy.pastLimit) ?? now
    for part in growth where part.latest >= oldest {
      guard let known = try known(part.tenant, writer, at: now) else { continue }
      for watched in known.quotas where watched.effective.quota.meter == part.meter {
        var instant = max(part.earliest, oldest)
        while instant <= part.latest {
          guard let period = try? known.calendar.period(watched.unit, containing: instant) else { break }
          try count(part, watched, in: period, writer, at: now)
          instant = period.end
        }
      }
    }
    // The journal's rows of the alerts themselves change no definition.
    revision = writer.revision
  }

  /// Raises what became due by what others counted meanwhile; the last transaction of a run.
  ///
  /// - Parameter writer: The transaction.
  /// - Throws: ``TenantError`` from the store.
  func finish(in writer: StoreWriter) throws {
    let stale = rooms.filter(\.value.isStale)
    guard !stale.isEmpty else { return }
    let now = session.now()
    try refresh(writer)
    for (place, room) in stale {
      let watched = try known(place.tenant, writer, at: now)?.quotas.first { $0.key == place.quota }
      guard let watched, watched.effective.quota.meter == room.meter else { continue }
      try ask(place, watched, in: room.period, writer, at: now)
    }
  }

  /// Forgets what an earlier revision of the store said.
  private func refresh(_ writer: StoreWriter) throws {
    guard writer.revision != revision || known.count > Self.limit || rooms.count > Self.limit else { return }
    known = [:]
    tiers = [:]
    if rooms.count > Self.limit { forgetRooms() }
    // What is left to the next alert follows the limit.
    for place in rooms.keys { rooms[place]?.left = 0 }
    revision = writer.revision
  }

  /// Forgets the ledgers that need not be looked at again; of too many that is left to the next use.
  private func forgetRooms() {
    rooms = rooms.filter(\.value.isStale)
    if rooms.count > Self.limit { rooms = [:] }
  }

  private func count(
    _ part: UsageGrowth, _ watched: Watched, in period: Period, _ writer: StoreWriter, at now: Timestamp
  ) throws {
    let place = Place(tenant: part.tenant, quota: watched.key, periodStart: period.start)
    if let room = rooms[place], room.left > part.quantity {
      rooms[place]?.left = room.left - part.quantity
      rooms[place]?.isStale = true
      return
    }
    try ask(place, watched, in: period, writer, at: now)
  }

  /// Asks the ledger what is used, and raises what that makes due.
  private func ask(
    _ place: Place, _ watched: Watched, in period: Period, _ writer: StoreWriter, at now: Timestamp
  ) throws {
    guard let effective = effective(watched, place.tenant, in: period, at: now), let limit = effective.limit else {
      return
    }
    let quota = effective.quota
    let key = LeaseKey(tenant: place.tenant, quota: place.quota, user: nil, period: period)
    let use = try writer.ledgerUse(of: key, meter: quota.meter)
    try writer.raiseAlerts(key, use: use, limit: limit, thresholds: quota.alerts, now: now)
    let left = quota.alerts.map { (Int128(limit) * Int128($0) + 99) / 100 - Int128(use.used) }.filter { $0 > 0 }.min()
    rooms[place] = Room(meter: quota.meter, period: period, left: left.map { Int64(clamping: $0) } ?? .max)
  }

  /// What the quota is in a period: now in the present one, at its end in one that is over.
  private func effective(
    _ watched: Watched, _ tenant: TenantID, in period: Period, at now: Timestamp
  ) -> EffectiveQuota? {
    guard now >= period.end, let calendar = known[tenant]?.calendar else { return watched.effective }
    let last = Timestamp(microseconds: period.end.microseconds - 1)
    return try? QuotaResolution.effective(watched.sources, at: last) { calendar }.tenant
  }

  /// A tenant's quotas per period; `nil` where it has none, or its calendar is not to be had: its usage counts all the same.
  private func known(_ id: TenantID, _ writer: StoreWriter, at now: Timestamp) throws -> Known? {
    if let known = known[id] { return known.quotas.isEmpty ? nil : known }
    var found = Known(calendar: TenantCalendar(), quotas: [])
    defer { known[id] = found }
    guard let tenant = try writer.tenant(id) else { return nil }
    let assignments = try tierQuotas(tenant.tier, writer) + writer.quotas(ofTenant: id)
    let keys = Set(assignments.filter { $0.quota.kind == .period }.map(\.quota.key))
    guard !keys.isEmpty, let calendar = calendar(of: tenant) else { return nil }
    let quotas = try keys.sorted().compactMap { key -> Watched? in
      let sources = try writer.quotaSources(key, of: tenant)
      guard let effective = try? QuotaResolution.effective(sources, at: now, calendar: { calendar }).tenant,
        case .period(let unit) = effective.quota.allowance.window, effective.limit != nil,
        !effective.quota.alerts.isEmpty
      else { return nil }
      return Watched(key: key, sources: sources, effective: effective, unit: unit)
    }
    found = Known(calendar: calendar, quotas: quotas)
    return quotas.isEmpty ? nil : found
  }

  private func tierQuotas(_ tier: Slug, _ writer: StoreWriter) throws -> [QuotaAssignment] {
    if let quotas = tiers[tier] { return quotas }
    let quotas = try writer.quotas(ofTier: tier)
    tiers[tier] = quotas
    return quotas
  }

  private func calendar(of tenant: Tenant) -> TenantCalendar? {
    guard let zone = try? zones[tenant.timeZone] ?? session.timeZones.zone(named: tenant.timeZone) else { return nil }
    zones[tenant.timeZone] = zone
    return TenantCalendar(zone: zone, billingAnchorDay: tenant.billingAnchorDay)
  }
}
