// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// How a consumer behaves; the defaults suit a service.
public struct EventConsumerOptions: Sendable {
  /// How many events are worked on at once, 1 to 10,000.
  public var concurrency = 16
  /// How many of them may be one tenant's, 1 to ``concurrency``; a quarter where it is `nil`.
  public var perTenant: Int?
  /// How long an event is handed out before somebody else may have it, in seconds, 1 to 86,400.
  public var leaseSeconds: Int32 = 30
  /// Told of failures that belong to no event, such as a tenant that is refused.
  ///
  /// Nothing of an event is part of them.
  public var onFault: @Sendable (TenantError) -> Void = { _ in }
  /// How many tenants are looked at in one round, besides those that were refused.
  var tenantsPerRound: Int64 = 1_000

  /// Creates the default options.
  public init() {}

  func validate() throws {
    func require(_ isValid: Bool, _ what: String) throws {
      guard isValid else {
        throw TenantError(
          .invalidValue, "\(what) is out of range", hint: "see the documentation of EventConsumerOptions")
      }
    }
    try require((1...10_000).contains(concurrency), "a concurrency of '\(concurrency)'")
    try require((1...concurrency).contains(share), "a share of '\(share)' events")
    try require((1...86_400).contains(leaseSeconds), "a lease of '\(leaseSeconds)' s")
  }

  var share: Int { perTenant ?? max(1, concurrency / 4) }
}

extension EnforcementRuntime {
  /// Makes a consumer that serves the subscription of a name for every tenant that has one.
  ///
  /// - Parameters:
  ///   - subscription: The subscription's name, the same below each tenant.
  ///   - options: How the consumer behaves.
  ///   - handler: Works on one event, in a new scope of its tenant, which is bound to the task. Where it throws, the event is
  ///     tried again later.
  /// - Returns: The consumer; it reads nothing until it runs.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where an option is out of range.
  public func consumer(
    of subscription: EventSubscriptionName, options: EventConsumerOptions = EventConsumerOptions(),
    _ handler: @escaping @Sendable (EventDelivery) async throws -> Void
  ) throws -> EventConsumer {
    try options.validate()
    return EventConsumer(core: core, subscription: subscription, options: options, handler: handler)
  }
}

/// Reads one subscription of many tenants, and shares its time among them by the weight of their tiers.
///
/// Each event is handed out for a time; whether the tenant is served, where it is placed, where its stream may be read and
/// whether a grant still holds is checked in the transaction that hands it out, again before it is opened, and once more in the
/// transaction that finishes it. Events of one key come one after the other, and one that fails holds up its own key alone. One
/// that does not open with the tenant's key becomes a dead letter at once, and is counted.
public final class EventConsumer: Sendable {
  private struct State {
    var turns = DeficitRoundRobin<TenantID>()
    /// How many events of each tenant are worked on.
    var running: [TenantID: Int] = [:]
    var total = 0
    /// Tenants that were refused.
    var resting: [TenantID: Rest] = [:]
  }

  /// How a tenant that was refused is left alone: each time longer, so that many of them do not take the turns of others.
  private struct Rest {
    let until: Timestamp
    let microseconds: Int64

    /// In microseconds.
    static let shortest: Int64 = 1_000_000
    static let longest: Int64 = 16_000_000

    init(after earlier: Rest?, at now: Timestamp) {
      microseconds = min(earlier.map { $0.microseconds * 2 } ?? Self.shortest, Self.longest)
      until = Timestamp(microseconds: now.microseconds.addingSaturating(microseconds))
    }

    /// Whether it is over for so long that the next one begins anew.
    func isForgotten(at now: Timestamp) -> Bool {
      until.microseconds.addingSaturating(Self.longest) <= now.microseconds
    }
  }

  /// Events that were handed out, in the scope of their tenant.
  private struct Batch: Sendable {
    let scope: TenantScope
    let events: [ClaimedEvent]
    let sealing: any EventSealing
  }

  private let core: RuntimeCore
  private let subscription: EventSubscriptionName
  private let options: EventConsumerOptions
  private let handler: @Sendable (EventDelivery) async throws -> Void
  private let state = Monitor(State())

  init(
    core: RuntimeCore, subscription: EventSubscriptionName, options: EventConsumerOptions,
    handler: @escaping @Sendable (EventDelivery) async throws -> Void
  ) {
    self.core = core
    self.subscription = subscription
    self.options = options
    self.handler = handler
  }

