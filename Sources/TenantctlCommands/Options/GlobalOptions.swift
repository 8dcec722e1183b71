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

  @Option(name: .long, help: ArgumentHelp("Only these fields, in this order.", valueName: "a,b,c"))
  package var fields: String?

  @Flag(name: .long, help: "Leave out the header line of CSV and tables.")
  package var noHeader = false

  @Flag(name: .shortAndLong, help: "Print ids only, one a line, and no messages.")
  package var quiet = false

  @Option(name: .long, help: "Colour: auto, always or never. [env: NO_COLOR, CLICOLOR_FORCE]")
  package var color: ColorChoice = .auto

  @Flag(name: .long, help: "Never ask; fail where an answer would be needed.")
  package var noInput = false

  @Option(name: .long, help: "Progress of long commands: auto, plain or none.")
  package var progress: ProgressMode = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long to wait for another process's lock, in seconds. [env: TENANTCTL_BUSY_TIMEOUT]", valueName: "seconds"))
  package var busyTimeout: Int?

  @Flag(name: .long, help: "Never page long text. [env: TENANTCTL_PAGER, PAGER]")
  package var noPager = false

  @Flag(name: .long, help: "Show the causes of errors.")
  package var verbose = false

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
  /// What applies where no command was parsed.
  static var defaults: GlobalOptions {
    // Parsing no words is the only way to read the declared defaults.
    (try? GlobalOptions.parse([])) ?? GlobalOptions()
  }

  /// The format of results: option, environment, table.
  package func format(_ environment: [String: String]) throws -> OutputFormat {
    if json { return .json }
    if let output { return output }
    guard let name = environment["TENANTCTL_OUTPUT"], !name.isEmpty else { return .table }
    guard let format = OutputFormat(rawValue: name) else {
      throw TenantError(
        .usage, "'\(name)' in TENANTCTL_OUTPUT is not a format", hint: "use table, json, jsonl, csv or yaml",
        details: ["value": name])
    }
    return format
  }

  func busyTimeoutMilliseconds(_ environment: [String: String]) throws -> Int32 {
    if let busyTimeout { return Int32(busyTimeout) * 1_000 }
    guard let text = environment["TENANTCTL_BUSY_TIMEOUT"], !text.isEmpty else { return 5_000 }
    guard let seconds = Int32(text), (0...600).contains(seconds) else {
      throw TenantError(
        .usage, "'\(text)' in TENANTCTL_BUSY_TIMEOUT is not a busy timeout", hint: "use 0 to 600 seconds",
        details: ["value": text])
    }
    return seconds * 1_000
  }
}
