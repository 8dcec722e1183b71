// SPDX-License-Identifier: Apache-2.0

/// A stream of a tenant's events.
public struct EventStream: Equatable, Codable, Sendable {
  /// How many unread events a stream may have, unless it says otherwise.
  public static let standardBacklog: Int64 = 100_000
  /// How long events that everybody has read are kept, in seconds, unless a stream says otherwise: seven days.
  public static let standardRetentionSeconds: Int64 = 604_800

  /// Name below the tenant.
  public let name: EventStreamName
  /// Sequence of the newest event; 0 where there was none.
  public var lastSequence: Int64 = 0
  /// The regions that the stream is bound to; `nil` where only the tenant's own bind it.
  public var regions: Set<Region>?
  /// How many events the slowest subscription may be behind before publishing is refused, 1 to 10,000,000.
  public var backlogLimit = EventStream.standardBacklog
  /// How long events that everybody has read are kept for a replay, in seconds, 0 to 31,536,000.
  public var retentionSeconds = EventStream.standardRetentionSeconds
  /// The grant under which another tenant's events come in; nothing else is published to such a stream.
  public var grant: CrossTenantGrantID?
  /// When it was made.
  public let createdAt: Timestamp

  /// Creates a stream without events.
  ///
  /// - Parameters:
  ///   - name: Name below the tenant.
  ///   - createdAt: When it is made.
  public init(name: EventStreamName, createdAt: Timestamp) {
    self.name = name
    self.createdAt = createdAt
  }

  /// Checks the rules that the types do not keep.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``.
  public func validate() throws {
    guard (1...10_000_000).contains(backlogLimit) else {
      throw TenantError(
        .invalidValue, "'\(backlogLimit)' is no backlog", hint: "use 1 to 10000000 events",
        details: ["value": String(backlogLimit)])
    }
    guard (0...31_536_000).contains(retentionSeconds) else {
      throw TenantError(
        .invalidValue, "'\(retentionSeconds)' seconds is no retention", hint: "use 0 to 31536000 seconds",
        details: ["value": String(retentionSeconds)])
    }
    // An empty set would allow nothing, and is easily taken for everything.
    guard regions?.isEmpty != true else {
      throw TenantError(.invalidValue, "a stream that is bound to regions needs one", hint: "name at least one region")
    }
  }
}

/// A durable reader of one stream: what it has read stays read, whoever reads for it.
public struct EventSubscription: Equatable, Codable, Sendable {
  /// How many events may be handed out and not finished, unless a subscription says otherwise.
  public static let standardWindow: Int64 = 256

  /// Name below the tenant.
  public let name: EventSubscriptionName
  /// The stream of the same tenant.
  public let stream: EventStreamName
  /// Which of its subjects.
  public let pattern: EventSubjectPattern
  /// How failed deliveries are tried again.
  public var retry = EventRetryPolicy.standard
  /// How many events may be handed out, wait for a further try or wait for an earlier event of their key, 1 to 10,000.
  public var window = EventSubscription.standardWindow
  /// Sequence up to which the stream was looked through; what is not finished of it is kept as a delivery.
  public var cursor: Int64 = 0
  /// When it was made.
  public let createdAt: Timestamp

  /// Creates a subscription that has read nothing.
  ///
  /// - Parameters:
  ///   - name: Name below the tenant.
  ///   - stream: The stream.
  ///   - pattern: Which of its subjects.
  ///   - createdAt: When it is made.
  public init(
    name: EventSubscriptionName, stream: EventStreamName, pattern: EventSubjectPattern, createdAt: Timestamp
  ) {
    self.name = name
    self.stream = stream
    self.pattern = pattern
    self.createdAt = createdAt
  }

  /// Checks the rules that the types do not keep.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``.
  public func validate() throws {
    guard (1...10_000).contains(window) else {
      throw TenantError(
        .invalidValue, "'\(window)' is no window", hint: "use 1 to 10000 events", details: ["value": String(window)])
    }
  }
}
