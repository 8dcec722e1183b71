// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `quota reconcile`.
package struct QuotaReconcile: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "reconcile", abstract: "Hold the ledgers of quotas against their leases and against usage",
    discussion: """
      Every unit that a quota per period admits is metered once, by its ledger. For each ledger this lists what it says, what
      its leases say, and what the usage events that it wrote count. 'difference' is what was metered and is not counted;
      'burned' is charged because dead processes may have used it. The status is 6 where something does not agree.

      Examples:
        tenantctl quota reconcile
        tenantctl quota reconcile --tenant acme --period 2026-11
        tenantctl quota reconcile --period all --output jsonl
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only this tenant: slug, id or kind:external-id.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Only this quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey?

  @Option(
    help: ArgumentHelp(
      "Only periods that touch this one, in UTC: now, 2026-11, 2026-11-05, 2026-09..2026-11 or all.",
      valueName: "period"), transform: Parse.accountPeriod)
  var period = AccountPeriod.now

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    var selection = QuotaAccountSelection()
    selection.tenant = tenant
    selection.quota = quota
    if case .span(let span) = period { selection.span = span }
    var result = QuotaReconciliation()
    try context.list(Self.schema, listing, of: "ledgers") { emit in
      // Everything is compared, however much of it is shown.
      result = try administration.reconcileQuotas(selection) { _ = try emit(Self.record($0, tenant: $1)) }
    }
    let ledgers = "\(Grouped.text(result.ledgers)) \(result.ledgers == 1 ? "ledger" : "ledgers")"
    guard result.differing == 0 else {
      throw TenantError(
        .usageMismatch, "\(Grouped.text(result.differing)) of \(ledgers) do not agree with leases and usage",
        hint: "run 'tenantctl usage verify' and 'tenantctl doctor'; somebody changed the store by other means",
        details: ["differing": String(result.differing)])
    }
    context.say("reconciled \(ledgers): no differences")
  }
}

/// Which periods are meant.
enum AccountPeriod: Sendable {
  /// Those that go on now.
  case now
  /// Those that touch a span.
  case span(UsageSpan)
}

extension Parse {
  @Sendable static func accountPeriod(_ text: String) throws -> AccountPeriod {
    text == "now" ? .now : .span(try UsageSpan(period: text))
  }
}

extension QuotaReconcile {
  private static let schema = RecordSchema(
    identity: "quota",
    columns: [
      Column("tenant", priority: 9), Column("quota", priority: 10), Column("user", priority: 3),
      Column("periodStart", heading: "PERIOD", priority: 6), Column("periodEnd", inTable: false),
      Column("meter", inTable: false), Column("settled", alignment: .right, priority: 8),
      Column("overrun", alignment: .right, priority: 2), Column("burned", alignment: .right, priority: 5),
      Column("outstanding", alignment: .right, priority: 5), Column("spent", alignment: .right, priority: 4),
      Column("metered", alignment: .right, priority: 4), Column("counted", alignment: .right, priority: 7),
      Column("reversed", alignment: .right, inTable: false), Column("total", alignment: .right, inTable: false),
      Column("difference", alignment: .right, priority: 9), Column("findings", inTable: false),
    ])

  private static func record(_ account: QuotaAccount, tenant: Slug) -> Record {
    Record([
      "tenant": .text(tenant.rawValue), "quota": .text(account.quota.rawValue), "user": .optional(account.user),
      "periodStart": .text(account.period.start.description), "periodEnd": .text(account.period.end.description),
      "meter": .text(account.meter.rawValue), "settled": .integer(account.settled),
      "overrun": .integer(account.overrun), "burned": .integer(account.burned),
      "outstanding": .integer(account.outstanding), "spent": .integer(account.spent),
      "metered": .integer(account.metered), "counted": .integer(account.counted),
      "reversed": .integer(account.reversed), "total": .integer(account.total),
      "difference": .integer(account.difference),
      "findings": .list(account.findings.map { .text($0.rawValue) }),
    ])
  }
}
