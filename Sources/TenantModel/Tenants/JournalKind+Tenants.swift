// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A tenant was created.
  public static let tenantOnboard = JournalKind(rawValue: "tenant.onboard")
  /// Attributes of a tenant were changed.
  public static let tenantUpdate = JournalKind(rawValue: "tenant.update")
  /// A tenant was suspended.
  public static let tenantSuspend = JournalKind(rawValue: "tenant.suspend")
  /// A suspended tenant was made active again.
  public static let tenantResume = JournalKind(rawValue: "tenant.resume")
  /// A tenant started or finished to leave.
  public static let tenantOffboard = JournalKind(rawValue: "tenant.offboard")
  /// Everything the store holds of a tenant was given to who asked.
  public static let tenantExport = JournalKind(rawValue: "tenant.export")
  /// A tier was created.
  public static let tierCreate = JournalKind(rawValue: "tier.create")
  /// A tier was changed.
  public static let tierUpdate = JournalKind(rawValue: "tier.update")
  /// A tier was deleted.
  public static let tierDelete = JournalKind(rawValue: "tier.delete")
}
