// SPDX-License-Identifier: Apache-2.0

/// What the ledger of a quota says of a period, and what its leases and the usage events say of the same.
public struct QuotaAccount: Hashable, Sendable {
  /// Which quota.
  public let quota: QuotaKey
  /// Which user's; `nil` means the tenant as a whole.
  public let user: String?
  /// Of which period.
  public let period: Period
  /// What the quota counts.
  public let meter: MeterName
  /// Units spent within the limit, by the ledger.
  public var settled: Int64 = 0
  /// Units spent beyond the limit or in an outage, by the ledger.
  public var overrun: Int64 = 0
  /// Units charged because dead holders may have spent them, by the ledger.
  public var burned: Int64 = 0
  /// Units that holders have in hand.
  public var outstanding: Int64 = 0
  /// Units spent, by the leases; those that are not kept any more included.
  public var spent: Int64 = 0
  /// Units of unknown use of leases that ended without being refunded.
  public var unknown: Int64 = 0
  /// Units metered, by the ledger.
  public var metered: Int64 = 0
  /// Units that the ledger's usage events counted.
  public var counted: Int64 = 0
  /// Of these, units that were taken back by reversals.
  public var reversed: Int64 = 0
  /// What the sums of usage say of the meter in the period, by whatever source.
  public var total: Int64 = 0

  /// What two sides disagree about.
  public enum Finding: String, CaseIterable, Codable, Sendable {
    /// The usage events do not count what the ledger metered.
    case events
    /// The leases did not spend what the ledger settled.
    case leases
    /// The leases of dead holders do not hold what the ledger burned.
    case burned
    /// The sums of usage hold less than the ledger's events alone.
    case sums
  }

  /// Creates an account of nothing.
  ///
  /// - Parameters:
  ///   - quota: Which quota.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  ///   - period: Of which period.
  ///   - meter: What the quota counts.
  public init(quota: QuotaKey, user: String?, period: Period, meter: MeterName) {
    self.quota = quota
    self.user = user
    self.period = period
    self.meter = meter
  }

  /// What the ledger metered and the events do not count; negative where they count more.
  ///
  /// The greatest or least number where the difference cannot be represented.
  public var difference: Int64 {
    let (difference, overflow) = metered.subtractingReportingOverflow(counted)
    return overflow ? (metered < 0 ? .min : .max) : difference
  }

  /// Everything that does not agree, in the order in which it was looked at; empty where all does.
  public var findings: [Finding] {
    Finding.allCases.filter { finding in
      switch finding {
      case .events: metered != counted
      // Of 128 bits, so that numbers put there by other means cannot end the comparison.
      case .leases: Int128(settled) + Int128(overrun) != Int128(spent)
      case .burned: burned != unknown
      case .sums: Int128(total) < Int128(counted) - Int128(reversed)
      }
    }
  }
}
