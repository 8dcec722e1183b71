// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel
package import TerminalOutput

/// The options that every command has.
package struct GlobalOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Path of the state store. [env: TENANTCTL_STORE]", valueName: "path"),
    completion: .file())
  package var store: String?

  @Option(
    name: [.customShort("o"), .long],
    help: "Format of results: table, json, jsonl, csv or yaml. [env: TENANTCTL_OUTPUT]")
  package var output: OutputFormat?

  @Flag(name: .long, help: "The same as --output json.")
  package var json = false

  @Option(
    name: .long, help: ArgumentHelp("Only these fields, in this order. [env: TENANTCTL_FIELDS]", valueName: "a,b,c"))
  package var fields: String?

  @Flag(name: .long, help: "Leave out the header line of CSV and tables. [env: TENANTCTL_NO_HEADER]")
  package var noHeader = false

  @Flag(name: .shortAndLong, help: "Print ids only, one a line, and no messages. [env: TENANTCTL_QUIET]")
  package var quiet = false

  @Option(
    name: .long, help: "Colour: auto, always or never. [env: TENANTCTL_COLOR, NO_COLOR, CLICOLOR_FORCE]")
  package var color: ColorChoice?

  @Flag(name: .long, help: "Never ask; fail where an answer would be needed. [env: TENANTCTL_NO_INPUT]")
  package var noInput = false

  @Option(name: .long, help: "Progress of long commands: auto, plain or none. [env: TENANTCTL_PROGRESS]")
  package var progress: ProgressMode?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long to wait for another process's lock, in seconds. [env: TENANTCTL_BUSY_TIMEOUT]", valueName: "seconds"))
  package var busyTimeout: Int?

  @Flag(name: .long, help: "Never page long text. [env: TENANTCTL_NO_PAGER, TENANTCTL_PAGER, PAGER]")
  package var noPager = false

  @Flag(name: .long, help: "Show the causes of errors. [env: TENANTCTL_VERBOSE]")
  package var verbose = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Use the settings of this profile of the configuration files. [env: TENANTCTL_PROFILE]", valueName: "name"),
    completion: ProfileCompletion.profiles)
  package var profile: String?

  @Flag(name: .long, help: "Read the project's own .tenantctl.json too. [env: TENANTCTL_PROJECT]")
  package var project = false

  package init() {}

  package func validate() throws {
    if let busyTimeout, !(0...600).contains(busyTimeout) {
      throw ValidationError("'\(busyTimeout)' is not a busy timeout; use 0 to 600 seconds")
    }
    if json, let output, output != .json {
      throw ValidationError("--json and --output \(output.rawValue) exclude each other")
    }
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}
extension ProgressMode: ExpressibleByArgument {}

extension GlobalOptions {
  /// The format that is asked for, where one is.
  var format: OutputFormat? { json ? .json : output }

  /// The options that say where everything is and how errors look, found by hand in words that cannot be parsed.
  ///
  /// - Parameter words: Words of the command line.
  /// - Returns: Those options, or `nil` where one of them is wrong.
  static func picked(from words: [String]) -> GlobalOptions? {
    let valued = ["--store", "--profile", "--color"]
    var picked: [String] = []
    for (index, word) in words.enumerated() {
      if word == "--" { break }
      if word == "--project" || word == "--verbose" || valued.contains(where: { word.hasPrefix($0 + "=") }) {
        picked.append(word)
      } else if valued.contains(word), index + 1 < words.count {
        picked += [word, words[index + 1]]
      }
    }
    return try? parse(picked)
  }
}
