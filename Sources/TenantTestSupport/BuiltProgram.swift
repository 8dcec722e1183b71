// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// A process of one of the package's executables, or of a tool of the system.
package final class BuiltProgram {
  /// Process id.
  package let processID: pid_t
  private var inputEnd: Int32
  private let outputEnd: Int32
  private let errorEnd: Int32
  private var pendingOutput: [UInt8] = []
  private var isReaped = false

  /// Path of an executable of the package, beside the running tests.
  package static func path(_ name: String) throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
    }
    guard count > 0 else { throw TestSupportFault("the path of the running tests is unknown") }
    let folder = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "/").dropLast()
    return "/" + folder.joined(separator: "/") + "/" + name
  }

  /// Finds a tool of the system, or `nil`.
  package static func tool(_ name: String) -> String? {
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: Path of the executable.
  ///   - arguments: Words after its name.
  ///   - environment: Added to `PATH` and `HOME`, which is all that the process inherits.
  /// - Throws: ``TestSupportFault`` where it cannot be started.
  package init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    var errors: [Int32] = [0, 0]
    guard pipe(&input) == 0, pipe(&output) == 0, pipe(&errors) == 0 else {
      throw TestSupportFault("no pipe: errno \(errno)")
    }
    // Another test's child must not keep our ends open.
    for descriptor in input + output + errors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO)
    // A home in which no program can leave anything, not even root's.
    var variables = ["PATH": String(cString: getenv("PATH")), "HOME": "/dev/null", "LC_ALL": "C.UTF-8"]
    for (name, value) in environment { variables[name] = value }
    // Coverage of the program's own process would overwrite that of the tests.
    variables["LLVM_PROFILE_FILE"] = "/dev/null"
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var entries: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + entries { free(word) } }
    // A child that ends without reading its input must not end the tests, and must itself meet signals as any program does.
    _ = Glibc.signal(SIGPIPE, SIG_IGN)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGINT] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // Threads of the tests hold signals back, and a child inherits that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, &words, &entries)
    close(input[0])
    close(output[1])
    close(errors[1])
    guard code == 0 else {
      for descriptor in [input[1], output[0], errors[0]] { close(descriptor) }
      throw TestSupportFault("'\(path)' cannot be started: \(String(cString: strerror(code)))")
    }
    processID = process
    (inputEnd, outputEnd, errorEnd) = (input[1], output[0], errors[0])
  }

  deinit {
    if !isReaped {
      kill(processID, SIGKILL)
      var status: Int32 = 0
      waitpid(processID, &status, 0)
    }
    closeInput()
    close(outputEnd)
    close(errorEnd)
  }

  /// Writes to the program's standard input.
  package func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(inputEnd, $0.baseAddress, $0.count) }
      if count < 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Ends the program's standard input.
  package func closeInput() {
    if inputEnd >= 0 { close(inputEnd) }
    inputEnd = -1
  }

  /// Waits for the next line of standard output; `nil` at its end.
  package func readLine() -> String? {
    while true {
      if let end = pendingOutput.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pendingOutput[..<end], as: UTF8.self)
        pendingOutput.removeSubrange(...end)
        return line
      }
      guard Self.append(from: outputEnd, to: &pendingOutput) else { return nil }
    }
  }

  /// Sends a signal.
  package func signal(_ number: Int32) {
    kill(processID, number)
  }

  /// Waits for the end; a process ended by signal n has the status 128 + n.
  package func finish() -> CommandResult {
    closeInput()
    var errors: [UInt8] = []
    var open: Set<Int32> = [outputEnd, errorEnd]
    while !open.isEmpty {
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, nfds_t(polled.count), -1) >= 0 else { break }
      for entry in polled where entry.revents != 0 {
        let isOutput = entry.fd == outputEnd
        let more =
          isOutput ? Self.append(from: entry.fd, to: &pendingOutput) : Self.append(from: entry.fd, to: &errors)
        if !more { open.remove(entry.fd) }
      }
    }
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return CommandResult(
      status: code, output: String(decoding: pendingOutput, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  private static func append(from descriptor: Int32, to bytes: inout [UInt8]) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes.append(contentsOf: chunk[..<count])
      return true
    }
  }

  /// Runs a program to its end.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) throws -> CommandResult {
    let program = try BuiltProgram(path, arguments, environment: environment)
    program.write(input)
    return program.finish()
  }

  /// Runs `tenantctl` to its end.
  package static func tenantctl(
    _ arguments: [String], store: String, environment: [String: String] = [:], input: String = ""
  ) throws -> CommandResult {
    var environment = environment
    environment["TENANTCTL_STORE"] = store
    environment["TENANTCTL_ACTOR"] = environment["TENANTCTL_ACTOR"] ?? "test@host"
    return try run(path("tenantctl"), arguments, environment: environment, input: input)
  }
}

/// The folder of the package.
package enum PackageFolder {
  /// Absolute path.
  package static let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
    separator: "/")
}
