// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `quota`.
package struct QuotaCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "quota", abstract: "What tiers, tenants and users may use",
    subcommands: [
      QuotaList.self, QuotaShow.self, QuotaCheck.self, QuotaExplain.self, QuotaProve.self, QuotaWatch.self,
      QuotaSet.self, QuotaUnset.self, QuotaGrantCommand.self, QuotaUsage.self,
      QuotaReconcile.self, QuotaHistory.self, QuotaShadowReportCommand.self,
    ],
    aliases: ["quotas"])

  package init() {}
}
