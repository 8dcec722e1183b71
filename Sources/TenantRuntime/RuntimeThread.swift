// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// A thread on which a runtime waits; its own, because waiting must not take one of the tasks' few.
struct RuntimeThread: Sendable {
  private let thread: pthread_t

  init(_ body: @escaping @Sendable () -> Void) throws {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body))
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw TenantError(
        .internalFault, "no thread can be started: \(String(cString: strerror(code)))",
        hint: "raise the process's limit of threads")
    }
    self.thread = thread
  }

  /// Runs a body on a thread of its own, and lets the task wait without holding one.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      do {
        let thread = try RuntimeThread { continuation.resume(with: Swift.Result(catching: body)) }
        pthread_detach(thread.thread)
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  /// Waits until the thread has ended.
  func join() {
    pthread_join(thread, nil)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }
}
