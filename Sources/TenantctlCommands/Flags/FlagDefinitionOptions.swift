// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantAdmin
import TenantModel

/// The parts of a flag that both `flag create` and `flag update` take.
package struct FlagDefinitionOptions: ParsableArguments {
  @Option(help: "What the flag is for.")
  var description: String?

  @Option(
    name: .customLong("variant"),
    help: ArgumentHelp(
      "Variant and its value; repeatable, replaces the variant of that name.", valueName: "name=value"),
    transform: Parse.assignment)
  var variants: [Assignment] = []

  @Option(
    name: .customLong("default-variant"),
    help: ArgumentHelp("Variant served where nothing else applies.", valueName: "variant"),
    transform: Parse.variant)
  var defaultVariant: VariantName?

  @Option(
    name: .customLong("off-variant"),
    help: ArgumentHelp("Variant served to those who must not have it.", valueName: "variant"),
    transform: Parse.variant)
  var offVariant: VariantName?

  @Option(
    name: .customLong("entitled-tier"),
    help: ArgumentHelp("Tier that may have the flag; repeatable, replaces all named before.", valueName: "tier"),
    completion: StoreCompletion.tiers, transform: Parse.slug)
  var entitledTiers: [Slug] = []

  @Option(
    name: .customLong("prerequisite"),
    help: ArgumentHelp("Variant that another flag must serve; repeatable.", valueName: "flag=variant"),
    completion: StoreCompletion.flags, transform: Parse.prerequisite)
  var prerequisites: [FlagPrerequisite] = []

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp("Rule, like 'tier in pro,enterprise => on'; repeatable, replaces all rules.", valueName: "rule"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp("File of rules, one a line or a JSON or YAML list; replaces all rules.", valueName: "file"),
    completion: .file())
  var rulesFile: String?

  @Option(
    help: ArgumentHelp("First instant at which the flag is in force.", valueName: "time"), transform: Parse.timestamp)
  var from: Timestamp?

  @Option(
    help: ArgumentHelp("First instant at which it is no longer in force.", valueName: "time"),
    transform: Parse.timestamp)
  var until: Timestamp?

  package init() {}

  package func validate() throws {
    if rulesFile != nil, !rules.isEmpty { throw ValidationError("--rule and --rules-file exclude each other") }
  }

  func changes(_ context: CommandContext) throws -> FlagChanges {
    var changes = FlagChanges()
    changes.summary = description
    changes.variants = try variants.dictionary("--variant")
    changes.defaultVariant = defaultVariant
    changes.offVariant = offVariant
    changes.entitledTiers = entitledTiers.isEmpty ? nil : entitledTiers
    changes.prerequisites = prerequisites
    changes.rules = rules.isEmpty ? nil : try rules.map { try FlagRule(parsing: $0) }
    if let rulesFile { changes.rules = try FlagRulesFile.rules(context.input(rulesFile)) }
    changes.from = from
    changes.until = until
    return changes
  }
}
