// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Replays the requests of an access log against the quotas of the tenants that its clients are.
  ///
  /// Definitions and grants are those of now, and the tenants' own requests decide alone: nothing is written, and no use that
  /// was counted has a part in it.
  ///
  /// - Parameters:
  ///   - source: The log.
  ///   - options: How it is replayed.
  ///   - onRejection: Receives each line that is no request, where the run goes on after such.
  ///   - progress: Receives how far the run is, once in a while.
  /// - Returns: What would have become of the requests.
  /// - Throws: ``TenantError`` where the log cannot be read; with ``TenantErrorCode/invalidRow`` for the first line that is no
  ///   request; with ``TenantErrorCode/invalidValue`` where the quota is not a rate of requests; with
  ///   ``TenantErrorCode/tierNotFound`` where something is tried out for a tier that is not there; from the store.
  package func replayTraffic(
    _ source: ByteSource, _ options: TrafficReplayOptions, onRejection: (TenantError) -> Void = { _ in },
    progress: (TrafficReplayProgress) -> Void = { _ in }
  ) throws -> TrafficReplay {
    try store.read { reader in
      for tier in options.allowances.named { _ = try reader.requireTier(tier) }
    }
    let traffic = try RecordedTraffic(
      source, keepGoing: options.keepGoing, onRejection: onRejection, progress: progress)
    return try store.read { reader in
      let directory = UsageTenantDirectory(rule: options.referenceRule ?? UsageFormat.accessLog.referenceRule)
      var replay = ReplayRun(traffic, options)
      for client in traffic.clients.keys.sorted() {
        guard let found = try directory.presentTenant(client, in: reader) else {
          replay.leaveOut(client)
          continue
        }
        if replay.join(client, to: found.id) { continue }
        let tenant = try reader.requireTenant(.id(found.id))
        let rules = try rules(of: tenant, options, reader)
        replay.add(client, as: tenant.slug.rawValue, tier: tenant.tier.rawValue, rules, id: found.id)
      }
      return try replay.run()
    }
  }

  /// Replays the requests of an access log where there is no store: each client is a tenant of its own.
  ///
  /// - Parameters:
  ///   - source: The log.
  ///   - options: How it is replayed; they must say what everybody is allowed.
  ///   - onRejection: Receives each line that is no request, where the run goes on after such.
  ///   - progress: Receives how far the run is, once in a while.
  /// - Returns: What would have become of the requests.
  /// - Throws: As ``replayTraffic(_:_:onRejection:progress:)``, and with ``TenantErrorCode/usage`` where nothing is allowed to
  ///   everybody, or something to a tier.
  package static func replayTrafficOfClients(
    _ source: ByteSource, _ options: TrafficReplayOptions, onRejection: (TenantError) -> Void = { _ in },
    progress: (TrafficReplayProgress) -> Void = { _ in }
  ) throws -> TrafficReplay {
    guard let rules = try options.allowances.rulesForAll(options.quota, mode: options.mode) else {
      throw TenantError(
        .usage, "without a store, nothing says what the clients of the log are allowed",
        hint: "add --allowance like 10/s, or make a store with 'tenantctl init'")
    }
    if let tier = options.allowances.named.first {
      throw TenantError(
        .usage, "--allowance '\(tier)=…' is for a tier, and without a store the clients of the log have none",
        hint: "leave it out, or make a store with 'tenantctl init'", details: ["tier": tier.rawValue])
    }
    let traffic = try RecordedTraffic(
      source, keepGoing: options.keepGoing, onRejection: onRejection, progress: progress)
    var replay = ReplayRun(traffic, options)
    for client in traffic.clients.keys.sorted() { replay.add(client, as: client, tier: "client", rules, id: nil) }
    return try replay.run()
  }

  private func rules(
    of tenant: Tenant, _ options: TrafficReplayOptions, _ reader: StoreReader
  ) throws -> SimulatedQuota? {
    let key = options.quota
    let resolution = try QuotaResolution.effective(
      tier: reader.quota(key, of: .tier(tenant.tier))?.quota, tenant: reader.quota(key, of: .tenant(tenant.id))?.quota,
      user: nil, grants: reader.quotaGrants(of: tenant.id, quota: key), at: session.now())
    let quota = resolution.tenant?.quota
    if let quota, quota.meter.rawValue != "http.requests" {
      throw TenantError(
        .invalidValue, "quota '\(key)' counts '\(quota.meter)', which an access log does not tell",
        hint: "replay a quota of the meter http.requests", details: ["quota": key.rawValue])
    }
    return try options.allowances.rules(
      key, tier: tenant.tier, quota: quota, limit: resolution.tenant?.limit, mode: options.mode)
  }
}

/// One replay: the tenants of a log, and what their requests come to.
private struct ReplayRun {
  private struct Entry {
    let name: String
    let tier: String
    let rules: SimulatedQuota?
    var clients: [String]
  }

  private let traffic: RecordedTraffic
  private let options: TrafficReplayOptions
  private var entries: [Entry] = []
  private var indices: [TenantID: Int] = [:]
  private var unknownRequests: Int64 = 0
  private var unknownClients = 0
  /// A clock of nanoseconds could do 292 years; nobody has such a log.
  private static let longestSpan: Int64 = 100 * 366 * 86_400

  init(_ traffic: RecordedTraffic, _ options: TrafficReplayOptions) {
    self.traffic = traffic
    self.options = options
  }

  mutating func leaveOut(_ client: String) {
    unknownClients += 1
    unknownRequests += Int64(traffic.clients[client]?.count ?? 0)
  }

  /// Gives a client to a tenant that has other clients already; returns whether it has.
  mutating func join(_ client: String, to id: TenantID) -> Bool {
    guard let index = indices[id] else { return false }
    entries[index].clients.append(client)
    return true
  }

  mutating func add(_ client: String, as name: String, tier: String, _ rules: SimulatedQuota?, id: TenantID?) {
    if let id { indices[id] = entries.count }
    entries.append(Entry(name: name, tier: tier, rules: rules, clients: [client]))
  }

  func run() throws -> TrafficReplay {
    let span = traffic.span ?? 0...0
    guard span.upperBound - span.lowerBound <= Self.longestSpan else {
      throw TenantError(.invalidValue, "the log spans more than a hundred years", hint: "check its times")
    }
    let origin = Timestamp(startOf: Timestamp(seconds: span.lowerBound).day)
    let start = span.lowerBound - origin.microseconds / 1_000_000
    let unlimited = try SimulatedQuota(options.quota, allowance: QuotaAllowance(limit: nil, window: .rate(seconds: 1)))
    let tiers = Set(entries.map(\.tier)).sorted()
    var report = SimulationReport(
      tiers: tiers, start: start * 1_000_000_000,
      // A log without requests is of no time at all.
      duration: traffic.span == nil ? 0 : (span.upperBound - span.lowerBound + 1) * 1_000_000_000,
      keepsTenants: options.keepsTenants)
    for entry in entries {
      let seconds = entry.clients.flatMap { traffic.clients[$0] ?? [] }
      var requests = ReplayedRequests(seconds, origin: origin.microseconds / 1_000_000)
      var quota = RateSimulator(entry.rules ?? unlimited)
      report.add(entry.name, tier: tiers.firstIndex(of: entry.tier) ?? 0) { _, end, tally in
        while let instant = requests.next(before: end) { quota.offer(1, at: instant, to: &tally) }
      }
    }
    return TrafficReplay(
      report: report, origin: origin, unknownRequests: unknownRequests, unknownClients: unknownClients,
      unlimitedTenants: entries.count { $0.rules == nil }, rejectedLines: traffic.rejectedLines)
  }
}
