// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TerminalOutput

/// The options of commands that can write a page with charts.
package struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write a page with charts to this file instead; - is standard output.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  package var html: String?

  @Flag(help: "Override the check that keeps an existing page.")
  var force = false

  package init() {}

  /// Writes a page to where it is asked for, whole or not at all.
  package func write(_ page: String, to path: String, _ context: CommandContext) throws {
    if path == "-" { return try context.output.write(page) }
    let file = try NewFile(path, replacing: force)
    try file.write(page)
    try file.publish()
    context.say("wrote '\(path)'")
  }
}
