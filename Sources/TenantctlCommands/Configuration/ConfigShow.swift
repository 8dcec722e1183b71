// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TerminalOutput

/// `config show`.
package struct ConfigShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what applies, and where it is set",
    discussion: """
      An option wins over its variable, a variable over the configuration files, and those over the default; see
      'tenantctl help configuration'. The store is not opened.

      Examples:
        tenantctl config show
        tenantctl config show --origin
        tenantctl config show --filter setting=store --fields value --output csv --no-header
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Flag(help: "Also where each value is set: option, variable, file with its profile, or default.")
  var origin = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var columns = [Column("setting", priority: 10), Column("value", priority: 9)]
    if origin { columns.append(Column("origin", priority: 8)) }
    try context.list(RecordSchema(identity: "setting", columns: columns), listing, of: "settings") { emit in
      for name in SettingName.allCases where try !emit(record(name, context)) { return }
    }
  }

  private func record(_ name: SettingName, _ context: CommandContext) -> Record {
    var record = Record(["setting": .text(name.rawValue), "value": value(name, context)])
    if origin {
      record.fields.append(Field(name: "origin", value: .text(context.settings.origin(of: name).description)))
    }
    return record
  }

  private func value(_ name: SettingName, _ context: CommandContext) -> FieldValue {
    let settings = context.settings
    func text(_ text: String?) -> FieldValue { text.map(FieldValue.text) ?? .null }
    return switch name {
    // Without a home there is no default store; that is not what this command is about.
    case .store: text(try? context.storePath())
    case .output: .text(settings.output.rawValue)
    case .fields: text(settings.fields)
    case .noHeader: .bool(settings.noHeader)
    case .quiet: .bool(settings.quiet)
    case .color: .text(settings.color.rawValue)
    case .noInput: .bool(settings.noInput)
    case .progress: .text(settings.progress.rawValue)
    case .busyTimeout: .integer(Int64(settings.busyTimeout))
    case .noPager: .bool(settings.noPager)
    case .verbose: .bool(settings.verbose)
    case .actor: .text(settings.actor ?? context.defaultActor)
    case .pager: .text(settings.pager)
    case .project: .bool(settings.project)
    case .profile: text(settings.profile)
    }
  }
}
