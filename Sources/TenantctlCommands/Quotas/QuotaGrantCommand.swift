// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `quota grant`.
package struct QuotaGrantCommand: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Raise a tenant's limit for a time, or take that back",
    discussion: """
      A grant lapses by itself. Percentages are of the limit that is defined, not of other grants, and rounded down.

      Examples:
        tenantctl quota grant api.requests --tenant acme --add 20% --until 2026-12-01 --reason 'black friday'
        tenantctl quota grant llm.tokens --tenant acme --add 500k --from 2026-12-01 --until 2027-01-01
        tenantctl quota grant api.requests --tenant acme --revoke g_0123456789
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Option(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(
    help: ArgumentHelp("How much is added: an amount like 5k, or a percentage like 20%.", valueName: "amount"),
    transform: Parse.addition)
  var add: QuotaGrant.Addition?

  @Option(
    help: ArgumentHelp("First instant of the grant; now by default.", valueName: "time"), transform: Parse.timestamp)
  var from: Timestamp?

  @Option(help: ArgumentHelp("First instant after the grant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp?

  @Option(
    help: ArgumentHelp("Take this grant back instead, see 'quota show'.", valueName: "id"), transform: Parse.grantID)
  var revoke: QuotaGrantID?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if revoke != nil {
      guard add == nil, from == nil, until == nil else {
        throw ValidationError("--revoke goes without --add, --from and --until")
      }
    } else if add == nil || until == nil {
      throw ValidationError("a grant needs --add and --until")
    }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if let revoke {
      let outcome = try administration.revokeQuotaGrant(revoke, quota: quota, of: tenant)
      return try context.report(outcome, "revoked grant '\(revoke)' of tenant '\(outcome.value.tenant)'")
    }
    guard let add, let until else { throw TenantError(.usage, "a grant needs --add and --until") }
    var request = QuotaGrantRequest(quota: quota, addition: add, until: until)
    request.from = from
    let outcome = try administration.grantQuota(request, to: tenant)
    try context.report(outcome, "granted \(add) of quota '\(quota)' to tenant '\(outcome.value.tenant)' until \(until)")
  }
}
