// SPDX-License-Identifier: Apache-2.0

/// What a journal entry is about: the noun and the verb, like `tenant.suspend`.
///
/// Each capability declares its kinds in an extension beside its own types.
public struct JournalKind: RawRepresentable, Hashable, Sendable {
  /// Noun and verb, like `tenant.suspend`.
  public let rawValue: String

  /// Creates a kind from its text.
  ///
  /// - Parameter rawValue: Noun and verb, like `tenant.suspend`.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The noun.
  public var noun: Substring {
    rawValue.prefix { $0 != "." }
  }

  /// The result of a command that was given an idempotency key.
  public static let idempotency = JournalKind(rawValue: "idempotency.record")
  /// The creation of the store.
  public static let storeInit = JournalKind(rawValue: "store.init")
  /// The restoration of the store from a backup.
  public static let storeRestore = JournalKind(rawValue: "store.restore")
  /// A copy of the store was made, with the data of every tenant.
  public static let storeBackup = JournalKind(rawValue: "store.backup")

  /// What tells that something of tenants was given to who asked, while nothing was changed.
  public static let disclosures: Set<JournalKind> = [
    .storeBackup, .tenantExport, .contextIssue, .contextExchange, .eventRead,
  ]
}
