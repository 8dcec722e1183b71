// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// What the threads of a runtime share.
///
/// There are three kinds of locks. `reading` is held while the store is read, only by the thread that follows it and by the
/// first requests of tenants that are not in memory. `state` is for those who wait for a revision. Those of the directory are
/// held for a look-up or the exchange of the snapshot; no request that finds its tenant in memory waits for the store. One is
/// taken inside of another in this order, never the other way.
final class RuntimeCore: Sendable {
  struct State {
    var snapshot: Snapshot
    var fault: TenantError?
    var reloads: Int64 = 1
    var isClosed = false
  }

  /// What is only touched while the store is read.
  struct Reading {
    var follower: StoreFollower
    /// Tenants whose limits could not follow a change yet.
    var missed: Set<TenantID> = []
  }

  let options: RuntimeOptions
  /// The limits in use.
  let engine: QuotaEngine
  /// Contexts that were verified.
  let contexts = ContextChecker(capacity: 8_192)
  /// What was refused, at the boundary between tenants and by other rules.
  let violations: IsolationCounters
  private let violationJournal: ViolationJournal
  /// What the data of tenants is reached through.
  let vault: DataVault
  /// Where events are written.
  let events: EventDesk
  /// Events that are nowhere but in memory.
  let memoryEvents = MemoryEventHub()
  private let directory: TenantDirectory
  private let state: Monitor<State>
  private let reading: Monitor<Reading>
  private let listener: DoorbellListener

  init(_ store: StoreLocation, _ options: RuntimeOptions) throws {
    let path =
      switch store {
      case .path(let path): path
      }
    try options.validate()
    self.options = options
    violations = IsolationCounters(options)
    violationJournal = ViolationJournal(service: options.name)
    // What is committed from here on rings; what was committed before is read now.
    listener = DoorbellListener(store: path)
    var follower = try StoreFollower(
      path: path, busyTimeoutMilliseconds: options.busyTimeoutMilliseconds, timeZoneFolder: options.timeZoneFolder)
    let limits = LimitsHolder(
      store: path, storeID: try follower.storeID(), name: options.name, startedAt: options.now(),
      reloadMilliseconds: options.reloadMilliseconds)
    engine = QuotaEngine(
      limits: limits, keeper: LeaseKeeper(LeaseKeeper.Settings(path: path, options)),
      capacity: options.tenantCapacity, now: options.now)
    vault = DataVault(store: path, options)
    events = EventDesk(EventDesk.Settings(path: path, options, counters: violations))
    let snapshot = try follower.load()
    directory = TenantDirectory(snapshot, capacity: options.tenantCapacity)
    state = Monitor(State(snapshot: snapshot))
    reading = Monitor(Reading(follower: follower))
    engine.reader.withLock { $0 = { [weak self] tenant in _ = try? self?.scope(tenant) } }
  }

  /// The scope of a tenant.
  @inline(__always)
  func scope(_ id: TenantID) throws -> TenantScope { try directory.scope(id, of: self) ?? load(.id(id)) }

  /// The scope of a tenant.
  func scope(_ selector: TenantSelector) throws -> TenantScope {
    try directory.scope(selector, of: self) ?? load(selector)
  }

  /// The keys that contexts are verified by.
  var contextKeys: ContextKeyRing { state.withLock { $0.snapshot.contextKeys } }

  /// Everything that decides to whom an identity token leads.
  var identityDirectory: IdentityDirectory { state.withLock { $0.snapshot.identities } }

  private func load(_ selector: TenantSelector) throws -> TenantScope {
    try reading.withLock { reading in
      guard !state.withLock({ $0.isClosed }) else {
        throw TenantError(.runtimeClosed, "the runtime was closed", hint: "keep it open as long as requests are served")
      }
      while true {
        publish(from: &reading)
        let snapshot = state.withLock { $0.snapshot }
        guard let record = try reading.follower.record(selector, asOf: snapshot) else { continue }
        let limits = engine.limits(of: record.tenant.id, snapshot)
        limits.follow(record, snapshot)
        directory.insert(record, limits, as: selector, partOf: snapshot)
        return try TenantScope(record, limits, snapshot, of: self)
      }
    }
  }

  /// Looks for changes and makes them visible.
  func refresh() {
    reading.withLock { publish(from: &$0) }
  }

