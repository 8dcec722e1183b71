// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport

/// A store with three tenants and files to import, and shorthands for what operators do with costs.
struct CostFixture {
  let store: TemporaryStore
  let admin: Administration

  init() throws {
    store = try TemporaryStore()
    admin = try store.administration()
    for (slug, tier, account) in [("acme", "pro", "11"), ("globex", "free", "12"), ("initech", "free", "13")] {
      var request = try TenantRequest.sample(slug, tier: tier)
      request.externalIDs = ["sub-account": account]
      _ = try admin.onboard(request)
    }
  }

  /// A table of `month,cost,service,account` with a bill in it.
  static let header = "month,cost,service,account\n"

  func layout(_ extra: String...) throws -> BillLayout {
    try BillLayout(
      parsing: ["period=month,cost=cost,currency:=USD,service=service,subAccount=account"] + extra)
  }

  @discardableResult
  func importBill(
    _ rows: String, as name: String = "bill", replacing: Bool = false, layout: BillLayout? = nil,
    by admin: Administration? = nil
  ) throws -> Outcome<Bill> {
    let path = try store.folder.write(Self.header + rows, to: "\(name).csv")
    var request = BillImport(path: path, layout: try layout ?? self.layout())
    request.isReplacing = replacing
    return try (admin ?? self.admin).importBill(request, from: ByteSource(path: path))
  }

  @discardableResult
  func set(_ name: String, _ method: CostMethod, _ match: String..., priority: Int64 = 100) throws -> Outcome<CostRule>
  {
    try admin.setCostRule(
      CostRuleRequest(
        name: Slug(parsing: name), priority: priority, conditions: match.map { try LineCondition(parsing: $0) },
        method: .stated(method)))
  }

  @discardableResult
  func attribute(_ range: String = "all", isForced: Bool = false) throws -> Outcome<[CostRun]> {
    try admin.attributeCosts(in: BillingPeriodRange(parsing: range), isForced: isForced)
  }

  /// Rows of a report as `name reason amount`.
  func report(_ grouping: CostGrouping = .tenant, _ range: String = "all") throws -> [String] {
    try admin.costReport(by: grouping, in: BillingPeriodRange(parsing: range)).rows.map {
      "\($0.name ?? "-") \($0.reason?.rawValue ?? "-") \($0.cost)"
    }
  }

  func error(_ body: () throws -> Void) -> TenantError? {
    do {
      try body()
      return nil
    } catch {
      return error as? TenantError
    }
  }
}
