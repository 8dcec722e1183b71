// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Shows long text a screen at a time, where a person reads it.
package enum Pager {
  /// The command to pipe into, or `nil` where text is written as it is.
  ///
  /// - Parameters:
  ///   - environment: `TENANTCTL_PAGER` wins over `PAGER`; empty or `cat` means none; `less` where neither is set.
  ///   - isTerminal: Whether a person reads.
  /// - Returns: A command for the shell.
  package static func command(environment: [String: String], isTerminal: Bool) -> String? {
    guard isTerminal, environment["TERM"] != "dumb" else { return nil }
    let chosen = environment["TENANTCTL_PAGER"] ?? environment["PAGER"] ?? "less"
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  /// Pipes text into a pager and waits for its end; a pager that is closed early is no error.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - command: The pager.
  ///   - environment: `LESS` is `FRX` unless set, so that short text needs no key and colours are shown.
  /// - Returns: Whether the pager could be started.
  package static func show(_ text: String, with command: String, environment: [String: String]) -> Bool {
    if environment["LESS"] == nil { setenv("LESS", "FRX", 1) }
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    guard let pipe = popen(command, "w") else { return false }
    fputs(text, pipe)
    // 127 is the shell's word for a command it does not know.
    return pclose(pipe) >> 8 != 127
  }
}
