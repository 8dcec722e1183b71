// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// What the program was asked to do.
struct TortureOptions {
  static let usage = """
    usage: tenant-torture run [--minutes M] [--processes N] [--seed S] [--scenario NAME]
           tenant-torture worker --store PATH --tenant SLUG --seed N --log FILE --life N --clock-base N --clock-ppm N

    run     lets processes admit what they can get of a tenant's limits while they are killed, stopped and starved, and holds
            what they admitted against the limits; status 1 tells that a limit was passed
    worker  is one of these processes; it ends with its standard input
    """

  /// Which of the two processes this is.
  enum Role {
    case worker(Worker)
    case conductor(Conducting)
  }

  /// What a worker is told.
  struct Worker {
    /// Path of the store.
    var store = ""
    /// Slug of the tenant whose limits are used.
    var tenant = ""
    /// Decides what is asked for, and when.
    var seed: UInt64 = 1
    /// Path of the file that every admission is appended to.
    var log = ""
    /// Which of the processes that append to the file one after the other this is.
    var life: Int64 = 0
    /// When the wall clock was right, in microseconds; from then on it runs at its own rate.
    var clockBase: Int64 = 0
    /// How much faster the wall clock runs than it should, in millionths.
    var clockPPM: Int64 = 0
  }

  /// What the conductor is told.
  struct Conducting {
    /// How long all scenarios take together, in minutes.
    var minutes = 2.0
    /// How many workers there are.
    var processes = 8
    /// Decides what is done to whom; the scheduling of the processes remains the system's.
    var seed: UInt64 = 1
    /// The only scenario to run; `nil` means all.
    var scenario: String?
  }

  let role: Role

  init(_ arguments: some Sequence<String>) throws {
    var words = Array(arguments)
    guard let name = words.first else { throw Self.fault("a role is missing") }
    words.removeFirst()
    guard words.count.isMultiple(of: 2) else { throw Self.fault("an option has no value") }
    var values: [String: String] = [:]
    for index in stride(from: 0, to: words.count, by: 2) { values[words[index]] = words[index + 1] }
    switch name {
    case "worker": role = .worker(try Self.worker(&values))
    case "run": role = .conductor(try Self.conducting(&values))
    default: throw Self.fault("'\(name)' is not a role")
    }
    if let unknown = values.keys.min() { throw Self.fault("'\(unknown)' is not an option") }
  }

  private static func worker(_ values: inout [String: String]) throws -> Worker {
    var worker = Worker()
    worker.store = values.removeValue(forKey: "--store") ?? ""
    worker.tenant = values.removeValue(forKey: "--tenant") ?? ""
    worker.log = values.removeValue(forKey: "--log") ?? ""
    worker.seed = try number("--seed", &values) ?? worker.seed
    worker.life = try number("--life", &values) ?? worker.life
    worker.clockBase = try number("--clock-base", &values) ?? worker.clockBase
    worker.clockPPM = try number("--clock-ppm", &values) ?? worker.clockPPM
    guard !worker.store.isEmpty, !worker.tenant.isEmpty, !worker.log.isEmpty else {
      throw fault("a worker needs a store, a tenant and a log")
    }
    return worker
  }

  private static func conducting(_ values: inout [String: String]) throws -> Conducting {
    var conducting = Conducting()
    conducting.minutes = try number("--minutes", &values) ?? conducting.minutes
    conducting.processes = try number("--processes", &values) ?? conducting.processes
    conducting.seed = try number("--seed", &values) ?? conducting.seed
    conducting.scenario = values.removeValue(forKey: "--scenario")
    guard conducting.minutes > 0, conducting.minutes <= 1_440, (1...64).contains(conducting.processes) else {
      throw fault("use at most a day and 1 to 64 processes")
    }
    return conducting
  }

  private static func number<Number: LosslessStringConvertible>(
    _ name: String, _ values: inout [String: String]
  ) throws -> Number? {
    guard let text = values.removeValue(forKey: name) else { return nil }
    guard let number = Number(text) else { throw fault("'\(text)' is no value of \(name)") }
    return number
  }

  private static func fault(_ message: String) -> TenantError {
    TenantError(.usage, "\(message)\n\(usage)")
  }
}

/// What the program says; whole lines, so that those of several processes do not mix.
enum Report {
  /// A line about what was found.
  static func line(_ text: String) { put(text, to: STDOUT_FILENO) }

  /// A line about what keeps the program from working.
  static func error(_ text: String) { put("tenant-torture: \(text)", to: STDERR_FILENO) }

  private static func put(_ text: String, to descriptor: Int32) {
    let bytes = Array((text + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
  }
}

/// The clocks of the system.
enum TortureClock {
  /// The clock that never steps and is the same for all processes, in nanoseconds.
  static func monotonic() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The wall clock, in microseconds.
  static func wall() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }

  /// Lets other processes run for so many microseconds.
  static func pause(microseconds: Int64) {
    var time = timespec(
      tv_sec: Int(microseconds / 1_000_000), tv_nsec: Int(microseconds % 1_000_000) * 1_000)
    nanosleep(&time, nil)
  }
}
