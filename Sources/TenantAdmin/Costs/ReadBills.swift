// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// All bills, by name.
  package func bills() throws -> [Bill] {
    try store.read { try $0.bills() }
  }

  /// The bill with the given name, or `nil`.
  package func bill(_ id: BillID) throws -> Bill? {
    try store.read { try $0.bill(id) }
  }

  /// All cost rules, in the order in which they are tried.
  package func costRules() throws -> [CostRule] {
    try store.read { try $0.costRules() }
  }

  /// What is known of the attributed months, in order.
  package func costRuns(in range: BillingPeriodRange = .all) throws -> [CostRun] {
    try store.read { try $0.costRuns(in: range) }
  }
}
