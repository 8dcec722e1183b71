// SPDX-License-Identifier: Apache-2.0

package import TerminalOutput

/// What applies to a command, wherever it was set; without anything set, the defaults.
package struct Settings: Sendable {
  /// Path of the store; `nil` means the default one.
  package var store: String?
  package var output = OutputFormat.table
  /// Names of the wanted fields, between commas.
  package var fields: String?
  package var noHeader = false
  package var quiet = false
  package var color = ColorChoice.auto
  package var noInput = false
  package var progress = ProgressMode.auto
  /// Seconds to wait for another process's lock.
  package var busyTimeout = 5
  package var noPager = false
  package var verbose = false
  /// Who makes changes; `nil` means `user@host`.
  package var actor: String?
  /// Command line of the program that shows long text; empty means none.
  package var pager = "less"
  package var project = false
  package var profile: String?
  /// Where the values come from that are not the defaults.
  package var origins: [SettingName: SettingOrigin] = [:]

  /// Creates the defaults.
  package init() {}

  /// Where the value of a setting comes from.
  package func origin(of name: SettingName) -> SettingOrigin {
    origins[name] ?? .builtIn
  }
}
