// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel

/// `context inspect`.
package struct ContextInspect: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Print what a token says, without verifying any of it",
    discussion: """
      Anybody can write a token that says anything: decide nothing by what is printed, and use 'context verify' for that.
      No store and no key is needed.

      Examples:
        tenantctl context inspect token.txt
        cat token.txt | tenantctl context inspect - --json
      """)
  package static let effect = CommandEffect.reads

  @Argument(help: ArgumentHelp("File that holds the token; '-' is standard input.", valueName: "file"))
  var file: String

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let token: ContextToken
    do {
      token = try ContextToken(parsing: context.token(file))
    } catch let refusal as ContextRefusal {
      throw TenantError(
        .invalidValue, "this is no token: \(refusal.meaning)", hint: "a token is one line that begins with 'tct1.'",
        details: ["reason": refusal.rawValue])
    }
    context.say("warning: NOT VERIFIED: anybody can have written this; see 'tenantctl context verify'")
    try context.show(InspectedContext(token: token))
  }
}
