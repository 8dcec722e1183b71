// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `cost rule set`.
package struct CostRuleSet: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Create a cost rule, or make it say something else",
    discussion: """
      Each line of a bill obeys the first rule that matches, by priority and then by name.
        direct        all to the tenant whose external id, slug or id is in a field of the line
        proportional  by what each tenant used of a meter, in the charge's own period or in --usage-period
        even          by the time that each tenant was active, or the same for each
        fixed         by declared shares; what is missing to the whole stays with nobody
      Conditions are FIELD=TEXT or FIELD^=PREFIX; fields are service, provider, billingAccount, subAccount, category,
      chargeCategory, region, resource, bill and tag:KEY.

      Examples:
        tenantctl cost rule set own-accounts --method direct --owner external:sub-account
        tenantctl cost rule set by-requests --method proportional --meter http.requests --usage-period 2015-05
        tenantctl cost rule set support --match category=Support --method even --by head --priority 10
        tenantctl cost rule set backups --match 'service^=Amazon S3' --method fixed --share acme=25% --share initech=50%
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the rule.", valueName: "rule"), completion: StoreCompletion.costRules,
    transform: Parse.slug)
  var rule: Slug

  @Option(help: "How lines are shared: direct, proportional, even or fixed.")
  var method: CostMethod.Name

  @Option(
    help: ArgumentHelp("Only lines that meet this; repeatable, all must hold.", valueName: "field=text"),
    transform: Parse.lineCondition)
  var match: [LineCondition] = []

  @Option(help: "Rank among the rules, the lowest is tried first.")
  var priority: Int64 = CostRule.defaultPriority

  @OptionGroup(title: "Method Options") var parameters: CostMethodOptions

  @Option(help: ArgumentHelp("Refuse unless the rule still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    try parameters.validate(for: method)
  }

  package func run(_ context: CommandContext) throws {
    let request = CostRuleRequest(
      name: rule, priority: priority, conditions: match, method: try parameters.method(method))
    let administration = try context.administration(Self.effect)
    let outcome = try administration.setCostRule(request, ifVersion: ifVersion)
    if let meter = parameters.meter, try !administration.usageMeters().contains(where: { $0.meter.rawValue == meter }) {
      context.say("warning: meter '\(meter)' has never been counted")
    }
    try context.report(outcome, "set cost rule '\(rule)'")
  }
}
