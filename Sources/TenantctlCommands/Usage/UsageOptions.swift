// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
package import TenantAdmin
public import TenantModel

extension UsageFormat: ExpressibleByArgument {}
extension UsageGrain: ExpressibleByArgument {}

extension Parse {
  @Sendable static func meter(_ text: String) throws -> MeterName { try MeterName(parsing: text) }
  @Sendable static func usagePeriod(_ text: String) throws -> UsageSpan { try UsageSpan(period: text) }
  @Sendable static func referenceRule(_ text: String) throws -> TenantReferenceRule {
    try TenantReferenceRule(parsing: text)
  }

  /// One ASCII character, or the word `tab`.
  @Sendable static func delimiter(_ text: String) throws -> Unicode.Scalar {
    if text == "tab" { return "\t" }
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, scalar.isASCII else {
      throw TenantError(.invalidValue, "'\(text.prefix(80))' is not a delimiter; use one character such as ';', or tab")
    }
    return scalar
  }
}

extension StoreCompletion {
  /// Names of meters.
  static let meters = candidates { administration, _ in try administration.usageMeters().map(\.meter.rawValue) }
}

/// The options that say which usage is meant.
package struct UsageSelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this meter.", valueName: "meter"), completion: StoreCompletion.meters,
    transform: Parse.meter)
  var meter: MeterName?

  @Option(
    help: ArgumentHelp(
      "Only this period, in UTC: 2026-11, 2026-11-05, 2026-09..2026-11 or all; all by default.", valueName: "period"),
    transform: Parse.usagePeriod)
  var period: UsageSpan?

  @Option(help: ArgumentHelp("Only at or after this instant.", valueName: "time"), transform: Parse.timestamp)
  var from: Timestamp?

  @Option(help: ArgumentHelp("Only before this instant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp?

  package init() {}

  package func validate() throws {
    if period != nil, from != nil || until != nil {
      throw ValidationError("--period excludes --from and --until")
    }
  }

  /// The span of time that is meant.
  func span() throws -> UsageSpan {
    if let period { return period }
    return try UsageSpan(from: from ?? UsageSpan.always.from, until: until ?? UsageSpan.always.until)
  }
}