  /// Lets the limits in use follow a change, and then exchanges the snapshot and drops the tenants that changed with it in one
  /// step, so that no request sees both; whoever sees the new revision finds it in force everywhere.
  private func publish(from reading: inout Reading) {
    let earlier = state.withLock { $0.snapshot }
    let news = reading.follower.news(since: earlier)
    let fault = reading.follower.fault
    switch news {
    case .none:
      if !reading.missed.isEmpty { reading.missed = followTenants(reading.missed, earlier, &reading.follower) }
      guard state.withLock({ $0.fault }) != fault else { return }
      state.change { $0.fault = fault }
    case .advanced(let snapshot, let tenants):
      followTiers(snapshot, since: earlier)
      reading.missed = followTenants(tenants.union(reading.missed), snapshot, &reading.follower)
      directory.exchange(snapshot, dropping: tenants)
      // After their records are no longer the newest: what is given back from then on is closed there.
      vault.databases.close(tenants)
      events.forgetKeys(of: tenants)
      state.change { state in
        state.snapshot = snapshot
        state.fault = fault
      }
    case .reloaded(let snapshot):
      // Revisions of a store that was put in the place of another say nothing about those before.
      try? engine.limits.file?.forgetRevisions()
      vault.forget()
      reading.missed = followTenants(Set(engine.all.map(\.tenant)), snapshot, &reading.follower)
      directory.exchange(snapshot, dropping: nil)
      state.change { state in
        state.snapshot = snapshot
        state.fault = fault
        state.reloads += 1
      }
    }
    engine.limits.publish(status)
  }

  private func followTiers(_ snapshot: Snapshot, since earlier: Snapshot) {
    let tiers = snapshot.tiersWithOtherQuotas(than: earlier)
    guard !tiers.isEmpty else { return }
    for limits in engine.all where limits.tier.map(tiers.contains) ?? false { limits.follow(snapshot) }
  }

  /// Lets the limits in use of tenants follow what the store says of them; the work is in proportion to the change.
  ///
  /// - Returns: The tenants that could not be read.
  private func followTenants(
    _ tenants: Set<TenantID>, _ snapshot: Snapshot, _ follower: inout StoreFollower
  ) -> Set<TenantID> {
    var missed: Set<TenantID> = []
    for limits in engine.limits(of: tenants) where !limits.becomeOutdated() {
      do {
        // One that has changed again meanwhile is read with that change.
        guard let record = try follower.record(.id(limits.tenant), asOf: snapshot) else { continue }
        limits.follow(record, snapshot)
      } catch let error as TenantError where error.code == .tenantNotFound {
        limits.follow(nil, snapshot)
      } catch {
        missed.insert(limits.tenant)
      }
    }
    return missed
  }

  var status: RuntimeStatus { state.withLock { status($0) } }

  /// How the state looks from outside.
  func status(_ state: State) -> RuntimeStatus {
    RuntimeStatus(
      revision: state.snapshot.position.revision, fault: state.fault, loadedTenants: directory.count,
      reloads: state.reloads, degradedDecisions: engine.degraded.total, violations: violations.counts,
      refusals: violations.refusals)
  }

  func wait(atMost timeout: Duration, until condition: (State) -> Bool) -> Bool {
    state.wait(atMost: timeout, until: condition)
  }

  /// How often the process gives a sign of life at least, in milliseconds; others wait for five seconds.
  static let heartbeatMilliseconds: Int32 = 500

  /// Follows the store until the runtime is closed; the body of a thread.
  func follow() {
    engine.limits.publish(status)
    var pollAt = MonotonicClock.nanoseconds()
    while !state.withLock({ $0.isClosed }) {
      let isWoken = listener.wait(milliseconds: min(options.pollMilliseconds, Self.heartbeatMilliseconds))
      followFile()
      engine.followTime()
      engine.sweep()
      guard isWoken || MonotonicClock.nanoseconds() >= pollAt else { continue }
      refresh()
      pollAt = MonotonicClock.nanoseconds() + Int64(options.pollMilliseconds) * 1_000_000
    }
  }

  /// Gives a sign of life, says what was refused, and finds all limits again where another file took the place of theirs.
  func followFile() {
    engine.limits.tell(violations.counts, violations.refusals)
    if options.journalsViolations { violationJournal.tell(violations.counts, by: events) }
    guard engine.limits.follow() else { return }
    engine.followFile()
    engine.limits.publish(status)
  }

  /// Ends what the threads do; no tenant is found from then on.
  func close() {
    if options.journalsViolations { violationJournal.tell(violations.counts, by: events, isLast: true) }
    events.close()
    reading.withLock { _ in
      state.change { $0.isClosed = true }
      directory.removeAll()
    }
    vault.forget()
    engine.limits.tell(violations.counts, violations.refusals)
    listener.interrupt()
    engine.keeper.close()
  }
}
