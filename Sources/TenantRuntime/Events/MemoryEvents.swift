// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// A stream of one tenant in the memory of one process: nothing of it is stored, and what nobody has subscribed to is gone.
public struct MemoryEventStream: Sendable {
  let scope: TenantScope
  /// Name below the tenant.
  public let name: EventStreamName

  private var address: MemoryEventHub.Address {
    MemoryEventHub.Address(tenant: scope.tenant.id, incarnation: scope.tenant.incarnation, stream: name)
  }

  /// Hands an event to all feeds whose pattern means it: to each of them or to none.
  ///
  /// - Parameter draft: The event.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventBacklogFull`` where a feed has no room,
  ///   ``TenantErrorCode/eventRefused``, ``TenantErrorCode/invalidValue``, or one about the boundary.
  public func publish(_ draft: EventDraft) throws {
    try scope.requireBound()
    try scope.requirePlacement()
    var generator = SystemRandomNumberGenerator()
    var envelope = draft.envelope(id: EventID(bits: .random(in: .min ... .max, using: &generator)), at: scope.now())
    envelope.cause = envelope.cause ?? scope.context?.transaction
    try envelope.validate()
    try scope.requireServedHere(envelope.hints)
    try scope.core.memoryEvents.publish(
      MemoryEvent(event: envelope, placementEpoch: scope.tenant.placementEpoch), to: address)
  }

  /// Subscribes from now on.
  ///
  /// - Parameters:
  ///   - pattern: Which subjects.
  ///   - capacity: How many events may wait before publishing is refused, 1 to 1,000,000.
  /// - Returns: The feed; it is subscribed until nobody refers to it any more.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, or one about the boundary.
  public func subscribe(_ pattern: EventSubjectPattern = ">", capacity: Int = 1_024) throws -> MemoryEventFeed {
    try scope.requireBound()
    try scope.requireServedHere(EventEnvelope.Hints())
    guard (1...1_000_000).contains(capacity) else {
      throw TenantError(.invalidValue, "a capacity of '\(capacity)' is out of range", hint: "use 1 to 1000000")
    }
    return MemoryEventFeed(
      scope: scope, hub: scope.core.memoryEvents, address: address, pattern: pattern, capacity: capacity)
  }
}

extension TenantScope {
  /// Checks what the store's transaction would check, as of the newest revision that the runtime has.
  func requireServedHere(_ hints: EventEnvelope.Hints) throws {
    let tenant = tenant
    let known = EventTenant(
      state: tenant.state, incarnation: tenant.incarnation, lifecycleEpoch: tenant.lifecycleEpoch,
      placementEpoch: tenant.placementEpoch, homeRegion: tenant.homeRegion,
      allowedRegions: Set(tenant.allowedRegions))
    do throws(EventRefusal) {
      try EventDeliveryPolicy.check(hints, at: eventPlace)
      try EventDeliveryPolicy.check(regions: nil, of: known, in: eventPlace.region)
    } catch {
      core.violations.count(.event(error))
      throw error.error
    }
  }
}

/// What waits in a feed.
struct MemoryEvent: Sendable {
  let event: EventEnvelope
  let placementEpoch: Int64
}

/// The events of one stream in memory, as one part of the process reads them.
public final class MemoryEventFeed: Sendable {
  private let scope: TenantScope
  private let hub: MemoryEventHub
  private let address: MemoryEventHub.Address
  private let pattern: EventSubjectPattern
  let buffer: MemoryEventBuffer

  init(
    scope: TenantScope, hub: MemoryEventHub, address: MemoryEventHub.Address, pattern: EventSubjectPattern,
    capacity: Int
  ) {
    self.scope = scope
    self.hub = hub
    self.address = address
    self.pattern = pattern
    buffer = MemoryEventBuffer(capacity: capacity)
    hub.insert(buffer, for: pattern, at: address)
  }

  deinit { hub.remove(buffer, for: pattern, at: address) }

  /// The next event; waits for one.
  ///
  /// The tenant is asked about at each event, and not only when the feed was made: one that was published before a suspension
  /// or a move is not handed out after it.
  ///
  /// - Returns: The event; `nil` where the task was cancelled.
  /// - Throws: ``TenantError`` about the boundary, as where the task works for another tenant, or with
  ///   ``TenantErrorCode/eventRefused`` where the tenant was moved since.
  public func next() async throws -> EventEnvelope? {
    try scope.requireBound()
    guard let item = await buffer.next() else { return nil }
    // Much may have happened while it waited.
    try scope.requireBound()
    guard try scope.core.scope(scope.tenant.id).tenant.placementEpoch == item.placementEpoch else {
      scope.core.violations.count(.event(.stalePlacement))
      throw EventRefusal.stalePlacement.error
    }
    return item.event
  }
}

/// Events that wait for one reader.
final class MemoryEventBuffer: Sendable, Hashable {
  fileprivate struct State {
    var events: [MemoryEvent] = []
    var head = 0
    var count: Int { events.count - head }
  }

  private let capacity: Int
  private let state = Monitor(State())
  private let bell = EventBell()

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Whether no event waits.
  var isEmpty: Bool { state.withLock { $0.count == 0 } }

  var hasRoom: Bool { state.withLock { $0.count < capacity } }

  func append(_ event: MemoryEvent) {
    state.withLock { $0.events.append(event) }
    bell.ring()
  }

  /// The first event that waits; `nil` where the task is cancelled.
  func next() async -> MemoryEvent? {
    while !Task.isCancelled {
      let rings = bell.rings
      if let event = state.withLock({ $0.popFirst() }) { return event }
      await bell.wait(past: rings)
    }
    return nil
  }

  static func == (left: MemoryEventBuffer, right: MemoryEventBuffer) -> Bool { left === right }

  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension MemoryEventBuffer.State {
  fileprivate mutating func popFirst() -> MemoryEvent? {
    guard head < events.count else { return nil }
    defer {
      head += 1
      // Moved together now and then, so that what was read does not stay for ever.
      if head > 64, head > events.count / 2 {
        events.removeFirst(head)
        head = 0
      }
    }
    return events[head]
  }
}

/// The feeds of a process: those of each tenant by themselves.
final class MemoryEventHub: Sendable {
  /// The tenant comes first: what is looked up by it holds feeds of that tenant, and of no other.
  struct Address: Hashable, Sendable {
    let tenant: TenantID
    let incarnation: Int64
    let stream: EventStreamName
  }

  private let routes = Monitor<[Address: EventRoutes<MemoryEventBuffer>]>([:])

  func insert(_ buffer: MemoryEventBuffer, for pattern: EventSubjectPattern, at address: Address) {
    routes.withLock { $0[address, default: EventRoutes()].insert(buffer, for: pattern) }
  }

  func remove(_ buffer: MemoryEventBuffer, for pattern: EventSubjectPattern, at address: Address) {
    routes.withLock { routes in
      routes[address]?.remove(buffer, for: pattern)
      if routes[address]?.isEmpty == true { routes[address] = nil }
    }
  }

  func publish(_ event: MemoryEvent, to address: Address) throws {
    // Held until all have it, so that two who publish at once agree on the order and on the room.
    try routes.withLock { routes in
      let buffers = routes[address]?.matches(event.event.subject) ?? []
      guard buffers.allSatisfy(\.hasRoom) else {
        throw TenantError(
          .eventBacklogFull, "a feed of stream '\(address.stream)' has no room",
          hint: "publish again when it was read; nothing was published", details: ["stream": address.stream.rawValue])
      }
      for buffer in buffers { buffer.append(event) }
    }
  }
}
