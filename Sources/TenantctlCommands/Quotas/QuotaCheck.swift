// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TenantRuntime
import TerminalOutput

/// `quota check`.
package struct QuotaCheck: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Ask what a service would answer a request now, and count it if told to",
    discussion: """
      The answer is that of the library inside the services, over the state that they share. Nothing is counted unless
      --consume is given; then what the request costs is used up, and of a quota per period metered, before the command ends.
      What is held at once is never taken, because it would be free again when the command ends, and 'counted' is false.

      The status is 5 where the request is refused, and 3 where nothing in the store defines the quota. A request that is delayed \
      or degraded is allowed, and it is said so.

      Examples:
        tenantctl quota check acme api.requests
        tenantctl quota check acme llm.tokens --cost 1500 --output json
        tenantctl quota check acme api.requests --user u-17 || echo refused
        tenantctl quota check acme llm.tokens --cost 1500 --consume --reason 'replay of order 4711'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Option(
    help: ArgumentHelp("What the request costs, like 1 or 5k; 1 by default.", valueName: "n"), transform: Parse.amount)
  var cost: Int64 = 1

  @Option(help: ArgumentHelp("A user of the tenant, whose own quota counts too.", valueName: "user"))
  var user: String?

  @Flag(help: "Count the request if it is allowed.")
  var consume = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if change.idempotencyKey != nil {
      throw ValidationError("--idempotency-key is for changes that the journal keeps; what is consumed is only counted")
    }
  }

  package func run(_ context: CommandContext) throws {
    if let user { try FlagOverride.validate(user: user) }
    let isMeant = consume && !change.dryRun
    // A service may ask for what nothing limits; a person has mistyped it.
    let isKnown = try context.administration(.reads).quotaKeys().contains(quota)
    let (owner, kind, decision) = try context.withRuntime { runtime -> (Tenant, QuotaKind?, QuotaDecision) in
      let scope = try runtime.scope(of: tenant)
      let kind = try scope.quotas.effective(quota, user: user).mostSpecific?.quota.kind
      guard isKnown else { throw TenantError.noQuota(quota, tenant: scope.tenant.slug) }
      guard isMeant else { return (scope.tenant, kind, scope.quotas.peek(quota, cost: cost, user: user)) }
      return (scope.tenant, kind, admit(scope.quotas, runtime))
    }
    let isConsumed = consume && decision.isCounted(by: kind)
    let answer = QuotaAnswer(
      tenant: owner.slug, quota: quota, user: user, kind: kind, cost: cost, isCounted: isConsumed && !change.dryRun,
      decision: decision)
    let isForAPerson = context.settings.output == .table
    try context.show(isForAPerson ? answer.readableRecord : answer.record, schema: QuotaAnswer.recordSchema)
    guard decision.isAllowed else { throw TenantError.limitExceeded(quota, decision, owner) }
    context.say((change.dryRun && consume ? "(dry run) " : "") + answer.sentence)
    if change.exitCode, isConsumed { throw EarlyExit(status: .changesPending) }
  }

  /// Asks until the answer is final: units that a fresh runtime does not hold yet are on their way for a moment.
  private func admit(_ quotas: TenantQuotas, _ runtime: EnforcementRuntime) -> QuotaDecision {
    var decision = quotas.admit(quota, cost: cost, user: user)
    for _ in 0..<250 where decision.outcome != .allowed && decision.reason == .leasePending {
      _ = runtime.waitUntil(timeout: .milliseconds(20)) { _ in false }
      decision = quotas.admit(quota, cost: cost, user: user)
    }
    return decision
  }
}

extension QuotaDecision {
  /// Whether a request that was answered like this was counted.
  ///
  /// - Parameter kind: Kind of the quota; `nil` where nothing defines it.
  /// - Returns: `false` for what is refused, degraded, only watched or without a limit, and for what is held at once, of which a
  ///   request takes nothing; of a period everything that is served is metered.
  fileprivate func isCounted(by kind: QuotaKind?) -> Bool {
    switch (outcome, kind) {
    case (.rejected, _), (.degraded, _), (_, nil), (_, .concurrency?): false
    case (_, .period?): true
    // One that is delayed has exceeded the rate, and is counted already.
    case (_, .rate?): reason == .withinLimit || reason == .exceeded
    }
  }
}

extension Parse {
  @Sendable static func amount(_ text: String) throws -> Int64 { try QuotaAmount.parse(text) }
}
