// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A quota was defined for a tier, a tenant or a user, or its definition was changed.
  public static let quotaSet = JournalKind(rawValue: "quota.set")
  /// The definition of a quota was removed from a tier, a tenant or a user.
  public static let quotaUnset = JournalKind(rawValue: "quota.unset")
  /// A tenant was given an addition to a limit.
  public static let quotaGrant = JournalKind(rawValue: "quota.grant")
  /// An addition to a limit was taken back.
  public static let quotaRevoke = JournalKind(rawValue: "quota.revoke")
  /// Use reached a share of a limit for the first time in a period.
  public static let quotaAlert = JournalKind(rawValue: "quota.alert")
}
