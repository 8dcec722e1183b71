// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// How many events are to be delivered again, or were given up.
package struct EventCount: Codable, Equatable, Sendable {
  /// The tenant's slug.
  package let tenant: Slug
  /// The subscription.
  package let subscription: EventSubscriptionName
  /// The first sequence that was asked for.
  package let from: Int64
  /// The last sequence that was asked for.
  package let to: Int64
  /// How many events.
  package let events: Int64
}

extension Administration {
  /// Lets a subscription read events again that it has read.
  ///
  /// - Parameters:
  ///   - range: Which sequences.
  ///   - name: The subscription.
  ///   - selector: Whose.
  /// - Returns: How many events.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where the session has no reason,
  ///   ``TenantErrorCode/subscriptionNotFound``, or ``TenantErrorCode/eventRefused`` where an event of the range is of another
  ///   incarnation of the tenant.
  package func replayEvents(
    _ range: ClosedRange<Int64>, for name: EventSubscriptionName, of selector: TenantSelector
  ) throws -> Outcome<EventCount> {
    guard session.reason != nil else {
      throw TenantError(.usage, "a replay needs a reason", hint: "say why with --reason")
    }
    return try count(.eventReplay, range, for: name, of: selector) { writer, tenant in
      let subscription = try writer.requireSubscription(name, of: tenant.id)
      return try writer.replay(range, for: subscription, of: tenant.id, incarnation: tenant.incarnation)
    }
  }

  /// The dead letters of a tenant, by subscription and sequence.
  package func deadLetters(
    of selector: TenantSelector, for name: EventSubscriptionName? = nil
  ) throws -> [DeadLetter] {
    try store.read { try $0.deadLetters(of: $0.requireTenant(selector).id, for: name) }
  }

  /// Lets dead letters be tried again.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound``.
  package func retryDeadLetters(
    _ range: ClosedRange<Int64>, for name: EventSubscriptionName, of selector: TenantSelector
  ) throws -> Outcome<EventCount> {
    try count(.deadLetterRetry, range, for: name, of: selector) { writer, tenant in
      try writer.retryDeadLetters(writer.deadLetters(of: tenant.id, for: name, in: range), of: tenant.id)
    }
  }

  /// Forgets dead letters.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound``.
  package func discardDeadLetters(
    _ range: ClosedRange<Int64>, for name: EventSubscriptionName, of selector: TenantSelector
  ) throws -> Outcome<EventCount> {
    try count(.deadLetterDiscard, range, for: name, of: selector) { writer, tenant in
      try writer.discardDeadLetters(writer.deadLetters(of: tenant.id, for: name, in: range), of: tenant.id)
    }
  }

  private func count(
    _ kind: JournalKind, _ range: ClosedRange<Int64>, for name: EventSubscriptionName, of selector: TenantSelector,
    _ body: (StoreWriter, Tenant) throws -> Int64
  ) throws -> Outcome<EventCount> {
    let request = [selector.text, name.rawValue, String(range.lowerBound), String(range.upperBound)]
    return try change(kind.rawValue, request: request) { writer in
      let tenant = try writer.requireTenant(selector)
      // Nothing is delivered to a tenant that is not served, and nothing is put in its way either.
      try tenant.requireActive()
      _ = try writer.requireSubscription(name, of: tenant.id)
      let count = EventCount(
        tenant: tenant.slug, subscription: name, from: range.lowerBound, to: range.upperBound,
        events: try body(writer, tenant))
      if count.events > 0 { try writer.record(kind, key: name.rawValue, tenant: tenant.id, after: count) }
      return count
    }
  }
}
