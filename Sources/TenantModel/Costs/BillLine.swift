// SPDX-License-Identifier: Apache-2.0

/// One charge of an imported bill: the grain of truth of all attribution.
///
/// Texts are kept as the provider wrote them; an identifier of digits alone is a text like any other.
public struct BillLine: Hashable, Sendable {
  /// The bill that the line belongs to.
  public let bill: BillID
  /// The line of the imported file on which the charge starts, from 1.
  public let number: Int64
  /// The month that bills the charge.
  public let period: BillingPeriod
  /// The charge; negative for a credit.
  public let cost: Money
  /// The charged service, empty where the bill names none.
  public var service: String
  /// Who sells the service.
  public var provider: String?
  /// The account that receives the bill.
  public var billingAccount: String?
  /// The account, project or subscription in which the charge arose.
  public var subAccount: String?
  /// The kind of service, like `Compute`.
  public var category: String?
  /// The kind of charge, like `Usage` or `Credit`.
  public var chargeCategory: String?
  /// Where the charge arose.
  public var region: String?
  /// What was charged for.
  public var resource: String?
  /// What the charge is, for a person.
  public var summary: String?
  /// When the charged use began; inside or before the billing period.
  public var chargeStart: Timestamp?
  /// First instant after the charged use.
  public var chargeEnd: Timestamp?
  /// Labels that the operator attached to the resource.
  public var tags: [String: String]

  /// Creates a charge; the other properties can be set afterwards.
  ///
  /// - Parameters:
  ///   - bill: The bill that the line belongs to.
  ///   - number: The line of the imported file, from 1.
  ///   - period: The month that bills the charge.
  ///   - cost: The charge, negative for a credit.
  ///   - service: The charged service, empty where the bill names none.
  public init(bill: BillID, number: Int64, period: BillingPeriod, cost: Money, service: String) {
    self.bill = bill
    self.number = number
    self.period = period
    self.cost = cost
    self.service = service
    tags = [:]
  }

  /// Whether the line comes before another in the order of bills and their lines.
  ///
  /// - Parameter other: The other line.
  /// - Returns: `true` where the bill's name, then the line's number is lower.
  public func precedes(_ other: BillLine) -> Bool {
    bill == other.bill ? number < other.number : bill < other.bill
  }
}
