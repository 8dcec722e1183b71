// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `flag`.
package struct FlagCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "flag", abstract: "Features that are toggled, rolled out and targeted",
    discussion: """
      What a flag serves is decided in this order: kill switch, state, schedule, entitled tiers, prerequisites,
      override of the user, override of the tenant, rules, rollout, default. The first that has an answer decides.
      """,
    subcommands: [
      FlagList.self, FlagShow.self, FlagCreate.self, FlagUpdate.self, FlagOn.self, FlagOff.self, FlagSetRollout.self,
      FlagSetOverride.self, FlagListOverrides.self, FlagEvaluate.self, FlagHistory.self, FlagDelete.self,
    ],
    aliases: ["flags"])

  package init() {}
}
