// SPDX-License-Identifier: Apache-2.0

/// A bill that was imported: what is known of it beside its lines.
public struct Bill: Codable, Equatable, Sendable {
  /// What the lines of one month add up to.
  public struct PeriodTotal: Codable, Equatable, Sendable {
    /// The month.
    public let period: BillingPeriod
    /// The sum of one currency.
    public let cost: Money
    /// Number of lines that are summed.
    public let lines: Int64

    /// Creates a total.
    ///
    /// - Parameters:
    ///   - period: The month.
    ///   - cost: The sum of one currency.
    ///   - lines: Number of lines that are summed.
    public init(period: BillingPeriod, cost: Money, lines: Int64) {
      self.period = period
      self.cost = cost
      self.lines = lines
    }
  }

  /// Name, unique.
  public let id: BillID
  /// Where the bill was read from.
  public let source: String
  /// How its columns were read, ``BillLayout/description``.
  public let layout: String
  /// SHA-256 of layout and file, hexadecimal: what makes a second import of the same bill harmless.
  public let digest: String
  /// Number of lines.
  public let lines: Int64
  /// The sums, by month and currency.
  public let totals: [PeriodTotal]
  /// When the bill was imported.
  public let importedAt: Timestamp

  /// Creates a record of a bill.
  ///
  /// - Parameters:
  ///   - id: Name, unique.
  ///   - source: Where the bill was read from.
  ///   - layout: How its columns were read.
  ///   - digest: Digest of the charges, hexadecimal, whatever their order.
  ///   - lines: Number of lines.
  ///   - totals: The sums, by month and currency.
  ///   - importedAt: When the bill is imported.
  public init(
    id: BillID, source: String, layout: String, digest: String, lines: Int64, totals: [PeriodTotal],
    importedAt: Timestamp
  ) {
    self.id = id
    self.source = source
    self.layout = layout
    self.digest = digest
    self.lines = lines
    self.totals = totals
    self.importedAt = importedAt
  }

  /// The sums over all months.
  ///
  /// - Returns: One sum for each currency.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  public func total() throws -> MoneyTotals {
    var sum = MoneyTotals()
    for total in totals { try sum.add(total.cost) }
    return sum
  }
}
