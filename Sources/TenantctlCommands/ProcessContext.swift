// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TerminalOutput

/// The outside world as the process has it.
package enum ProcessContext {
  /// Builds the context of this process.
  package static func make() -> CommandContext {
    let environment = environment()
    let output = FileSink(descriptor: STDOUT_FILENO)
    return CommandContext(
      environment: environment, output: output,
      errors: FileSink(descriptor: STDERR_FILENO),
      readLine: { Swift.readLine(strippingNewline: true) }, isInputTerminal: isatty(STDIN_FILENO) == 1,
      now: { Timestamp(microseconds: clock(CLOCK_REALTIME, unitsPerSecond: 1_000_000)) },
      monotonicMilliseconds: { clock(CLOCK_MONOTONIC, unitsPerSecond: 1_000) },
      randomBits: {
        var generator = SystemRandomNumberGenerator()
        return UInt128.random(in: .min ... .max, using: &generator)
      },
      defaultActor: "\(userName())@\(hostName())",
      paging: { pager, body in try show(through: pager, environment: environment, terminal: output, body) },
      configuration: .files(), sleep: sleep, listen: listen,
      runShell: { try $0.run(environment: environment) })
  }

  private static func show(
    through pager: Pager, environment: [String: String], terminal: any TextSink, _ body: (any TextSink) throws -> Void
  ) throws {
    let sink = try PagerSink(pager, environment: environment, terminal: terminal)
    // The keys that interrupt belong to the pager until it is left; were this process to end first, the shell and the
    // pager would read the same keyboard.
    let interrupt = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      sink.finish()
      signal(SIGINT, interrupt)
      signal(SIGQUIT, quit)
    }
    do {
      try body(sink)
    } catch is ReaderLeft {}
  }

  /// Name, release and architecture of the operating system.
  static var system: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    func text<Characters>(_ characters: Characters) -> String {
      withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))"
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  private static func clock(_ id: clockid_t, unitsPerSecond: Int64) -> Int64 {
    var time = timespec()
    clock_gettime(id, &time)
    return Int64(time.tv_sec) * unitsPerSecond + Int64(time.tv_nsec) / (1_000_000_000 / unitsPerSecond)
  }

  private static func sleep(milliseconds: Int64) -> Bool {
    var left = timespec(tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
    // A signal that only stopped the process for a while leaves a remainder to wait for.
    while withUnsafeMutablePointer(to: &left, { nanosleep($0, $0) }) != 0, errno == EINTR {}
    return true
  }

  private static func listen(store: String) -> (Int64) -> Bool {
    let listener = StoreListener(store: store)
    return { milliseconds in
      listener.wait(milliseconds: milliseconds)
      return true
    }
  }

  private static func userName() -> String {
    // No name service: a static executable cannot load one, and the environment is what a person set.
    for name in ["USER", "LOGNAME"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return "uid-\(getuid())"
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
