// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage top`.
package struct UsageTop: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "top", abstract: "Rank tenants by what they used of a meter",
    discussion: """
      The meter can be left out where there is only one.

      Examples:
        tenantctl usage top --meter http.requests
        tenantctl usage top --meter http.response_bytes --period 2026-11 --limit 3
        tenantctl usage top --meter http.requests --output csv
      """)
  package static let effect = CommandEffect.reads

  @Option(help: "How many tenants to name.")
  var limit = 10

  @OptionGroup(title: "Selection Options") var selection: UsageSelectionOptions
  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if limit < 1 { throw ValidationError("'\(limit)' is not a limit; use 1 or more") }
  }

  package func run(_ context: CommandContext) throws {
    let ranking = try context.administration(Self.effect)
      .rankUsage(of: selection.meter, in: selection.span(), limit: limit)
    try context.list(Self.schema(context.settings.output), of: "usage") { emit in
      for rank in ranking.ranks where try !emit(Self.record(rank, of: ranking)) { return }
    }
    if !ranking.ranks.isEmpty, context.settings.output == .table {
      context.say(
        "\(ranking.ranks.count) of \(Grouped.text(ranking.tenants)) tenants; all used \(Grouped.text(ranking.total)) of \(ranking.meter)"
      )
    }
  }

  /// A bar is only for eyes: no other format has that field.
  private static func schema(_ format: OutputFormat) -> RecordSchema {
    var columns = [
      Column("rank", heading: "#", alignment: .right, priority: 6),
      Column("tenant", priority: 10),
      Column("tenantId", inTable: false),
      Column("meter", inTable: false),
      Column("quantity", alignment: .right, priority: 9),
      Column("share", alignment: .right, priority: 5),
    ]
    if format == .table { columns.append(Column("bar", heading: "", priority: 1)) }
    return RecordSchema(identity: "tenant", columns: columns)
  }

  private static func record(_ rank: UsageRank, of ranking: UsageRanking) -> Record {
    Record([
      "rank": .integer(Int64(rank.rank)),
      "tenant": .text(rank.slug.rawValue),
      "tenantId": .text(rank.tenant.rawValue),
      "meter": .text(ranking.meter.rawValue),
      "quantity": .number(String(rank.quantity)),
      "share": .text(UsageShare.percent(rank.quantity, of: ranking.total)),
      "bar": .text(UsageShare.bar(rank.quantity, of: ranking.ranks.first?.quantity ?? 0, width: 24)),
    ])
  }
}

/// Parts of a whole, for the eye.
enum UsageShare {
  /// The share in percent with one decimal, rounded half up: `4.8 %`.
  static func percent(_ part: UInt64, of whole: UInt64) -> String {
    guard whole > 0 else { return "0.0 %" }
    let product = part.multipliedFullWidth(by: 1_000)
    // `part` is at most `whole`, so the quotient has at most four digits.
    let (quotient, remainder) = whole.dividingFullWidth(product)
    let thousandths = remainder >= whole - remainder ? quotient + 1 : quotient
    return "\(thousandths / 10).\(thousandths % 10) %"
  }

  /// A bar of eighths of a cell, as long as the share of the longest one; something is never nothing.
  static func bar(_ part: UInt64, of longest: UInt64, width: UInt64) -> String {
    guard longest > 0, part > 0 else { return "" }
    let eighths = max(1, longest.dividingFullWidth(part.multipliedFullWidth(by: width * 8)).quotient)
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][Int(eighths % 8)]
    return String(repeating: "█", count: Int(eighths / 8)) + partial
  }
}
