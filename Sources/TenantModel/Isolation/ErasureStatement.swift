// SPDX-License-Identifier: Apache-2.0

/// What keeps the data of a leaving tenant from being destroyed.
public struct ErasureHold: Codable, Equatable, Sendable {
  /// Until when; `nil` means until it is lifted.
  public let until: Timestamp?
  /// Since when.
  public let since: Timestamp

  /// Describes a hold.
  ///
  /// - Parameters:
  ///   - until: Until when; `nil` means until it is lifted.
  ///   - since: Since when.
  public init(until: Timestamp?, since: Timestamp) {
    self.until = until
    self.since = since
  }

  /// Whether nothing may be destroyed.
  ///
  /// - Parameter now: What the clock shows.
  /// - Returns: Whether the hold is in force.
  public func isInForce(at now: Timestamp) -> Bool { until.map { now < $0 } ?? true }
}

/// What was destroyed of a tenant, as far as it is known in the transaction that destroys it.
public struct ErasureFacts: Codable, Equatable, Sendable {
  /// The tenant.
  public let tenant: TenantID
  /// Its slug, which is never used again.
  public let slug: Slug
  /// Its incarnation.
  public let incarnation: Int64
  /// Its lifecycle epoch afterwards: no older context is accepted.
  public let lifecycleEpoch: Int64
  /// Identifier of the root key; `nil` where nothing was ever sealed for the tenant.
  public let key: String?
  /// Rows that were removed, by table.
  public let rows: [String: Int64]
  /// Files that there were beside the store in the transaction that destroyed their key.
  ///
  /// Unfinished ones count, too. They are removed before anything is attested.
  public let files: Int64
  /// Every pool and instance that the tenant ever lived in, as far as it is recorded.
  public let places: [String]
  /// When it was destroyed.
  public let erasedAt: Timestamp
  /// Events that were delivered to other tenants by grants: those copies are theirs.
  ///
  /// It is `nil` where it was not counted.
  public var forwardedEvents: Int64?
  /// Rows of the journal that still say what was changed, because they were written before schema 6.
  ///
  /// It is `nil` where it was not counted, and then all of them do.
  public var keptJournalRows: Int64?

  /// Describes what was destroyed.
  ///
  /// - Parameters:
  ///   - tenant: The tenant as it is afterwards.
  ///   - key: Identifier of the root key.
  ///   - rows: Rows that were removed, by table.
  ///   - files: Files that there were beside the store.
  ///   - places: Where the tenant lived.
  ///   - erasedAt: When it was destroyed.
  public init(
    tenant: Tenant, key: String?, rows: [String: Int64], files: Int64, places: [String], erasedAt: Timestamp
  ) {
    self.tenant = tenant.id
    slug = tenant.slug
    incarnation = tenant.incarnation
    lifecycleEpoch = tenant.lifecycleEpoch
    self.key = key
    self.rows = rows
    self.files = files
    self.places = places
    self.erasedAt = erasedAt
  }
}

/// What is attested of an erasure, once the bytes were looked through.
public struct ErasureStatement: Codable, Equatable, Sendable {
  /// Name of the format.
  public let format: String
  /// Identity of the store.
  public let store: String
  /// What was destroyed.
  public let facts: ErasureFacts
  /// Bytes of the store and its log that were looked through for the wrapped key; `nil` where the erasure was interrupted
  /// after the key was destroyed, and the whole file was written anew instead.
  public let scannedBytes: Int64?
  /// Whether the whole file was written anew.
  public let isRewritten: Bool
  /// When the bytes were looked through.
  public let attestedAt: Timestamp
  /// What is left, in words.
  public let remains: [String]

  /// The present format.
  public static let currentFormat = "tenantctl-erasure-1"

  /// Describes what is attested.
  ///
  /// - Parameters:
  ///   - store: Identity of the store.
  ///   - facts: What was destroyed.
  ///   - scannedBytes: Bytes that were looked through.
  ///   - isRewritten: Whether the whole file was written anew.
  ///   - attestedAt: When.
  public init(store: String, facts: ErasureFacts, scannedBytes: Int64?, isRewritten: Bool, attestedAt: Timestamp) {
    format = Self.currentFormat
    self.store = store
    self.facts = facts
    self.scannedBytes = scannedBytes
    self.isRewritten = isRewritten
    self.attestedAt = attestedAt
    remains = [
      "the tombstone is kept as evidence, and of the tenant's administration who did what, when and why",
      facts.keptJournalRows == 0
        ? nil
        : "rows of the journal from before the store's schema 6 say what was changed: \(Self.count(facts.keptJournalRows))",
      facts.forwardedEvents == 0
        ? nil
        : "events that were delivered to other tenants by grants are theirs: \(Self.count(facts.forwardedEvents))",
      "the operator's books of closed months are kept",
      "exports, and backups taken before, are outside of the store: they hold the key, wrapped by the master key, until"
        + " they are destroyed; restoring one over the store destroys it again",
    ].compactMap(\.self)
  }

  private static func count(_ count: Int64?) -> String { count.map(String.init) ?? "not counted" }
}

/// What is left of a tenant, for ever.
public struct Tombstone: Equatable, Sendable {
  /// What was destroyed.
  public let facts: ErasureFacts
  /// Canonical JSON of what is attested; `nil` where the erasure was interrupted before.
  public let statement: String?

  /// Describes what is left.
  ///
  /// - Parameters:
  ///   - facts: What was destroyed.
  ///   - statement: What is attested.
  public init(facts: ErasureFacts, statement: String?) {
    self.facts = facts
    self.statement = statement
  }
}
