// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag update`.
package struct FlagUpdate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a flag's definition, or throw its kill switch",
    discussion: """
      Only what is named changes. 'tenantctl help flag create' explains rules.

      Examples:
        tenantctl flag update beta --rule 'tier in pro,enterprise => on' --rule 'label.beta = yes => on'
        tenantctl flag update beta --rules-file rules.yaml --if-version 3
        tenantctl flag update beta --kill --reason 'checkout fails'
        tenantctl flag update beta --prerequisite payments.v2=on --from 2026-12-01 --until 2027-01-01
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @OptionGroup var definition: FlagDefinitionOptions

  @Option(
    name: .customLong("remove-variant"), help: ArgumentHelp("Variant to remove; repeatable.", valueName: "variant"),
    transform: Parse.variant)
  var removedVariants: [VariantName] = []

  @Option(
    name: .customLong("remove-prerequisite"),
    help: ArgumentHelp("Flag that is no longer needed; repeatable.", valueName: "flag"),
    completion: StoreCompletion.flags, transform: Parse.flag)
  var removedPrerequisites: [FlagKey] = []

  @Option(
    name: .customLong("add-rule"), help: ArgumentHelp("Rule to try after all others; repeatable.", valueName: "rule"))
  var addedRules: [String] = []

  @Flag(help: "Remove all rules.")
  var noRules = false

  @Flag(help: "Let tenants of all tiers have the flag.")
  var allTiers = false

  @Flag(help: "Remove the schedule.")
  var noSchedule = false

  @Flag(help: "Throw the kill switch: everybody gets the off variant, whatever else applies.")
  var kill = false

  @Flag(help: "Reset the kill switch.")
  var unkill = false

  @Option(help: ArgumentHelp("Refuse unless the flag still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if kill && unkill { throw ValidationError("--kill and --unkill exclude each other") }
    if noRules && !(definition.rules.isEmpty && definition.rulesFile == nil) {
      throw ValidationError("--no-rules excludes --rule and --rules-file, which replace all rules anyway")
    }
    if allTiers && !definition.entitledTiers.isEmpty {
      throw ValidationError("--all-tiers and --entitled-tier exclude each other")
    }
  }

  package func run(_ context: CommandContext) throws {
    var changes = try definition.changes(context)
    changes.removedVariants = removedVariants
    changes.removedPrerequisites = removedPrerequisites
    changes.addedRules = try addedRules.map { try FlagRule(parsing: $0) }
    if noRules { changes.rules = [] }
    if allTiers { changes.entitledTiers = [] }
    changes.clearsWindow = noSchedule
    if kill || unkill { changes.isKilled = kill }
    let outcome = try context.administration(Self.effect).updateFlag(flag, changes, ifVersion: ifVersion)
    try context.report(outcome, kill ? "killed flag '\(flag)'" : "updated flag '\(flag)'")
  }
}
