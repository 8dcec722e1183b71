// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel

/// `error list`.
package struct ErrorList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the error codes",
    discussion: """
      The codes are those of JSON errors: 'code' in 'error'. They are part of the contract.

      Examples:
        tenantctl error list
        tenantctl error list --filter exit=7 --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(TenantErrorCode.allCases, listing, of: "error codes")
  }
}
