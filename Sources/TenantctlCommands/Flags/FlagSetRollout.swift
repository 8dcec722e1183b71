// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag rollout`.
package struct FlagSetRollout: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rollout", abstract: "Serve a variant to a percentage of tenants or users",
    discussion: """
      Tenants that are in stay in when the percentage grows. The percentage is of the true variant of a boolean flag, or
      of --variant; the rest gets the off variant. It applies to those whom neither an override nor a rule decides.
      Steps replace the percentage at their time; all steps are given anew with each rollout.

      Examples:
        tenantctl flag rollout checkout.new-form 25%
        tenantctl flag rollout checkout.new-form 10% --step 2026-12-01=50% --step 2026-12-08=100%
        tenantctl flag rollout banner --split blue=25,red=75 --by user
        tenantctl flag rollout banner --remove
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Argument(help: ArgumentHelp("Percentage that is served the variant, at most 5 decimals.", valueName: "percentage"))
  var percentage: String?

  @Option(help: ArgumentHelp("Weights of variants, in the order in which they are handed out.", valueName: "a=25,b=75"))
  var split: String?

  @Option(help: ArgumentHelp("Variant that percentages are of.", valueName: "variant"), transform: Parse.variant)
  var variant: VariantName?

  @Option(
    name: .customLong("step"),
    help: ArgumentHelp("Percentage or weights from a time on; repeatable.", valueName: "time=portion"),
    transform: Parse.step)
  var steps: [FlagRolloutChange.Step] = []

  @Option(
    name: .customLong("by"),
    help: ArgumentHelp(
      "Who stays together: tenant, user or an attribute; as before, or tenant, where it is not given.",
      valueName: "subject"), transform: Parse.subject)
  var subject: FlagBucketing.Subject?

  @Option(help: ArgumentHelp("Text that replaces the flag's key in bucketing.", valueName: "text"))
  var seed: String?

  @Flag(help: "Remove the rollout: the default variant is served.")
  var remove = false

  @Option(help: ArgumentHelp("Refuse unless the flag still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    let given = [percentage, split].compactMap(\.self).count + (remove ? 1 : 0)
    if given != 1 { throw ValidationError("give one of a percentage, --split and --remove") }
    if let percentage, !percentage.hasSuffix("%") {
      throw ValidationError("'\(percentage)' is not a percentage; write it like 25%")
    }
    if split?.hasSuffix("%") == true { throw ValidationError("--split takes weights like blue=25,red=75") }
    if remove && !(steps.isEmpty && subject == nil && seed == nil && variant == nil) {
      throw ValidationError("--remove takes no other option of a rollout")
    }
  }

  package func run(_ context: CommandContext) throws {
    var rollout = FlagRolloutChange(portion: percentage ?? split)
    rollout.variant = variant
    rollout.steps = steps
    rollout.subject = subject
    rollout.seed = seed
    var changes = FlagChanges()
    changes.rollout = rollout
    let outcome = try context.administration(Self.effect).updateFlag(flag, changes, ifVersion: ifVersion)
    let text = outcome.value.rollout.map { "rolled out flag '\(flag)' as \($0)" }
    try context.report(outcome, text ?? "removed the rollout of flag '\(flag)'")
    if outcome.value.rollout != nil, outcome.value.state == .off {
      context.say("the flag is off; turn it on with 'tenantctl flag on \(flag)'")
    }
  }
}
