// SPDX-License-Identifier: Apache-2.0

/// The identifier of a grant between two tenants: `x_` and 26 lower-case Crockford base-32 characters, 128 random bits.
public struct CrossTenantGrantID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    // The same grammar as a tenant's id but for its first letter.
    guard text.utf8.first == UInt8(ascii: "x"), TenantID.isValid(Array("t".utf8) + text.utf8.dropFirst()) else {
      throw ContextText.fault(
        text, "the id of a grant", hint: "an id is 'x_' and 26 characters of 0-9 a-z without i, l, o and u")
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    rawValue = "x" + TenantID(bits: bits).rawValue.dropFirst()
  }
}

/// What one tenant lets another one have: events of one stream whose subjects match one pattern, for one purpose, until an
/// instant.
///
/// It is the only way by which an event of one tenant can reach another. The giver creates it, the receiver accepts it, and
/// each keeps its own copy: what is delivered must be permitted by both, in every field.
public struct CrossTenantGrant: Hashable, Codable, Sendable {
  /// How long a grant may last, in seconds: 400 days.
  public static let longestLifeSeconds: Int64 = 34_560_000

  /// Who it is from and to, as they are now: another incarnation is another party.
  public struct Party: Hashable, Codable, Sendable {
    /// The tenant.
    public let tenant: TenantID
    /// Its incarnation.
    public let incarnation: Int64

    /// Creates a party.
    ///
    /// - Parameters:
    ///   - tenant: The tenant.
    ///   - incarnation: Its incarnation, from 1.
    public init(tenant: TenantID, incarnation: Int64) {
      self.tenant = tenant
      self.incarnation = incarnation
    }
  }

  /// Random identifier.
  public let id: CrossTenantGrantID
  /// Whose events they are.
  public let giver: Party
  /// Who may have them.
  public let receiver: Party
  /// The giver's stream.
  public let stream: EventStreamName
  /// Which of its subjects.
  public let pattern: EventSubjectPattern
  /// What for.
  public let purpose: ContextPurpose
  /// First instant at which it is over.
  public let until: Timestamp
  /// Who gave it, in the name of the giver.
  public let approver: String
  /// When it was given.
  public let createdAt: Timestamp

  /// Creates a grant.
  ///
  /// - Parameters:
  ///   - id: Random identifier.
  ///   - giver: Whose events they are.
  ///   - receiver: Who may have them; another tenant.
  ///   - stream: The giver's stream.
  ///   - pattern: Which of its subjects.
  ///   - purpose: What for.
  ///   - until: First instant at which it is over; after `createdAt`, by ``longestLifeSeconds`` at most.
  ///   - approver: Who gives it.
  ///   - createdAt: When it is given.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it would never be in force, last too long, or be
  ///   to the giver itself.
  public init(
    id: CrossTenantGrantID, giver: Party, receiver: Party, stream: EventStreamName, pattern: EventSubjectPattern,
    purpose: ContextPurpose, until: Timestamp, approver: String, createdAt: Timestamp
  ) throws {
    guard giver.tenant != receiver.tenant else {
      throw TenantError(.invalidValue, "a tenant needs no grant for its own events", hint: "name another receiver")
    }
    let (life, overflow) = until.microseconds.subtractingReportingOverflow(createdAt.microseconds)
    guard !overflow, life > 0, life <= Self.longestLifeSeconds * 1_000_000 else {
      throw TenantError(
        .invalidValue, "a grant from '\(createdAt)' cannot last until '\(until)'",
        hint: "use a later instant, within 400 days", details: ["until": until.description])
    }
    self.id = id
    self.giver = giver
    self.receiver = receiver
    self.stream = stream
    self.pattern = pattern
    self.purpose = purpose
    self.until = until
    self.approver = approver
    self.createdAt = createdAt
  }
}

/// The giver's copy of a grant.
public struct OfferedGrant: Hashable, Codable, Sendable {
  /// What is permitted.
  public let grant: CrossTenantGrant
  /// When the giver took it back.
  public var revokedAt: Timestamp?
  /// How many events were delivered under it.
  public var delivered: Int64 = 0

  /// Creates the giver's copy.
  ///
  /// - Parameter grant: What is permitted.
  public init(_ grant: CrossTenantGrant) {
    self.grant = grant
  }
}

/// The receiver's copy of a grant.
public struct AcceptedGrant: Hashable, Codable, Sendable {
  /// What the receiver agreed to.
  public let grant: CrossTenantGrant
  /// The receiver's stream that the events come into, which nothing else is published to.
  public let into: EventStreamName
  /// When the receiver agreed.
  public let acceptedAt: Timestamp
  /// Who agreed, in the name of the receiver.
  public let acceptedBy: String
  /// When the receiver took its consent back.
  public var revokedAt: Timestamp?

  /// Creates the receiver's copy.
  ///
  /// - Parameters:
  ///   - grant: What the receiver agrees to.
  ///   - into: The receiver's stream.
  ///   - acceptedAt: When.
  ///   - acceptedBy: Who.
  public init(_ grant: CrossTenantGrant, into: EventStreamName, acceptedAt: Timestamp, acceptedBy: String) {
    self.grant = grant
    self.into = into
    self.acceptedAt = acceptedAt
    self.acceptedBy = acceptedBy
  }
}
