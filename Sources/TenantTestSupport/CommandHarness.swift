// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TenantctlCommands
package import TerminalOutput

/// What a run of the program left behind.
package struct CommandResult: Sendable {
  /// Exit status.
  package let status: Int32
  /// Standard output.
  package let output: String
  /// Standard error.
  package let errors: String
}

/// Runs commands in this process, over strings, a fixed clock and a seeded source of randomness.
package final class CommandHarness {
  /// The store that `TENANTCTL_STORE` names.
  package let store: TemporaryStore
  /// Environment variables of the next run.
  package var environment: [String: String]
  /// Lines that the next run can read; not empty makes standard input a terminal.
  package var answers: [String] = []
  /// Width of a pretended terminal; `nil` means that the streams are pipes.
  package var terminalWidth: Int?
  /// Waits between two looks of a watching command; returns whether there is another one.
  package var sleep: (Int64) -> Bool = { _ in false }
  /// Runs the commands of the shell that a command is told to run; does nothing unless a test says otherwise.
  package var shell: (ShellCommand) throws -> Int32 = { _ in 0 }
  /// The folder that the next run starts in; the system's configuration is in `etc/config.json` of the store's folder.
  package var currentFolder: String

  /// Creates a harness over a new store.
  package convenience init(bare: Bool = false) throws {
    try self.init(store: TemporaryStore(bare: bare))
  }

  /// Creates a harness over a store that others use too.
  package init(store: TemporaryStore) {
    self.store = store
    currentFolder = store.folder.path
    environment = ["TENANTCTL_STORE": store.path, "TENANTCTL_ACTOR": "test@host", "TERM": "xterm"]
  }

  /// Runs one command.
  @discardableResult
  package func run(_ arguments: [String]) -> CommandResult {
    let output = StringSink(width: terminalWidth)
    let errors = StringSink(width: terminalWidth)
    let status = Program.run(arguments, in: context(output: output, errors: errors))
    let result = CommandResult(status: status, output: output.text, errors: errors.text)
    Canary.listening?.hear(arguments, result, of: store)
    return result
  }

  /// The outside world of the next run.
  package func context(
    output: StringSink = StringSink(), errors: StringSink = StringSink()
  ) -> CommandContext {
    var remaining = answers
    let isInputTerminal = !answers.isEmpty
    let store = store
    let currentFolder = currentFolder
    return CommandContext(
      environment: environment, output: output, errors: errors,
      readLine: { remaining.isEmpty ? nil : remaining.removeFirst() }, isInputTerminal: isInputTerminal,
      now: { store.clock.now }, monotonicMilliseconds: { store.clock.now.microseconds / 1_000 },
      randomBits: { store.randomBits() }, defaultActor: "test@host",
      configuration: .files(systemFile: store.folder.file("etc/config.json"), currentFolder: { currentFolder }),
      sleep: sleep, runShell: shell)
  }

  /// Runs one command given as words between blanks; single quotes hold words together.
  @discardableResult
  package func run(_ line: String) -> CommandResult {
    run(Self.words(line))
  }

  /// Splits a line as a shell would: at blanks, single quotes hold words together.
  package static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      switch character {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// Runs one command as ``run(_:)-swift.method`` and reads its JSON result.
  package func json(_ line: String) throws -> JSONValue {
    let result = run(line + " --json")
    guard result.status == 0 else { throw TestSupportFault("'\(line)' ended with \(result.status): \(result.errors)") }
    return try JSONValue(parsing: result.output)
  }
}

extension CommandHarness {
  /// Lets the steps happen between the looks of a watch, one after the other, and then ends it.
  ///
  /// - Parameter steps: Command lines, run over the same store; an empty one lets nothing happen.
  package func between(_ steps: String...) {
    var left = steps
    let other = CommandHarness(store: store)
    sleep = { _ in
      guard !left.isEmpty else { return false }
      let step = left.removeFirst()
      if !step.isEmpty { other.run(step) }
      return true
    }
  }
}
