// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantModel
import TerminalOutput

/// Finds the first word that names no command, and the command that may have been meant.
enum CommandSuggestion {
  static func error(for arguments: [String]) -> TenantError? {
    var node: any ParsableCommand.Type = Tenantctl.self
    var path = ["tenantctl"]
    var words = arguments.makeIterator()
    while let word = words.next() {
      if word == "--" { return nil }
      if word.hasPrefix("-") {
        if valueOptions.contains(word) { _ = words.next() }
        continue
      }
      let children = node.configuration.subcommands
      if children.isEmpty { return nil }
      guard let child = children.first(where: { names(of: $0).contains(word) }) else {
        let known = children.flatMap(names)
        let nearest = EditDistance.nearest(to: word, in: known, maxDistance: 2)
        return TenantError(
          .usage, "unknown command '\(word)'",
          hint: nearest.map { "did you mean '\($0)'?" }
            ?? "run '\(path.joined(separator: " ")) --help' to see the commands",
          details: ["value": word])
      }
      node = child
      path.append(word)
    }
    return nil
  }

  static func names(of command: any ParsableCommand.Type) -> [String] {
    [command._commandName] + command.configuration.aliases
  }

  /// Global options that take a value and may stand before the noun.
  private static let valueOptions: Set<String> = [
    "--store", "-o", "--output", "--fields", "--color", "--progress", "--busy-timeout",
    "--profile",
  ]
}
