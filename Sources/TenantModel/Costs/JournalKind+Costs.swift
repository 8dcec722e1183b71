// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A bill was imported or replaced.
  public static let costImport = JournalKind(rawValue: "cost.import")
  /// A cost rule was created or changed.
  public static let costRuleSet = JournalKind(rawValue: "cost.rule-set")
  /// A cost rule was deleted.
  public static let costRuleUnset = JournalKind(rawValue: "cost.rule-unset")
  /// A billing period was attributed.
  public static let costAttribute = JournalKind(rawValue: "cost.attribute")
}
