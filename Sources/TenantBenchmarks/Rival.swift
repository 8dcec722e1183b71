// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel
import TenantRuntime

/// Somebody else who uses the same limits meanwhile, and a process that does nothing any more.
enum Rival {
  private static let isWanted = Atomic<Bool>(false)

  /// Decides until it is not wanted any more.
  static func decide(_ handles: [QuotaHandle]) {
    while isWanted.load(ordering: .relaxed) {
      for handle in handles { _ = handle.admit() }
    }
  }

  /// Runs a body while another thread runs the rival's.
  static func beside<Result>(_ rival: @escaping () -> Void, _ body: () throws -> Result) throws -> Result {
    isWanted.store(true, ordering: .relaxed)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(rival))
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else { throw TenantError(.internalFault, "no thread: \(code)") }
    defer {
      isWanted.store(false, ordering: .relaxed)
      pthread_join(thread, nil)
    }
    return try body()
  }

  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// The other process: decides on the limits of the first hundred tenants until it is ended.
  static func decide(store: String) throws {
    let runtime = try EnforcementRuntime(store: .path(store))
    let handles = try SampleStore.scopes(of: runtime, at: store).prefix(100).map {
      $0.quotas.handle(QuotaBenchmark.Limits().rate)
    }
    isWanted.store(true, ordering: .relaxed)
    AnsweringProcess.answer(0)
    decide(handles)
  }

  /// The other process: has served every tenant, and waits; it tells its resident kilobytes and the millionths of a core that it
  /// uses.
  static func idle(store: String) throws {
    let runtime = try EnforcementRuntime(store: .path(store))
    let limits = QuotaBenchmark.Limits()
    for scope in try SampleStore.scopes(of: runtime, at: store) {
      _ = (scope.quotas.admit(limits.rate), scope.quotas.admit(limits.period))
    }
    // What is held of quotas per period is told of after ten seconds, and returned after ten more in which it was not used.
    sleep(25)
    let start = (Clock.nanoseconds(), processorNanoseconds())
    sleep(10)
    let spent = (Clock.nanoseconds() - start.0, processorNanoseconds() - start.1)
    AnsweringProcess.answer(residentKilobytes())
    AnsweringProcess.answer(spent.1 * 1_000_000 / spent.0)
    withExtendedLifetime(runtime) {}
  }

  private static func processorNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private static func residentKilobytes() -> Int64 {
    guard let stream = fopen("/proc/self/statm", "r") else { return -1 }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), stream) != nil else { return -1 }
    let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
      separator: " ")
    return (words.dropFirst().first.flatMap { Int64($0) } ?? -1) * Int64(sysconf(Int32(_SC_PAGESIZE))) / 1_024
  }
}
