// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantAdmin
import TenantModel

/// What the methods of cost rules need beside their name.
package struct CostMethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("direct: by what the tenant is known: external:KIND, slug or id.", valueName: "key"),
    transform: Parse.ownerKey)
  var owner: OwnerKey?

  @Option(
    help: ArgumentHelp("direct: the line's field that names the owner; subAccount by default.", valueName: "field"),
    transform: Parse.lineField)
  var field: LineField?

  @Option(help: ArgumentHelp("proportional: what is counted.", valueName: "meter"))
  var meter: String?

  @Option(
    help: ArgumentHelp(
      "proportional: when use counts: charge (the charge's own period), billing (the month that bills it) or a month; charge by default.",
      valueName: "period"),
    transform: Parse.usageWindow)
  var usagePeriod: CostUsageWindow?

  @Option(help: ArgumentHelp("proportional: how much is paid for; what is not used of it is idle.", valueName: "units"))
  var capacity: UInt64?

  @Option(help: "even: time or head; time by default.")
  var by: CostMethod.EvenWeight?

  @Option(
    name: .customLong("share"),
    help: ArgumentHelp("fixed: a tenant's share, in % or parts per million; repeatable.", valueName: "tenant=share"),
    transform: Parse.costShare)
  var shares: [CostShareOption] = []

  package init() {}

  /// Refuses options that the method has no use for, because ignoring one would charge somebody else than was meant.
  func validate(for method: CostMethod.Name) throws {
    let given: [(option: String, of: CostMethod.Name, isGiven: Bool)] = [
      ("--owner", .direct, owner != nil), ("--field", .direct, field != nil), ("--meter", .proportional, meter != nil),
      ("--usage-period", .proportional, usagePeriod != nil), ("--capacity", .proportional, capacity != nil),
      ("--by", .even, by != nil), ("--share", .fixed, !shares.isEmpty),
    ]
    for (option, owner, isGiven) in given where isGiven && owner != method {
      throw ValidationError("\(option) is for --method \(owner.rawValue), not \(method.rawValue)")
    }
    if method == .direct, owner == nil { throw ValidationError("--method direct needs --owner") }
    if method == .proportional, meter == nil { throw ValidationError("--method proportional needs --meter") }
    if method == .fixed, shares.isEmpty { throw ValidationError("--method fixed needs --share") }
    if Set(shares.map(\.tenant)).count < shares.count { throw ValidationError("--share names a tenant twice") }
  }

  func method(_ name: CostMethod.Name) throws -> CostRuleRequest.Method {
    switch name {
    case .direct: .stated(.direct(owner: owner ?? .slug, field: field ?? .subAccount))
    case .proportional:
      .stated(
        .proportional(meter: try MeterName(parsing: meter ?? ""), window: usagePeriod ?? .charge, capacity: capacity))
    case .even: .stated(.even(by ?? .time))
    case .fixed: .fixed(Dictionary(shares.map { ($0.tenant, $0.parts) }) { first, _ in first })
    }
  }
}
