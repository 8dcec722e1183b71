// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A service refused what would have crossed the boundary between tenants: how often, by the reasons.
  public static let isolationViolation = JournalKind(rawValue: "isolation.violation")
  /// A tenant was given a root key.
  package static let tenantKeyCreate = JournalKind(rawValue: "tenant-key.create")
  /// A tenant's root key was destroyed, and with it everything that was sealed by it.
  package static let tenantKeyDestroy = JournalKind(rawValue: "tenant-key.destroy")
  /// A leaving tenant's data may not be destroyed, or may be again.
  package static let tenantHold = JournalKind(rawValue: "tenant.hold")
  /// What the journal said of a leaving tenant was taken out of it.
  package static let tenantForget = JournalKind(rawValue: "tenant.forget")
  /// It is attested that nothing of a tenant is left.
  package static let tenantErase = JournalKind(rawValue: "tenant.erase")
  /// An erased tenant had come back with a backup, and was destroyed again.
  package static let tenantEraseAgain = JournalKind(rawValue: "tenant.erase-again")
}