  /// Consumes until the task is cancelled or the runtime is closed; what is being worked on then is finished first.
  ///
  /// - Throws: ``TenantError`` about the store where it cannot be read.
  public func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let rings = core.events.bell.rings
        let batches: [Batch]
        do {
          batches = try await claim()
        } catch let fault as TenantError where fault.code == .runtimeClosed {
          return
        }
        for batch in batches {
          for event in batch.events { group.addTask { await self.serve(event, of: batch) } }
        }
        if batches.isEmpty { await core.events.bell.wait(past: rings) }
      }
    }
  }

  /// Consumes what is due now, and returns when all of it was worked on.
  ///
  /// - Returns: How many events were handed to the handler.
  /// - Throws: ``TenantError`` about the store where it cannot be read.
  @discardableResult
  public func runOnce() async throws -> Int {
    let batches = try await claim()
    await withDiscardingTaskGroup { group in
      for batch in batches {
        for event in batch.events { group.addTask { await self.serve(event, of: batch) } }
      }
    }
    return batches.reduce(0) { $0 + $1.events.count }
  }

  /// Has events handed out, to as many tenants as there is room for; where all that were asked are refused or turn out to
  /// have nothing, others are.
  private func claim() async throws -> [Batch] {
    var (batches, wasAsked) = try await claimOnce()
    while batches.isEmpty, wasAsked, !Task.isCancelled { (batches, wasAsked) = try await claimOnce() }
    return batches
  }

  /// - Returns: What was handed out, and whether a tenant was asked at all.
  private func claimOnce() async throws -> (batches: [Batch], wasAsked: Bool) {
    let (total, resting) = state.withLock { ($0.total, $0.resting.count) }
    guard total < options.concurrency else { return ([], false) }
    let (batches, wasAsked) = try await core.events.change(for: nil, weight: DeficitRoundRobin<TenantID?>.greatestTurn)
    {
      writer, keyring in
      let shares = self.shares(
        among: try writer.readyTenants(
          for: self.subscription, at: writer.change.time, limit: self.options.tenantsPerRound + Int64(resting)),
        at: writer.change.time)
      var batches: [Batch] = []
      for (tenant, share) in shares {
        do {
          let batch = try writer.nested {
            try keyring.part { try self.claim(share, of: tenant, writer, &$0) }
          }
          if !batch.events.isEmpty { batches.append(batch) }
        } catch {
          self.core.violations.count(ofFailure: error)
          self.state.withLock { state in
            state.resting[tenant] = Rest(after: state.resting[tenant], at: writer.change.time)
          }
          self.options.onFault(TenantError(wrapping: error))
        }
      }
      return (batches, !shares.isEmpty)
    }
    // Only now it is certain that they were handed out.
    state.withLock { state in
      for batch in batches {
        let tenant = batch.scope.tenant.id
        state.resting[tenant] = nil
        state.running[tenant, default: 0] += batch.events.count
        state.total += batch.events.count
      }
    }
    return (batches, wasAsked)
  }

  /// Divides the free places among tenants, in turns by their weights.
  private func shares(among ready: [(tenant: TenantID, weight: Int64)], at now: Timestamp) -> [TenantID: Int] {
    state.withLock { state in
      state.resting = state.resting.filter { !$0.value.isForgotten(at: now) }
      let resting = Set(state.resting.lazy.filter { $0.value.until > now }.map(\.key))
      for (tenant, weight) in ready where !resting.contains(tenant) { state.turns.insert(tenant, weight: weight) }
      let waiting = Set(ready.map(\.tenant))
      var shares: [TenantID: Int] = [:]
      for _ in state.total..<options.concurrency {
        let next = state.turns.next { tenant in
          let taken = state.running[tenant, default: 0] + shares[tenant, default: 0]
          return waiting.contains(tenant) && !resting.contains(tenant) && taken < options.share ? 1 : nil
        }
        guard let next else { break }
        shares[next, default: 0] += 1
      }
      return shares
    }
  }

  private func claim(
    _ share: Int, of tenant: TenantID, _ writer: StoreWriter, _ keyring: inout EventKeyring
  ) throws -> Batch {
    let scope = try core.scope(tenant)
    let place = scope.eventPlace
    let events = try writer.claimEvents(
      for: subscription, at: place, limit: share, lease: Int64(options.leaseSeconds) * 1_000_000)
    return Batch(scope: scope, events: events, sealing: try keyring.sealing(at: place, writer))
  }

  private func serve(_ claimed: ClaimedEvent, of batch: Batch) async {
    do {
      try await batch.scope.run { try await deliver(claimed, of: batch) }
    } catch {
      options.onFault(TenantError(wrapping: error))
    }
    state.withLock { state in
      let tenant = batch.scope.tenant.id
      state.total -= 1
      state.running[tenant]? -= 1
      if state.running[tenant] == 0 { state.running[tenant] = nil }
    }
    core.events.bell.ring()
  }

  private func deliver(_ claimed: ClaimedEvent, of batch: Batch) async throws {
    let event = claimed.event
    let key = DeliveryKey(subscription: subscription, sequence: event.sequence, fence: claimed.fence)
    let settlement = EventDelivery.Settlement()
    func delivery(_ envelope: EventEnvelope) -> EventDelivery {
      EventDelivery(
        event: envelope, stream: event.stream, sequence: event.sequence, attempt: claimed.attempt, scope: batch.scope,
        key: key, settlement: settlement)
    }
    // It may have waited for its turn since it was claimed: the tenant may have been suspended or moved, or a grant revoked.
    try batch.scope.requireBound()
    try core.vault.transaction { reader in
      _ = try reader.requireDeliverable(key, at: batch.scope.eventPlace, at: core.options.now())
    }
    let opened: EventEnvelope
    do {
      opened = try batch.scope.countingWhatDoesNotOpen { try event.opened(by: batch.sealing) }
    } catch {
      // The event stays sealed, with the tenant that it was found with.
      let code = TenantError(wrapping: error).code
      return try await delivery(event.envelope).fail(code.rawValue, isFinal: code == .sealRefused)
    }
    let delivery = delivery(opened)
    do {
      try await handler(delivery)
    } catch {
      guard settlement.isOpen else { return }
      // A code and nothing more: a message may hold what the event says.
      return try await delivery.fail((error as? TenantError)?.code.rawValue ?? "handler-failed")
    }
    if settlement.isOpen { try await delivery.finish() }
  }
}
