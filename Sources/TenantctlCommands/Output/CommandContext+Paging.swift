// SPDX-License-Identifier: Apache-2.0

package import TerminalOutput

extension CommandContext {
  /// Shows results through a pager: hands its sink to the closure, and returns when it is left; the closure may end early
  /// with ``ReaderLeft``.
  package typealias Paging = (_ pager: Pager, _ body: (any TextSink) throws -> Void) throws -> Void

  /// Runs the body with results going through a pager, where a person reads them on a terminal.
  ///
  /// - Parameter body: Writes the results to the output of the context that it is given.
  /// - Throws: What the body throws.
  package func paged(_ body: (CommandContext) throws -> Void) throws {
    let searchPath = environment["PATH"] ?? ""
    guard let paging, output.isTerminal, !settings.noPager, !settings.quiet,
      let pager = Pager.chosen(
        settings.pager, environment: environment, isInstalled: { Pager.isInstalled($0, searchPath: searchPath) })
    else { return try body(self) }
    try output.flush()
    try paging(pager) { sink in
      var context = self
      context.output = sink
      try body(context)
    }
  }
}
