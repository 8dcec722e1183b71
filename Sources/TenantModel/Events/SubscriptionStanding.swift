// SPDX-License-Identifier: Apache-2.0

/// A subscription and how far it is behind.
package struct SubscriptionStanding: Codable, Equatable, Sendable {
  /// The subscription.
  package let subscription: EventSubscription
  /// How many events of the stream it has not looked at.
  package let unread: Int64
  /// How many events are handed out or wait for a further try.
  package let pending: Int64
  /// How many events were given up.
  package let dead: Int64

  /// Takes what was counted.
  package init(subscription: EventSubscription, unread: Int64, pending: Int64, dead: Int64) {
    self.subscription = subscription
    self.unread = unread
    self.pending = pending
    self.dead = dead
  }
}

/// An event that was given up for one subscription; the event itself stays in its stream.
package struct DeadLetter: Codable, Equatable, Sendable {
  /// The subscription.
  package let subscription: EventSubscriptionName
  /// The stream.
  package let stream: EventStreamName
  /// The event's place in the stream.
  package let sequence: Int64
  /// What tells the event from others.
  package let id: EventID
  /// What it is about.
  package let subject: EventSubject
  /// How often it was tried.
  package let attempts: Int64
  /// A word for the last failure.
  package let fault: String
  /// When it was given up.
  package let deadAt: Timestamp

  /// Takes what is known.
  package init(
    subscription: EventSubscriptionName, stream: EventStreamName, sequence: Int64, id: EventID, subject: EventSubject,
    attempts: Int64, fault: String, deadAt: Timestamp
  ) {
    self.subscription = subscription
    self.stream = stream
    self.sequence = sequence
    self.id = id
    self.subject = subject
    self.attempts = attempts
    self.fault = fault
    self.deadAt = deadAt
  }
}
