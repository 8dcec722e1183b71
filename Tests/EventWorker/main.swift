// SPDX-License-Identifier: Apache-2.0

import DeadlyWrites
import Glibc
import TenantModel
import TenantRuntime

/// Publishes and consumes until it kills itself before a given write, is killed, or has nothing left to do.
///
/// usage: event-worker STORE NAME EVENTS WRITE SHIFT: what it is called, how many events it publishes for each tenant, the
/// write before which it kills itself, or 0, and by how many seconds its clock is ahead. Each line of its output acknowledges
/// an event.
struct EventWorker {
  private let runtime: EnforcementRuntime
  private let consumer: EventConsumer

  init(store: String, shift: Int64) async throws {
    var options = RuntimeOptions()
    options.pollMilliseconds = 10
    options.now = {
      Timestamp(microseconds: RuntimeOptions.systemTime().microseconds + shift * 1_000_000)
    }
    runtime = try await EnforcementRuntime(store: .path(store), options: options)
    var consuming = EventConsumerOptions()
    consuming.leaseSeconds = 1
    consumer = try runtime.consumer(of: "reader", options: consuming) { delivery in
      try await delivery.finish { transaction in
        // Without an id of its own, so that an effect that happens twice is seen twice.
        var result = EventDraft(type: "result", subject: "result", data: Array(delivery.event.id.rawValue.utf8))
        result.key = delivery.event.key
        try transaction.publish([result], to: "results")
      }
    }
  }

  func run(name: String, events: Int) async throws {
    for number in 0..<events {
      for slug in ["acme", "globex"] { try await publish("\(name)-\(number)", key: "k\(number % 3)", of: slug) }
      try await consumer.runOnce()
    }
    while try await consumer.runOnce() > 0 {}
    runtime.close()
  }

  private func publish(_ id: String, key: String, of slug: String) async throws {
    let scope = try runtime.scope(of: .slug(Slug(parsing: slug)))
    var draft = EventDraft(type: "test", subject: "order.paid", data: [], key: try EventKey(parsing: key))
    draft.id = try EventID(parsing: id)
    let event = draft
    _ = try await scope.run {
      try await scope.events.transaction { try $0.publish([event], to: "orders") }
    }
    let line = Array("\(slug) \(id)\n".utf8)
    _ = write(STDOUT_FILENO, line, line.count)
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 6, let events = Int(arguments[3]), let deadly = Int(arguments[4]),
  let shift = Int64(arguments[5])
else { exit(2) }
if deadly > 0 { deadly_writes_arm(deadly) }
try await EventWorker(store: arguments[1], shift: shift).run(name: arguments[2], events: events)
