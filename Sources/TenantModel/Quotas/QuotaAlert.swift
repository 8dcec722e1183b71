// SPDX-License-Identifier: Apache-2.0

/// That use reached a share of a limit; there is one for each threshold and period.
public struct QuotaAlert: Hashable, Codable, Sendable {
  /// Whose use.
  public let tenant: TenantID
  /// Which user's; `nil` means the tenant as a whole.
  public let user: String?
  /// Which quota.
  public let quota: QuotaKey
  /// First instant of the period.
  public let periodStart: Timestamp
  /// The share that was reached, in hundredths of the limit.
  public let threshold: Int
  /// When it was noticed.
  public let firedAt: Timestamp
  /// What was used then.
  public let used: Int64
  /// The limit then.
  public let limit: Int64

  /// Creates an alert.
  ///
  /// - Parameters:
  ///   - tenant: Whose use.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  ///   - quota: Which quota.
  ///   - periodStart: First instant of the period.
  ///   - threshold: The share that was reached, in hundredths of the limit.
  ///   - firedAt: When it was noticed.
  ///   - used: What was used then.
  ///   - limit: The limit then.
  public init(
    tenant: TenantID, user: String?, quota: QuotaKey, periodStart: Timestamp, threshold: Int, firedAt: Timestamp,
    used: Int64, limit: Int64
  ) {
    self.tenant = tenant
    self.user = user
    self.quota = quota
    self.periodStart = periodStart
    self.threshold = threshold
    self.firedAt = firedAt
    self.used = used
    self.limit = limit
  }
}
