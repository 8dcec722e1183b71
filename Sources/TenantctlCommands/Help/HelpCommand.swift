// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel
import TerminalOutput

/// `help`.
package struct HelpCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Explain a command or a topic",
    discussion: """
      Topics: \(HelpTopic.all.map(\.name).joined(separator: ", ")).

      Examples:
        tenantctl help exit-codes
        tenantctl help tenant onboard
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("A topic, or the words of a command.", valueName: "word"),
    completion: HelpCompletion.words)
  var words: [String] = []

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let width = context.output.width ?? 80
    try context.paged { context in
      try context.output.write(text(width: width, styler: context.styler(for: context.output)))
    }
  }

  private func text(width: Int, styler: Styler) throws -> String {
    if words.isEmpty { return Tenantctl.helpMessage(columns: width) + "\n\n" + Self.topics }
    if words.count == 1, let topic = HelpTopic.all.first(where: { $0.name == words[0] }) {
      return topic.text(width: width, styler: styler)
    }
    return try Tenantctl.helpMessage(for: command(), columns: width) + "\n"
  }

  private static var topics: String {
    let column = (HelpTopic.all.map(\.name.count).max() ?? 0) + 4
    return "TOPICS:\n"
      + HelpTopic.all.map { topic in
        "  \(topic.name)\(String(repeating: " ", count: column - topic.name.count - 2))\(topic.summary)\n"
      }.joined()
  }

  private func command() throws -> any ParsableCommand.Type {
    var command: any ParsableCommand.Type = Tenantctl.self
    for word in words {
      let children = command.configuration.subcommands
      guard let child = children.first(where: { CommandSuggestion.names(of: $0).contains(word) }) else {
        let topics = command == Tenantctl.self ? HelpTopic.all.map(\.name) : []
        let nearest = EditDistance.nearest(
          to: word, in: children.flatMap(CommandSuggestion.names) + topics, maxDistance: 2)
        throw TenantError(
          .usage, "no help about '\(words.joined(separator: " "))'",
          hint: nearest.map { "did you mean '\($0)'?" } ?? "run 'tenantctl help' to see the commands and topics",
          details: ["value": word])
      }
      command = child
    }
    return command
  }
}
