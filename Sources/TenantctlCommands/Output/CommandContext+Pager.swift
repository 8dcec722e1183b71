// SPDX-License-Identifier: Apache-2.0

import TerminalOutput

extension CommandContext {
  /// Runs a body whose results are shown a screen at a time where a person reads them.
  ///
  /// - Parameter body: Gets the context to write to.
  /// - Throws: What the body throws; nothing is shown then.
  func paged(_ body: (CommandContext) throws -> Void) throws {
    let command = global.noPager ? nil : Pager.command(environment: environment, isTerminal: output.isTerminal)
    guard let command else { return try body(self) }
    let page = StringSink(width: output.width)
    var context = self
    context.output = page
    try body(context)
    if !Pager.show(page.text, with: command, environment: environment) { try output.write(page.text) }
  }
}
