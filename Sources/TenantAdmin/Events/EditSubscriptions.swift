// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says of a subscription.
package struct SubscriptionRequest: Codable, Equatable, Sendable {
  /// Name below the tenant.
  package let name: EventSubscriptionName
  /// The stream; made where there is none.
  package let stream: EventStreamName
  /// Which of its subjects.
  package var pattern: EventSubjectPattern = ">"
  /// How failed deliveries are tried again.
  package var retry = EventRetryPolicy.standard
  /// How many events may be unfinished at once.
  package var window = EventSubscription.standardWindow
  /// Whether it reads what is stored already, and not only what comes.
  package var fromStart = false

  /// Creates a request.
  package init(name: EventSubscriptionName, stream: EventStreamName) {
    self.name = name
    self.stream = stream
  }
}

extension Administration {
  /// The subscriptions of a tenant, by name.
  package func subscriptions(of selector: TenantSelector) throws -> [SubscriptionStanding] {
    try store.read { try $0.eventSubscriptions(of: $0.requireTenant(selector).id) }
  }

  /// A subscription of a tenant.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound``.
  package func subscription(_ name: EventSubscriptionName, of selector: TenantSelector) throws -> SubscriptionStanding {
    try store.read { try $0.requireStanding(name, of: $0.requireTenant(selector).id) }
  }

  /// Creates a subscription.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` or ``TenantErrorCode/invalidValue``.
  package func createSubscription(
    _ request: SubscriptionRequest, of selector: TenantSelector
  ) throws -> Outcome<SubscriptionStanding> {
    try change("subscription.create", request: [CanonicalJSON.text(of: request), selector.text]) { writer in
      let tenant = try writer.requireTenant(selector)
      try tenant.requireActive()
      var subscription = EventSubscription(
        name: request.name, stream: request.stream, pattern: request.pattern, createdAt: writer.change.time)
      subscription.retry = request.retry
      subscription.window = request.window
      if !request.fromStart {
        subscription.cursor = try writer.eventStream(request.stream, of: tenant.id)?.lastSequence ?? 0
      }
      try subscription.validate()
      try writer.insert(subscription, of: tenant.id)
      try writer.record(.subscriptionCreate, key: request.name.rawValue, tenant: tenant.id, after: subscription)
      return try writer.requireStanding(request.name, of: tenant.id)
    }
  }

  /// Deletes a subscription, and with it what it has not read and its dead letters.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound``.
  package func deleteSubscription(
    _ name: EventSubscriptionName, of selector: TenantSelector
  ) throws -> Outcome<SubscriptionStanding> {
    try change("subscription.delete", request: [name.rawValue, selector.text]) { writer in
      let tenant = try writer.requireTenant(selector)
      let standing = try writer.requireStanding(name, of: tenant.id)
      try writer.deleteSubscription(name, of: tenant.id)
      try writer.record(.subscriptionDelete, key: name.rawValue, tenant: tenant.id, before: standing.subscription)
      return standing
    }
  }

  /// Declares a stream, or changes what binds it.
  ///
  /// - Parameters:
  ///   - name: The stream; made where there is none.
  ///   - selector: Whose.
  ///   - request: All that decides what `edit` does.
  ///   - edit: Changes what binds it.
  /// - Returns: The stream after the change.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, or ``TenantErrorCode/residencyViolation`` where a region
  ///   is none that the tenant allows.
  package func updateStream(
    _ name: EventStreamName, of selector: TenantSelector, request: some Encodable, _ edit: (inout EventStream) -> Void
  ) throws -> Outcome<EventStream> {
    try change("stream.update", request: request) { writer in
      let tenant = try writer.requireTenant(selector)
      try tenant.requirePresent()
      let before = try writer.eventStream(name, of: tenant.id)
      var after = before ?? EventStream(name: name, createdAt: writer.change.time)
      edit(&after)
      try after.validate()
      if let stray = after.regions?.subtracting(tenant.allowedRegions).min() {
        throw TenantError(
          .residencyViolation, "tenant '\(tenant.slug)' does not allow region '\(stray)'",
          hint: "allowed are \(tenant.allowedRegions.map(\.rawValue).joined(separator: ", "))",
          details: ["region": stray.rawValue])
      }
      if before == after { return after }
      try writer.upsert(after, of: tenant.id)
      try writer.record(.streamUpdate, key: name.rawValue, tenant: tenant.id, before: before, after: after)
      return after
    }
  }
}
