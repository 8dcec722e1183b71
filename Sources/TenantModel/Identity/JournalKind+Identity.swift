// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// The keys of an identity provider were made known, or replaced.
  public static let identitySet = JournalKind(rawValue: "identity.set")
  /// Tokens of an identity provider are not accepted any more.
  public static let identityUnset = JournalKind(rawValue: "identity.unset")
  /// Claims were bound to tenants.
  public static let identityMap = JournalKind(rawValue: "identity.map")
  /// Claims are not bound to tenants any more.
  public static let identityUnmap = JournalKind(rawValue: "identity.unmap")
  /// An identity token was refused, and why.
  public static let identityRefuse = JournalKind(rawValue: "identity.refuse")
}
