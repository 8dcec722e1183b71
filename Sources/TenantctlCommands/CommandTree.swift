// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command tree as data: for the manual, and for tests that look at every command.
package enum CommandTree {
  /// A command that does something.
  package struct Leaf: Sendable {
    /// The words that name it, without the program's name.
    package let path: [String]
    /// What it does to the store.
    package let effect: CommandEffect
    /// One line about it.
    package let abstract: String
    /// More about it, with examples.
    package let discussion: String

    /// The command lines of its examples, without the program's name.
    package var examples: [String] {
      guard let range = discussion.firstRange(of: "Examples:\n") else { return [] }
      return discussion[range.upperBound...].split(separator: "\n").map { String($0).trimmingSpaces() }
    }
  }

  /// All leaves, in the order of the help.
  package static let leaves: [Leaf] = leaves(of: Tenantctl.self, path: [])

  private static func leaves(of command: any ParsableCommand.Type, path: [String]) -> [Leaf] {
    let children = command.configuration.subcommands
    guard children.isEmpty else {
      return children.flatMap { leaves(of: $0, path: path + [$0._commandName]) }
    }
    guard let leaf = command as? any TenantctlSubcommand.Type else { return [] }
    return [
      Leaf(
        path: path, effect: leaf.effect, abstract: leaf.configuration.abstract,
        discussion: leaf.configuration.discussion)
    ]
  }
}
