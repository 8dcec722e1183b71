// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime

/// Publishes and consumes until it kills itself at a given point, is killed, or has nothing left to do.
///
/// usage: event-worker STORE NAME POINT SHIFT: what it is called, the point at which it kills itself, or 0, and by how many
/// seconds its clock is ahead. With POINT 0 it publishes nothing, and ends when nothing is left to consume.
final class Points: @unchecked Sendable {
  // Only this process's own counter, between lock and unlock.
  private var passed = 0
  private let deadly: Int
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(deadly: Int) {
    self.deadly = deadly
    pthread_mutex_init(lock, nil)
  }

  func pass() {
    pthread_mutex_lock(lock)
    passed += 1
    if passed == deadly { kill(getpid(), SIGKILL) }
    pthread_mutex_unlock(lock)
  }

  func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}

/// What the process does.
enum EventWorker {
  static func run(store: String, name: String, point: Int, shift: Int64) async throws {
    let points = Points(deadly: point)
    var options = RuntimeOptions()
    options.pollMilliseconds = 10
    options.now = {
      Timestamp(microseconds: RuntimeOptions.systemTime().microseconds + shift * 1_000_000)
    }
    let runtime = try await EnforcementRuntime(store: .path(store), options: options)
    let consumer = try consumer(of: runtime, points)
    guard point > 0 else {
      while try await consumer.runOnce() > 0 {}
      return
    }
    let running = Task { try await consumer.run() }
    for number in 0..<1_000 {
      for slug in ["acme", "globex"] {
        try await publish("\(name)-\(number)", key: "k\(number % 3)", of: slug, runtime, points)
      }
    }
    running.cancel()
    try await running.value
  }

  private static func consumer(of runtime: EnforcementRuntime, _ points: Points) throws -> EventConsumer {
    var options = EventConsumerOptions()
    options.leaseSeconds = 1
    return try runtime.consumer(of: "reader", options: options) { delivery in
      points.pass()
      try await delivery.finish { transaction in
        // Without an id of its own, so that an effect that happens twice is seen twice.
        var result = EventDraft(type: "result", subject: "result", data: Array(delivery.event.id.rawValue.utf8))
        result.key = delivery.event.key
        try transaction.publish([result], to: "results")
        points.pass()
      }
      points.pass()
    }
  }

  private static func publish(
    _ id: String, key: String, of slug: String, _ runtime: EnforcementRuntime, _ points: Points
  ) async throws {
    let scope = try runtime.scope(of: .slug(Slug(parsing: slug)))
    var draft = EventDraft(type: "test", subject: "order.paid", data: [], key: try EventKey(parsing: key))
    draft.id = try EventID(parsing: id)
    let event = draft
    try await scope.run {
      points.pass()
      _ = try await scope.events.transaction { transaction in
        let receipts = try transaction.publish([event], to: "orders")
        points.pass()
        return receipts
      }
      points.say("\(slug) \(id)")
      points.pass()
    }
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let point = Int(arguments[3]), let shift = Int64(arguments[4]) else { exit(2) }
try await EventWorker.run(store: arguments[1], name: arguments[2], point: point, shift: shift)
