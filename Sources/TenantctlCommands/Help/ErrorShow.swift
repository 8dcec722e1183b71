// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel
import TerminalOutput

/// `error show`.
package struct ErrorShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Explain one error code",
    discussion: """
      Examples:
        tenantctl error show store.busy
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The code, like store.busy.", valueName: "code"),
    completion: .list(TenantErrorCode.allCases.map(\.rawValue)))
  var code: String

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    guard let code = TenantErrorCode(rawValue: code) else {
      let nearest = EditDistance.nearest(to: code, in: TenantErrorCode.allCases.map(\.rawValue), maxDistance: 2)
      throw TenantError(
        .notFound, "error code '\(code)' not found",
        hint: nearest.map { "did you mean '\($0)'?" } ?? "run 'tenantctl error list' to see the codes",
        details: ["id": code])
    }
    try context.show(code)
  }
}
