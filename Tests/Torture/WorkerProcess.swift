// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// A worker, started again and again, and what is done to it.
final class WorkerProcess {
  let log: String
  private let store: String
  private let seed: UInt64
  private let clockBase: Int64
  private let clockPPM: Int64
  private var life: Int64 = 0
  private var process: pid_t = 0
  /// The end of the worker's standard input that it waits for.
  private var leash: Int32 = -1
  /// When it is let go on, by the monotonic clock; `nil` while it runs.
  private(set) var resumesAt: Int64?
  /// When its disk is no longer full.
  private(set) var emptiesAt: Int64?

  init(store: String, log: String, seed: UInt64, clockBase: Int64, clockPPM: Int64) {
    self.store = store
    self.log = log
    self.seed = seed
    self.clockBase = clockBase
    self.clockPPM = clockPPM
  }

  var isStopped: Bool { resumesAt != nil }

  /// The process that runs now; 0 while none does.
  var processID: pid_t { process }

  /// Starts it.
  func start() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TenantError(.internalFault, "no pipe: errno \(errno)") }
    // One that another worker inherited would not end with this process.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(ends[0])
    }
    life += 1
    let program = "/proc/self/exe"
    let arguments = [
      "tenant-torture", "worker", "--store", store, "--tenant", TortureStore.tenant, "--seed",
      String(seed &+ UInt64(life)), "--log", log, "--life", String(life), "--clock-base", String(clockBase),
      "--clock-ppm", String(clockPPM),
    ]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let code = posix_spawn(&process, program, &actions, nil, &words, environ)
    guard code == 0 else {
      close(ends[1])
      throw TenantError(.internalFault, "no worker can be started: \(String(cString: strerror(code)))")
    }
    leash = ends[1]
  }

  /// Ends it at once, as a crash does.
  func kill() {
    guard process != 0 else { return }
    Glibc.kill(process, SIGKILL)
    _ = reap(WaitOption.forever)
  }

  /// Keeps it from running until a time.
  func stop(until time: Int64) {
    Glibc.kill(process, SIGSTOP)
    resumesAt = time
  }

  /// Waits until it runs no more, for the signal only asks for that.
  func awaitStop() {
    var status: Int32 = 0
    if process != 0 { waitpid(process, &status, WUNTRACED) }
  }

  /// Lets it go on.
  func resume() {
    Glibc.kill(process, SIGCONT)
    resumesAt = nil
  }

  /// Lets no file of it become larger than so many bytes until a time.
  func fill(atBytes bytes: Int64, until time: Int64) {
    tell(bytes)
    emptiesAt = time
  }

  /// Lets its files grow again.
  func empty() {
    tell(.max)
    emptiesAt = nil
  }

  /// Tells the worker how large its files may become.
  private func tell(_ bytes: Int64) {
    guard leash >= 0 else { return }
    withUnsafeBytes(of: bytes) { _ = write(leash, $0.baseAddress, $0.count) }
  }

  /// Asks it to end, without waiting.
  func dismiss() {
    if leash >= 0 { close(leash) }
    leash = -1
  }

  /// Waits until it has ended by itself.
  ///
  /// - Returns: What is wrong with the way it ended; `nil` where nothing is.
  func finish() -> String? {
    guard process != 0 else { return nil }
    let deadline = TortureClock.monotonic() + 300_000_000_000
    while TortureClock.monotonic() < deadline {
      if let status = reap(WaitOption.never) { return status == 0 ? nil : "a worker ended with status \(status)" }
      TortureClock.pause(microseconds: 5_000)
    }
    kill()
    return "a worker did not end when it was asked to"
  }

  /// Tells whether it ended although nobody asked it to.
  func failure() -> String? {
    guard process != 0, let status = reap(WaitOption.never) else { return nil }
    return "a worker ended by itself with status \(status)"
  }

  private enum WaitOption {
    static let forever: Int32 = 0
    static let never = Int32(WNOHANG)
  }

  private func reap(_ option: Int32) -> Int32? {
    var status: Int32 = 0
    guard waitpid(process, &status, option) == process else { return nil }
    process = 0
    resumesAt = nil
    emptiesAt = nil
    dismiss()
    return status
  }
}
