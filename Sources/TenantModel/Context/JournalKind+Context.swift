// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A signing key was made.
  public static let keyCreate = JournalKind(rawValue: "key.create")
  /// A signing key took the place of another one, or gave its place.
  public static let keyRotate = JournalKind(rawValue: "key.rotate")
  /// Nothing that a signing key signed is accepted any more.
  public static let keyRevoke = JournalKind(rawValue: "key.revoke")
  /// A signing key was forgotten, because nothing it signed can be alive.
  public static let keyForget = JournalKind(rawValue: "key.forget")
  /// Somebody was given a context, with which to act for a tenant.
  public static let contextIssue = JournalKind(rawValue: "context.issue")
  /// Somebody was given a narrower context for another one.
  public static let contextExchange = JournalKind(rawValue: "context.exchange")
}
