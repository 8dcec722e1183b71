// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
package import TerminalOutput

/// `quota prove`.
package struct QuotaProve: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Compute the most that each limit admits, whatever its tenant does",
    discussion: """
      Of a rate that is the most in any stretch as long as its window, of the others the most in a period or at once. A limit
      holds where that is no more than it says. The burst of a bucket comes on top of what comes back meanwhile, so a rate
      holds only in the modes hard and rolling, see 'quota set --mode'. What is only watched for some tenants bounds nothing, \
      see 'quota set --shadow'.

      With --failure-policy allow:AMOUNT/DURATION, the amount comes on top per runtime and outage of the store, so such a limit \
      does not hold; with --output json, holdsOutsideOutages tells whether it does while there is no outage.

      All this is for services that find the file that they share, state.db-limits. Each time that it is removed while a service \
      starts, a rate may reach twice its bound once, and what is held at once one limit more.

      Without --tenant the definitions of tiers, tenants and users are looked at; with it what applies to the tenant, grants
      included. With --strict the status is 6 where a limit does not hold.

      Examples:
        tenantctl quota prove
        tenantctl quota prove --tier pro --filter holds=false
        tenantctl quota prove --tenant acme --quota api.requests --output json
        tenantctl quota prove --strict --quiet
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only what applies to this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Only what this tier defines.", valueName: "tier"), completion: StoreCompletion.tiers,
    transform: Parse.slug)
  var tier: Slug?

  @Option(
    help: ArgumentHelp("Only this quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey?

  @Flag(help: "Fail where a limit does not hold.")
  var strict = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if tier != nil, tenant != nil { throw ValidationError("--tier and --tenant exclude each other") }
  }

  package func run(_ context: CommandContext) throws {
    var selection = QuotaProofSelection()
    selection.tenant = tenant
    selection.tier = tier
    selection.quota = quota
    var limits: Int64 = 0
    var broken: Int64 = 0
    // What makes a rate hold does not help against what is watched or allowed in an outage.
    var hints: Set<Remedy> = []
    let administration = try context.administration(Self.effect)
    try context.list(QuotaProof.recordSchema, listing, of: "limits") { emit in
      // Everything is computed, however much of it is shown.
      try administration.proveQuotas(selection) { proof in
        limits += 1
        if !proof.bound.holds {
          broken += 1
          hints.insert(Remedy(for: proof.bound))
        }
        _ = try emit(proof.record)
      }
    }
    let count = "\(Grouped.text(limits)) \(limits == 1 ? "limit" : "limits")"
    guard broken > 0 else { return context.say("proved \(count): all hold") }
    let sentence = "\(Grouped.text(broken)) of \(count) can be exceeded"
    guard strict else { return context.say(sentence) }
    throw TenantError(
      .invalidValue, sentence,
      hint: Remedy.allCases.filter(hints.contains).map(\.rawValue).joined(separator: "; "),
      details: ["exceeded": String(broken), "limits": String(limits)])
  }
}

/// What makes a limit hold.
private enum Remedy: String, CaseIterable {
  case mode = "make a rate hard or rolling with 'tenantctl quota set --mode'"
  case enforcement = "enforce what is only watched with 'tenantctl quota set --shadow 0'"
  case excess = "refuse what is beyond a limit with 'tenantctl quota set --on-exceed reject'"
  case failurePolicy = "refuse in an outage with 'tenantctl quota set --failure-policy last-lease'"

  init(for bound: QuotaBound) {
    self =
      if bound.watchedPercent > 0 {
        .enforcement
      } else if bound.worstCase == nil {
        .excess
      } else if !bound.holdsOutsideOutages {
        .mode
      } else {
        .failurePolicy
      }
  }
}

extension QuotaProof: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "quota",
    columns: [
      Column("level", priority: 8), Column("owner", priority: 9), Column("user", priority: 4),
      Column("quota", priority: 10), Column("allowance", alignment: .right, priority: 9),
      Column("mode", priority: 6), Column("limit", alignment: .right, inTable: false),
      Column("worstCase", alignment: .right, priority: 9),
      Column("acrossBoundary", alignment: .right, inTable: false),
      Column("sustainedPerMille", heading: "SUSTAINED /1000", alignment: .right, priority: 4),
      Column("duringOutage", heading: "PER OUTAGE", alignment: .right, priority: 7), Column("holds", priority: 10),
      Column("explanation", priority: 3), Column("holdsOutsideOutages", inTable: false),
      Column("watchedPercent", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "level": .text(level.rawValue), "owner": .text(owner.rawValue), "user": .optional(user),
      "quota": .text(quota.key.rawValue), "allowance": .text(allowance.description),
      "mode": .optional(bound.mode?.rawValue), "limit": .integer(bound.limit),
      "worstCase": .optional(bound.worstCase), "acrossBoundary": .optional(bound.acrossBoundary),
      "sustainedPerMille": .optional(bound.sustainedPerMille), "duringOutage": .integer(bound.duringOutage),
      "holds": .bool(bound.holds), "explanation": .text(bound.explanation),
      "holdsOutsideOutages": .bool(bound.holdsOutsideOutages),
      "watchedPercent": .integer(Int64(bound.watchedPercent)),
    ])
  }
}
