// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

extension TenantScope {
  /// The events of the tenant.
  public var events: TenantEvents { TenantEvents(scope: self) }

  /// Who publishes and consumes in this scope.
  var eventPlace: EventPlace { EventPlace(tenant, region: core.options.region) }

  /// Changes the tenant's events in a transaction, once the scope is known to be bound.
  func change<Value: Sendable>(
    _ body: @escaping @Sendable (StoreWriter, inout EventKeyring) throws -> Value
  ) async throws -> Value {
    try requireBound()
    try requirePlacement()
    do {
      return try await core.events.change(for: tenant.id, weight: tier.weight, body)
    } catch {
      core.violations.count(ofFailure: error)
      throw error
    }
  }
}

/// The events of one tenant, from its scope and from nowhere else: no method takes a tenant.
///
/// What is published is durable when the call returns, in the store that all processes of the host share, sealed by the tenant's
/// own key. Every call checks that the scope is bound to the task, and the store's transaction checks once more that the
/// tenant is served as the scope knows it.
public struct TenantEvents: Sendable {
  let scope: TenantScope

  /// A stream of the tenant; it is made when it is first published to.
  ///
  /// - Parameter name: Name below the tenant.
  /// - Returns: The stream.
  public func stream(_ name: EventStreamName) -> TenantEventStream {
    TenantEventStream(scope: scope, name: name)
  }

  /// Makes several changes together: all of them or none.
  ///
  /// - Parameter body: The changes; it must not wait, for nobody else can write meanwhile: see ``EventTransaction``.
  /// - Returns: What the body returned, once all is on the disk.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``, where the field `reason` is `time` if the body took longer
  ///   than ``RuntimeOptions/eventTransactionMilliseconds``; ``TenantErrorCode/eventBacklogFull``, one about the boundary or the
  ///   store, or what the body throws; then nothing was changed.
  public func transaction<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing EventTransaction) throws -> Value
  ) async throws -> Value {
    let scope = scope
    return try await scope.change { writer, keyring in
      _ = try writer.requireCurrent(scope.eventPlace)
      return try scope.within(writer, &keyring, cause: scope.context?.transaction, body)
    }
  }

  /// Makes a subscription, which reads what is published from now on; does nothing where it is there already and reads the same.
  ///
  /// - Parameters:
  ///   - name: Name below the tenant.
  ///   - stream: Which of the tenant's streams.
  ///   - pattern: Which of its subjects.
  ///   - retry: How failed deliveries are tried again.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` where it is there and reads something else, or as
  ///   ``TenantEventStream/publish(_:)-(EventDraft)``.
  public func subscribe(
    _ name: EventSubscriptionName, to stream: EventStreamName, pattern: EventSubjectPattern = ">",
    retry: EventRetryPolicy = .standard
  ) async throws {
    let place = scope.eventPlace
    try await scope.change { writer, _ in
      _ = try writer.requireCurrent(place)
      if let found = try writer.eventSubscription(name, of: place.tenant) {
        if found.stream == stream, found.pattern == pattern { return }
        throw TenantError(
          .alreadyExists, "subscription '\(name)' reads something else", hint: "choose another name",
          details: ["id": name.rawValue])
      }
      var subscription = EventSubscription(
        name: name, stream: stream, pattern: pattern, createdAt: writer.change.time)
      subscription.retry = retry
      subscription.cursor = try writer.eventStream(stream, of: place.tenant)?.lastSequence ?? 0
      try writer.insert(subscription, of: place.tenant)
      try writer.record(.subscriptionCreate, key: name.rawValue, tenant: place.tenant, after: subscription)
    }
  }

  /// A stream in the memory of this process, for those who need it fast and can do without what a crash takes.
  ///
  /// - Parameter name: Name below the tenant.
  /// - Returns: The stream; every part of the process that names it in a scope of the tenant has the same.
  public func memory(_ name: EventStreamName) -> MemoryEventStream {
    MemoryEventStream(scope: scope, name: name)
  }
}

/// A stream of one tenant.
public struct TenantEventStream: Sendable {
  let scope: TenantScope
  /// Name below the tenant.
  public let name: EventStreamName

  /// Publishes an event.
  ///
  /// - Parameter draft: The event. One of an id that the stream has seen is not published again.
  /// - Returns: Its place in the stream; it is on the disk then.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` where the tenant is not served as the scope knows it, or
  ///   the stream not here; ``TenantErrorCode/eventBacklogFull``, ``TenantErrorCode/invalidValue``,
  ///   ``TenantErrorCode/masterKeyUnusable``, or one about the boundary or the store. Nothing was published then.
  @discardableResult
  public func publish(_ draft: EventDraft) async throws -> EventReceipt {
    // There is one receipt for each event, whatever becomes of it.
    try await publish([draft])[0]
  }

  /// Publishes events in their order: all of them or none.
  ///
  /// - Parameter drafts: The events.
  /// - Returns: A receipt for each.
  /// - Throws: As ``publish(_:)-(EventDraft)``.
  @discardableResult
  public func publish(_ drafts: [EventDraft]) async throws -> [EventReceipt] {
    try await scope.events.transaction { [name] in try $0.publish(drafts, to: name) }
  }
}
