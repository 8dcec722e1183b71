// SPDX-License-Identifier: Apache-2.0

/// An event that is to be published: what an envelope says, as far as whoever publishes has to say it.
public struct EventDraft: Equatable, Sendable {
  /// What tells the event from others of its stream; a random one where it is `nil`, and then a repeated publish is another
  /// event.
  public var id: EventID?
  /// What happened.
  public var type: EventType
  /// What it is about.
  public var subject: EventSubject
  /// The data; at most ``EventEnvelope/maximumDataBytes``.
  public var data: [UInt8]
  /// What events must have in common to keep their order; without one, an event waits for no other.
  public var key: EventKey?
  /// Where it happened; 1 to 255 printable ASCII characters without blanks.
  public var source = "/"
  /// When it happened; `nil` means when it is published.
  public var time: Timestamp?
  /// How the data are to be read; `nil` means as JSON.
  public var contentType: String?
  /// Which schema the data follow.
  public var schema: String?
  /// The chain of calls in which it is published.
  public var cause: ContextTransaction?
  /// What it says of whose it is; it may only agree with the scope it is published in.
  public var hints = EventEnvelope.Hints()

  /// Creates a draft; the other attributes can be set afterwards.
  ///
  /// - Parameters:
  ///   - type: What happened.
  ///   - subject: What it is about.
  ///   - data: The data.
  ///   - key: What events must have in common to keep their order.
  public init(type: EventType, subject: EventSubject, data: [UInt8], key: EventKey? = nil) {
    self.type = type
    self.subject = subject
    self.data = data
    self.key = key
  }

  /// Takes all that an envelope says.
  ///
  /// - Parameter envelope: The envelope, as it came from elsewhere.
  public init(_ envelope: EventEnvelope) {
    self.init(type: envelope.type, subject: envelope.subject, data: envelope.data, key: envelope.key)
    id = envelope.id
    source = envelope.source
    time = envelope.time
    contentType = envelope.contentType
    schema = envelope.schema
    cause = envelope.cause
    hints = envelope.hints
  }

  /// The envelope that is published.
  ///
  /// - Parameters:
  ///   - spareID: What it is told by where the draft has no id.
  ///   - now: When it happened where the draft does not say.
  /// - Returns: The envelope.
  package func envelope(id spareID: @autoclosure () -> EventID, at now: Timestamp) -> EventEnvelope {
    var envelope = EventEnvelope(
      id: id ?? spareID(), source: source, type: type, subject: subject, time: time ?? now, data: data)
    envelope.contentType = contentType
    envelope.schema = schema
    envelope.key = key
    envelope.cause = cause
    envelope.hints = hints
    return envelope
  }
}

/// What became of an event that was published.
public struct EventReceipt: Hashable, Codable, Sendable {
  /// What tells the event from others of its stream.
  public let id: EventID
  /// Its place in the stream, from 1.
  public let sequence: Int64
  /// Whether it had been published before, and nothing was done.
  public let isDuplicate: Bool

  /// Creates a receipt.
  ///
  /// - Parameters:
  ///   - id: What tells the event from others of its stream.
  ///   - sequence: Its place in the stream.
  ///   - isDuplicate: Whether it had been published before.
  package init(id: EventID, sequence: Int64, isDuplicate: Bool) {
    self.id = id
    self.sequence = sequence
    self.isDuplicate = isDuplicate
  }
}
