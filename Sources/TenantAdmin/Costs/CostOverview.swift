// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// A report together with the other views of the same costs that a reader of it asks for next.
package struct CostOverview: Sendable {
  /// The report that was asked for.
  package let report: CostReport
  /// The same costs by service.
  package let services: CostReport
  /// The same costs by month.
  package let periods: CostReport
  /// Who made the overview.
  package let actor: String
  /// When it was made.
  package let madeAt: Timestamp
}

extension Administration {
  /// Reports what bills cost, from several sides.
  ///
  /// - Parameters:
  ///   - grouping: What the main report has a row for.
  ///   - range: Which months.
  /// - Returns: The overview.
  /// - Throws: ``TenantError`` as ``costReport(by:in:)``.
  package func costOverview(by grouping: CostGrouping, in range: BillingPeriodRange) throws -> CostOverview {
    try store.read { reader in
      CostOverview(
        report: try costReport(by: grouping, in: range, reader),
        services: try costReport(by: .service, in: range, reader),
        periods: try costReport(by: .period, in: range, reader), actor: session.actor, madeAt: session.now())
    }
  }
}
