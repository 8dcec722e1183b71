// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A move of a tenant was completed.
  public static let migrationComplete = JournalKind(rawValue: "migration.complete")
  /// A tenant's placement epoch grew, because it moved.
  public static let tenantMove = JournalKind(rawValue: "tenant.move")
}
