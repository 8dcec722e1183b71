// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `cost`.
package struct CostCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "Import bills, attribute them to tenants and report what each tenant costs",
    discussion: """
      A bill is imported once. Rules say how its lines are shared; attribution applies them month by month. What no
      tenant owes stays visible with its reason, so that every report adds up to the bill, to the last digit.
      """,
    subcommands: [
      CostImport.self, CostBillCommand.self, CostRuleCommand.self, CostAttribute.self, CostReportCommand.self,
      CostExplain.self,
    ],
    aliases: ["costs"])

  package init() {}
}

/// The noun `cost bill`.
package struct CostBillCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "bill", abstract: "The bills that were imported", subcommands: [CostBillList.self], aliases: ["bills"])

  package init() {}
}

/// The noun `cost rule`.
package struct CostRuleCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "How the lines of bills are shared",
    subcommands: [CostRuleList.self, CostRuleSet.self, CostRuleUnset.self], aliases: ["rules"])

  package init() {}
}
