// SPDX-License-Identifier: Apache-2.0

/// One change of control state, as the journal keeps it for ever.
public struct JournalEntry: Equatable, Sendable {
  /// Position in the journal, from 1, without gaps.
  public let revision: Int64
  /// When the change was made.
  public let time: Timestamp
  /// Who made the change.
  public let actor: String
  /// Why, in the actor's words.
  public let reason: String?
  /// The tenant concerned, or `nil` where the change concerns the whole fleet.
  public let tenant: TenantID?
  /// What was changed and how.
  public let kind: JournalKind
  /// The changed object within its kind: a slug, a name, a composed key.
  public let key: String
  /// Canonical JSON of the object before the change; `nil` where it did not exist.
  public let before: String?
  /// Canonical JSON of the object after the change; `nil` where it no longer exists.
  public let after: String?
  /// SHA-256 over this entry and the hash of the one before it, 32 bytes.
  public let hash: [UInt8]

  /// Creates an entry from its stored parts.
  ///
  /// - Parameters:
  ///   - revision: Position in the journal, from 1.
  ///   - time: When the change was made.
  ///   - actor: Who made the change.
  ///   - reason: Why.
  ///   - tenant: The tenant concerned.
  ///   - kind: What was changed and how.
  ///   - key: The changed object within its kind.
  ///   - before: Canonical JSON before the change.
  ///   - after: Canonical JSON after the change.
  ///   - hash: SHA-256 over this entry and the hash of the one before it.
  public init(
    revision: Int64, time: Timestamp, actor: String, reason: String?, tenant: TenantID?, kind: JournalKind, key: String,
    before: String?, after: String?, hash: [UInt8]
  ) {
    self.revision = revision
    self.time = time
    self.actor = actor
    self.reason = reason
    self.tenant = tenant
    self.kind = kind
    self.key = key
    self.before = before
    self.after = after
    self.hash = hash
  }
}
