// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// A process that is measured from its start to its end.
struct ChildProcess {
  /// What a process cost.
  struct Usage {
    let seconds: Double
    let peakMegabytes: Double
  }

  private let id: pid_t
  private let start: Double

  /// Starts a process; its output goes to `output`, or nowhere.
  init(_ program: String, _ arguments: [String], environment: [String] = [], output: Int32? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let inherited = (["PATH", "HOME", "TMPDIR"] as [String]).compactMap { name -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    var entries: [UnsafeMutablePointer<CChar>?] = (inherited + environment).map { strdup($0) } + [nil]
    defer { for word in words + entries { free(word) } }
    // A thread of the runtime's pool blocks signals, and a child that inherits that could not be ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    start = Clock.seconds()
    let code = posix_spawn(&process, program, &actions, &attributes, &words, &entries)
    guard code == 0 else {
      throw TenantError(.fileUnreadable, "'\(program)' cannot be started: \(String(cString: strerror(code)))")
    }
    id = process
  }

  /// Waits for the end.
  ///
  /// - Throws: ``TenantError`` where the process failed.
  func finish() throws -> Usage {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) < 0 && errno == EINTR {}
    let seconds = Clock.seconds() - start
    guard status == 0 else { throw TenantError(.internalFault, "a measured process failed with wait status \(status)") }
    return Usage(seconds: seconds, peakMegabytes: Double(usage.ru_maxrss) / 1_024)
  }

  /// Asks the process to end.
  func terminate() {
    kill(id, SIGTERM)
    var status: Int32 = 0
    waitpid(id, &status, 0)
  }

  /// Runs a process to its end.
  static func run(_ program: String, _ arguments: [String], environment: [String] = []) throws -> Usage {
    try ChildProcess(program, arguments, environment: environment).finish()
  }
}

/// The clock that never jumps; the same in all processes of the machine.
enum Clock {
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  static func seconds() -> Double { Double(nanoseconds()) / 1e9 }
}
