// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `quota set`.
package struct QuotaSet: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Define a quota for a tier, a tenant or a user, or change it",
    discussion: """
      An allowance is an amount and a window. The window makes the kind:
        100/s  600/min  1k/30s           a rate, in any stretch of time
        5M/month  2G/billing  10/day     a period of the tenant's calendar (day, week, month, year, billing)
        50GiB  20                        at once: stored bytes, running jobs, seats
        unlimited  unlimited/month       no limit
      Amounts take k M G T (powers of 1000) and KiB MiB GiB TiB (powers of 1024). What is not named stays as it is, or comes
      from the definition that is overridden.

      A limit that is raised holds at once. One that is lowered holds when --decrease says:
        period-end   when the period ends: the quota's own, or the tenant's billing period where it has none (the default)
        immediate    at once; what is used beyond it stays used, and the quota is overdrawn
        grace:7d     so long after the change (s, min, h or d)
        soft         never by itself: it is shown and reported until it is set again with another --decrease
      The newest change decides for those before it that do not hold yet.

      Examples:
        tenantctl quota set api.requests 100/s --tier pro --burst 200
        tenantctl quota set storage.bytes 50GiB --tenant acme --reason 'order 4711'
        tenantctl quota set api.requests 5/s --tenant acme --user u-17
        tenantctl quota set llm.tokens 5M/billing --tier pro --on-exceed allow-and-bill --if-version 3
        tenantctl quota set api.requests 100/s --tier free --mode hard --on-exceed delay:2s
        tenantctl quota set llm.tokens 1M/billing --tier free --decrease grace:14d --alert 50 --alert 100
        tenantctl quota set exports.daily 10/day --tier free --shadow 20
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Argument(
    help: ArgumentHelp("How much, and per what.", valueName: "allowance"), transform: Parse.allowance)
  var allowance: QuotaAllowance

  @OptionGroup var owner: QuotaTargetOptions

  @Option(
    help: ArgumentHelp("How much of a rate may be used in one moment, or 'limit'.", valueName: "amount"),
    transform: Parse.burst)
  var burst: QuotaRequest.Burst?

  @Option(
    help: ArgumentHelp("What is counted; the meter of the same name by default.", valueName: "meter"),
    transform: Parse.meterName)
  var meter: MeterName?

  @Option(
    help: ArgumentHelp(
      "What happens beyond the limit: reject, delay, delay:MAX like delay:2s, degrade, degrade:LABEL or allow-and-bill.",
      valueName: "policy"),
    completion: .list(["reject", "delay", "degrade", "allow-and-bill"]), transform: Parse.excessPolicy)
  var onExceed: QuotaExcessPolicy?

  @OptionGroup var policies: QuotaPolicyOptions

  @Option(
    help: ArgumentHelp(
      "What services do in an outage: deny, last-lease, local-share or allow:AMOUNT/DURATION.", valueName: "policy"),
    transform: Parse.failurePolicy)
  var failurePolicy: QuotaFailurePolicy?

  @Option(help: ArgumentHelp("Refuse unless the definition still has this version; 0 is none.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var request = QuotaRequest(key: quota, target: try owner.requireTarget(), allowance: allowance)
    request.meter = meter
    request.burst = burst
    request.onExceed = onExceed
    request.failurePolicy = failurePolicy
    policies.apply(to: &request)
    let outcome = try context.administration(Self.effect).setQuota(request, ifVersion: ifVersion)
    try context.report(
      outcome,
      "set quota '\(quota)' of \(outcome.value.ownerName) to \(outcome.value.assignment.quota.allowance)"
        + outcome.value.delay)
  }
}
