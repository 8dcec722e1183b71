// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
package import TerminalOutput

extension CommandContext {
  /// Opens a file named on the command line; `-` is standard input, and a person is told that it is awaited.
  package func input(_ path: String) throws -> ByteSource {
    if path == "-", isInputTerminal { say("reading from standard input; end with Ctrl-D") }
    return try ByteSource(path: path)
  }

  /// A reporter of progress on the message stream.
  package func progress(_ label: String) -> ProgressReporter {
    ProgressReporter(
      label, sink: errors, mode: settings.quiet ? .none : settings.progress, clock: monotonicMilliseconds)
  }
}
