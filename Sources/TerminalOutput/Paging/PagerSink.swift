// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The reader left before everything was written, which is no failure: the rest is not wanted.
package struct ReaderLeft: Error {}

/// A running pager; text is collected to blocks.
package final class PagerSink: TextSink {
  private let process: pid_t
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let blockSize = 16_384

  package let isTerminal: Bool
  package let width: Int?

  /// Starts a pager.
  ///
  /// - Parameters:
  ///   - pager: The program.
  ///   - environment: Its environment variables, beside the pager's own.
  ///   - terminal: Where the pages are shown; lends its width.
  ///   - output: The pager's standard output.
  /// - Throws: ``SinkError`` where it cannot be started.
  package init(
    _ pager: Pager, environment: [String: String], terminal: any TextSink, output: Int32 = STDOUT_FILENO
  ) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SinkError(code: errno) }
    // Only our copy of the writing end may exist, or the pager would never see the end of the text.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    do {
      process = try Self.spawn(pager, environment: environment, input: ends[0], output: output)
    } catch {
      close(ends[1])
      throw error
    }
    descriptor = ends[1]
    isTerminal = terminal.isTerminal
    width = terminal.width
  }

  deinit {
    finish()
  }

  package func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.blockSize { try flush() }
  }

  /// Passes everything on.
  ///
  /// - Throws: ``ReaderLeft`` where the pager has been left already, ``SinkError`` where it cannot be written to.
  package func flush() throws {
    guard descriptor >= 0 else { throw ReaderLeft() }
    defer { buffer.removeAll(keepingCapacity: true) }
    var rest = buffer[...]
    while !rest.isEmpty {
      let (count, code) = BrokenPipe.withoutSignal {
        rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      switch code {
      case 0: rest = rest.dropFirst(count)
      case EINTR: continue
      case EPIPE: throw ReaderLeft()
      default: throw SinkError(code: code)
      }
    }
  }

  /// Writes what is left and waits until the reader leaves the pager.
  package func finish() {
    guard descriptor >= 0 else { return }
    try? flush()
    close(descriptor)
    descriptor = -1
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }

  private static func spawn(
    _ pager: Pager, environment: [String: String], input: Int32, output: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This process may leave the keys that interrupt to the pager; it must not inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let variables = environment.merging(pager.variables) { _, own in own }
    let command = ["sh", "-c", pager.command]
    var words: [UnsafeMutablePointer<CChar>?] = command.map { word in strdup(word) } + [nil]
    var entries: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + entries { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &entries)
    guard code == 0 else { throw SinkError(code: code) }
    return process
  }
}
