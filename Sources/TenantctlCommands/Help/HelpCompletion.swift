// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Completes what `help` explains.
package enum HelpCompletion {
  /// Words of commands, and topics.
  static let words = CompletionKind.custom { words, _, prefix in candidates(after: words, prefix: prefix) }

  /// What may follow the words typed so far.
  ///
  /// - Parameters:
  ///   - words: All words of the command line; the last one is being typed.
  ///   - prefix: What is typed of it.
  /// - Returns: The words it may become.
  package static func candidates(after words: [String], prefix: String) -> [String] {
    guard let start = words.firstIndex(of: "help") else { return [] }
    var command: any ParsableCommand.Type = Tenantctl.self
    let path = words[(start + 1)...].dropLast().filter { !$0.hasPrefix("-") }
    for word in path {
      let children = command.configuration.subcommands
      guard let child = children.first(where: { CommandSuggestion.names(of: $0).contains(word) }) else { return [] }
      command = child
    }
    let topics = path.isEmpty ? HelpTopic.all.map(\.name) : []
    return (command.configuration.subcommands.map { $0._commandName } + topics).filter { $0.hasPrefix(prefix) }
  }
}
