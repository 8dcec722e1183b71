// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TerminalOutput

/// A command line for the shell, and what it is told.
package struct ShellCommand: Equatable, Sendable {
  /// The command line.
  package let line: String
  /// What it reads on standard input.
  package let input: String
  /// Environment variables, beside those of this process.
  package let variables: [String: String]

  /// Creates a command.
  ///
  /// - Parameters:
  ///   - line: The command line.
  ///   - input: What it reads on standard input.
  ///   - variables: Environment variables, beside those of this process.
  package init(line: String, input: String, variables: [String: String]) {
    self.line = line
    self.input = input
    self.variables = variables
  }

  /// Runs the command and waits for its end; what it prints goes to standard error, for standard output is for results.
  ///
  /// - Parameter environment: This process's variables.
  /// - Returns: The exit status; 128 + n where signal n ended it.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/internalFault`` where it cannot be started.
  package func run(environment: [String: String]) throws -> Int32 {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw failure(errno) }
    // Only our copy of the writing end may exist, or the command would never see the end of its input.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do {
      defer { close(ends[0]) }
      process = try spawn(environment.merging(variables) { _, own in own }, input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    write(to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw failure(errno) }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Writes the input as far as the command reads it; one that reads less, or nothing, is not at fault.
  private func write(to descriptor: Int32) {
    var rest = Array(input.utf8)[...]
    while !rest.isEmpty {
      let (count, code) = BrokenPipe.withoutSignal {
        rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      if code == EINTR { continue }
      guard code == 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private func spawn(_ environment: [String: String], input: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    let command = ["sh", "-c", line]
    var words: [UnsafeMutablePointer<CChar>?] = command.map { word in strdup(word) } + [nil]
    var entries: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + entries { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, nil, &words, &entries)
    guard code == 0 else { throw failure(code) }
    return process
  }

  private func failure(_ code: Int32) -> TenantError {
    TenantError(
      .internalFault, "command '\(line)' cannot be started: \(String(cString: strerror(code)))",
      hint: "check the limits of this user")
  }
}
