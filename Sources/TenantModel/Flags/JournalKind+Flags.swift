// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A flag was created.
  public static let flagCreate = JournalKind(rawValue: "flag.create")
  /// A flag's definition, state or rollout was changed.
  public static let flagUpdate = JournalKind(rawValue: "flag.update")
  /// A flag was deleted.
  public static let flagDelete = JournalKind(rawValue: "flag.delete")
  /// An override was set or cleared.
  public static let flagOverride = JournalKind(rawValue: "flag.override")
}
