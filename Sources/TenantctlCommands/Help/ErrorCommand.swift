// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantModel
package import TerminalOutput

/// The noun `error`.
package struct ErrorCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "error", abstract: "The error codes and their exit statuses",
    subcommands: [ErrorList.self, ErrorShow.self], aliases: ["errors"])

  package init() {}
}

/// `error list`.
package struct ErrorList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the error codes",
    discussion: """
      Examples:
        tenantctl error list
        tenantctl error list --filter exit=8
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(TenantErrorCode.allCases, listing, of: "errors")
  }
}

/// `error show`.
package struct ErrorShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one error code",
    discussion: """
      Examples:
        tenantctl error show store.busy
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The code, as error objects have it.", valueName: "code"),
    completion: .list(TenantErrorCode.allCases.map(\.rawValue)))
  var code: String

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    guard let known = TenantErrorCode(rawValue: code) else {
      let nearest = EditDistance.nearest(to: code, in: TenantErrorCode.allCases.map(\.rawValue), maxDistance: 2)
      throw TenantError(
        .notFound, "error code '\(code)' not found",
        hint: nearest.map { "did you mean '\($0)'?" } ?? "run 'tenantctl error list' to see all codes",
        details: ["value": code])
    }
    try context.show(known)
  }
}

extension TenantErrorCode: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "code",
    columns: [
      Column("code", priority: 10), Column("exit", alignment: .right, priority: 9), Column("status", priority: 8),
      Column("meaning", priority: 5),
    ])

  package var record: Record {
    let status = ExitStatus(self)
    return Record([
      "code": .text(rawValue), "exit": .integer(Int64(status.rawValue)), "status": .text("\(status)"),
      "meaning": .text(status.meaning),
    ])
  }
}
