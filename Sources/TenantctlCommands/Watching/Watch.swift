// SPDX-License-Identifier: Apache-2.0

import TerminalOutput

/// Runs a command again and again, and shows what it printed whenever that is not what it printed before.
struct Watch {
  private let command: any WatchableCommand
  private let context: CommandContext

  private struct Look: Equatable {
    var results = ""
    var messages = ""
  }

  init(_ command: any WatchableCommand, in context: CommandContext) {
    self.command = command
    self.context = context
  }

  /// Whether there is a screen that can be cleared.
  private var isOnScreen: Bool {
    context.output.isTerminal && context.environment["TERM"] != "dumb"
  }

  /// Watches until waiting ends.
  ///
  /// - Throws: What the command throws, whenever it does.
  func run() throws {
    var shown = Look()
    repeat {
      let look = try look()
      if look != shown { try show(look, after: shown) }
      shown = look
    } while context.sleep(command.watching.milliseconds)
  }

  private func look() throws -> Look {
    let results = StringSink(width: isOnScreen ? context.output.width : nil)
    let messages = StringSink(width: context.errors.width)
    var context = context
    context.output = results
    context.errors = messages
    context.paging = nil
    // Whoever reads a stream must be able to tell one result from the next: each is one line.
    if !isOnScreen { context.settings.output = .json }
    try command.run(context)
    return Look(results: results.text, messages: messages.text)
  }

  private func show(_ look: Look, after shown: Look) throws {
    guard isOnScreen else {
      if look.messages != shown.messages { try context.errors.write(look.messages) }
      if look.results != shown.results { try context.output.write(look.results) }
      return try context.output.flush()
    }
    try context.output.write("\u{1B}[2J\u{1B}[H" + look.results + look.messages)
    try context.output.flush()
  }
}
