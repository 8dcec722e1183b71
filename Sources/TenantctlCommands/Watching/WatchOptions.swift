// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The options of a command whose result can be watched.
package struct WatchOptions: ParsableArguments {
  @Flag(
    help: """
      Show the result again whenever it changed, until interrupted: on a terminal redrawn, otherwise as one line of JSON \
      each time.
      """)
  package var watch = false

  @Option(
    help: ArgumentHelp(
      "With --watch: how long to wait between two looks, like 500ms, 2s or 1m; 2s by default.", valueName: "duration"),
    transform: Parse.watchInterval)
  var interval: WatchInterval?

  package init() {}

  package func validate() throws {
    if interval != nil, !watch { throw ValidationError("--interval needs --watch") }
  }

  /// How long to wait between two looks, in milliseconds.
  var milliseconds: Int64 { (interval ?? .standard).milliseconds }
}
