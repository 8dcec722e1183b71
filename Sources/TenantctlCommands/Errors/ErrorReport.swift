// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// How a failure is told: two lines for a person, one JSON object for a program.
struct ErrorReport {
  let error: TenantError

  var status: ExitStatus { ExitStatus(error.code) }

  /// Lines for a person.
  func text(styler: Styler, verbose: Bool) -> String {
    var text = "\(styler.error("error:")) \(Self.printable(error.message))\n"
    if let hint = error.hint { text += "\(styler.dim("hint:")) \(Self.printable(hint))\n" }
    if verbose, let cause = error.details["cause"], !cause.isEmpty {
      text += "\(styler.dim("cause:")) \(Self.printable(cause))\n"
    }
    return text
  }

  /// One line for a program.
  var json: String {
    var members: [String: JSONValue] = [
      "code": .string(error.code.rawValue), "message": .string(error.message), "exit": JSONValue(status.rawValue),
      "details": .object(error.details.mapValues(JSONValue.string)),
    ]
    if let hint = error.hint { members["hint"] = .string(hint) }
    return JSONValue.object(["error": .object(members)]).description + "\n"
  }

  /// An offending value may hold anything; control characters must not reach a terminal.
  private static func printable(_ text: String) -> String {
    ControlCharacters.escaped(text)
  }

  /// Whether a program reads the errors; found in the raw words, because parsing them may be what failed.
  ///
  /// - Parameters:
  ///   - arguments: The words.
  ///   - environment: Environment variables.
  ///   - output: The format of results, where the words do not name one.
  /// - Returns: Whether errors are to be JSON.
  static func wantsJSON(arguments: [String], environment: [String: String], output: OutputFormat) -> Bool {
    if environment["TENANTCTL_ERROR_FORMAT"] == "json" { return true }
    var format: String? = output.rawValue
    var words = arguments.makeIterator()
    while let word = words.next() {
      if word == "--" { break }
      if word == "--json" { format = "json" }
      if word == "-o" || word == "--output" { format = words.next() }
      for prefix in ["--output=", "-o="] where word.hasPrefix(prefix) { format = String(word.dropFirst(prefix.count)) }
    }
    return format == "json" || format == "jsonl"
  }
}
