// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// Parses the words of one command without building the tree of all commands, which costs more than most commands do.
package enum LeafParser {
  /// Parses words that begin with the names of a leaf and are right.
  ///
  /// Everything else, like help, a wrong option or a global option before the noun, is left to the whole tree, so that
  /// there is one place that words errors.
  ///
  /// - Parameter arguments: The words after the program's name.
  /// - Returns: The command, exactly as the whole tree parses it, or `nil` where the whole tree has to decide.
  package static func parse(_ arguments: [String]) -> (any ParsableCommand)? {
    var command: any ParsableCommand.Type = Tenantctl.self
    var rest = arguments[...]
    while let word = rest.first, let child = child(of: command, named: word) {
      command = child
      rest = rest.dropFirst()
    }
    guard command is any TenantctlSubcommand.Type else { return nil }
    return try? command.parse(Array(rest))
  }

  private static func child(of command: any ParsableCommand.Type, named word: String) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.first { CommandSuggestion.names(of: $0).contains(word) }
  }
}
