// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel
import TerminalOutput

/// `help`.
package struct HelpCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Show help about a command or a topic",
    discussion: """
      Topics: environment, exit-codes, formatting, filtering, store.

      Examples:
        tenantctl help tenant onboard
        tenantctl help exit-codes
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("A topic, or the words of a command.", valueName: "words"),
    completion: .list(HelpTopic.allCases.map(\.rawValue)))
  var words: [String] = []

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let text = try text()
    try context.paged { try $0.output.write(text) }
  }

  private func text() throws -> String {
    if words.count == 1, let topic = HelpTopic(rawValue: words[0]) { return topic.text }
    var command: any ParsableCommand.Type = Tenantctl.self
    for word in words {
      let children = command.configuration.subcommands
      guard let child = children.first(where: { CommandSuggestion.names(of: $0).contains(word) }) else {
        let known = children.flatMap(CommandSuggestion.names) + HelpTopic.allCases.map(\.rawValue)
        throw TenantError(
          .usage, "there is no help about '\(words.joined(separator: " "))'",
          hint: EditDistance.nearest(to: word, in: known, maxDistance: 2).map { "did you mean '\($0)'?" }
            ?? "topics are \(HelpTopic.allCases.map(\.rawValue).joined(separator: ", "))",
          details: ["value": word])
      }
      command = child
    }
    guard words.isEmpty else { return Tenantctl.helpMessage(for: command) + "\n" }
    let topics = HelpTopic.allCases.map { topic in
      "  \(topic.rawValue)\(String(repeating: " ", count: 24 - topic.rawValue.count))\(topic.abstract)"
    }
    return Tenantctl.helpMessage() + "\nTOPICS (tenantctl help TOPIC):\n" + topics.joined(separator: "\n") + "\n"
  }
}
