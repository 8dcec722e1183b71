// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The program that shows long results a page at a time.
package struct Pager: Equatable, Sendable {
  /// The command line, for the shell.
  package let command: String
  /// Variables that it gets beside those of this process.
  package let variables: [String: String]

  /// Makes a pager of a command, where it is of use.
  ///
  /// - Parameters:
  ///   - command: The command line that is set; empty means none.
  ///   - environment: Environment variables.
  ///   - isInstalled: Whether a program can be run, given by path or name.
  /// - Returns: The pager, or `nil` where results are to be written straight on: the choice is empty, `cat` or no program
  ///   that can be run, or the terminal cannot move its cursor.
  package static func chosen(
    _ command: String, environment: [String: String], isInstalled: (String) -> Bool
  ) -> Pager? {
    guard environment["TERM"] != "dumb" else { return nil }
    guard let program = program(of: command), program != "cat", isInstalled(program) else { return nil }
    var variables: [String: String] = [:]
    // What fits on the screen is not paged, colours are kept, and the text stays when the pager is left.
    if environment["LESS"] == nil { variables["LESS"] = "FRX" }
    if environment["LV"] == nil { variables["LV"] = "-c" }
    return Pager(command: command, variables: variables)
  }

  /// The first word of a command line that is no assignment.
  private static func program(of command: String) -> String? {
    command.split { $0 == " " || $0 == "\t" }.first { !$0.contains("=") }.map(String.init)
  }

  /// Whether a program can be run.
  ///
  /// - Parameters:
  ///   - program: A path, or a name to be looked for.
  ///   - searchPath: Folders between colons, as `PATH` has them.
  /// - Returns: Whether there is such a file that may be run.
  package static func isInstalled(_ program: String, searchPath: String) -> Bool {
    if program.contains("/") { return access(program, X_OK) == 0 }
    return searchPath.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
