// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore

/// How many events a process publishes and delivers, and whether one tenant's flood is felt by the others.
struct EventBenchmark {
  let bench: Bench

  private static let stream: EventStreamName = "orders"
  private static let subscription: EventSubscriptionName = "reader"
  private static let publishers = 64
  private static let data = Array(repeating: UInt8(ascii: "x"), count: 1_024)

  func run() async throws -> [Figure] {
    var figures: [Figure] = []
    for tenants in [1, 100, 10_000] where tenants <= 100 || bench.scale == 1 {
      for isSealed in [true, false] { figures += try await durable(tenants: tenants, isSealed: isSealed) }
      figures.append(try await memory(tenants: tenants))
    }
    return figures + (try await fairness())
  }

  /// A store whose tenants have a subscription each, and a runtime over it.
  private func open(_ name: String, tenants: Int, isSealed: Bool) throws -> (EnforcementRuntime, [TenantScope]) {
    let path = bench.path(name)
    try SampleStore.create(at: path, tenants: tenants)
    _ = try MasterKey.create(file: path + ".master-key")
    let store = try StateStore(opening: path, access: .readWriteReplayable)
    try store.write(Change(actor: "benchmark", time: SampleStore.session().now())) { writer in
      var ids: [TenantID] = []
      try writer.forEachTenant(TenantFilter()) {
        ids.append($0.id)
        return true
      }
      for id in ids {
        let subscription = EventSubscription(
          name: Self.subscription, stream: Self.stream, pattern: ">", createdAt: writer.change.time)
        try writer.insert(subscription, of: id)
        if isSealed { _ = try writer.makeRoot(of: id, incarnation: 1, with: MasterKey(file: path + ".master-key")) }
      }
    }
    var options = RuntimeOptions()
    options.sealsEvents = isSealed
    let runtime = try EnforcementRuntime(store: .path(path), options: options)
    return (runtime, try SampleStore.scopes(of: runtime, at: path))
  }

  private func durable(tenants: Int, isSealed: Bool) async throws -> [Figure] {
    let (runtime, scopes) = try open("events-\(tenants)-\(isSealed).db", tenants: tenants, isSealed: isSealed)
    let count = 20_000 / bench.scale
    let kind = "\(tenants) tenants, \(isSealed ? "sealed" : "clear")"
    let single = try await rate(of: count) {
      try await withThrowingDiscardingTaskGroup { group in
        for publisher in 0..<Self.publishers {
          group.addTask {
            for number in stride(from: publisher, to: count, by: Self.publishers) {
              let scope = scopes[number % scopes.count]
              try await scope.run {
                let draft = EventDraft(type: "bench", subject: "order.paid", data: Self.data)
                _ = try await scope.events.stream(Self.stream).publish(draft)
              }
            }
          }
        }
      }
    }
    let batched = try await rate(of: count) {
      for number in 0..<(count / 100) {
        let scope = scopes[number % scopes.count]
        try await scope.run {
          let draft = EventDraft(type: "bench", subject: "order.paid", data: Self.data)
          _ = try await scope.events.stream(Self.stream).publish(Array(repeating: draft, count: 100))
        }
      }
    }
    var options = EventConsumerOptions()
    options.concurrency = 256
    options.perTenant = 256
    let consumer = try runtime.consumer(of: Self.subscription, options: options) { _ in }
    let delivered = try await rate(of: 2 * count) {
      var left = 2 * count
      while left > 0 {
        let served = try await consumer.runOnce()
        guard served > 0 else { throw TenantError(.internalFault, "\(left) events were not delivered") }
        left -= served
      }
    }
    return [
      Figure(
        benchmark: "events", subject: "publish durably, \(kind)", value: single, unit: "events/s",
        note: "1 KB each, \(Self.publishers) publishers that wait for the disk"),
      Figure(
        benchmark: "events", subject: "publish durably by the hundred, \(kind)", value: batched, unit: "events/s"),
      Figure(
        benchmark: "events", subject: "deliver and finish, \(kind)", value: delivered, unit: "events/s",
        note: "256 at once, each finished durably"),
    ]
  }

  private func memory(tenants: Int) async throws -> Figure {
    let (runtime, scopes) = try open("events-memory-\(tenants).db", tenants: tenants, isSealed: false)
    let count = 200_000 / bench.scale
    let feeds = try scopes.map { scope in try scope.run { try scope.events.memory(Self.stream).subscribe() } }
    let value = try await rate(of: count) {
      for number in 0..<count {
        let place = number % scopes.count
        try await scopes[place].run {
          try scopes[place].events.memory(Self.stream).publish(
            EventDraft(type: "bench", subject: "order.paid", data: Self.data))
          _ = try await feeds[place].next()
        }
      }
    }
    // Without its last reference it would have been closed.
    runtime.close()
    return Figure(
      benchmark: "events", subject: "publish and deliver in memory, \(tenants) tenants", value: value, unit: "events/s",
      note: "one task that does both")
  }

  private func rate(of count: Int, _ body: () async throws -> Void) async rethrows -> Double {
    let start = Clock.nanoseconds()
    try await body()
    return Double(count) / (Double(Clock.nanoseconds() - start) / 1e9)
  }

  /// How long the events of quiet tenants take from their publishing to their handler, alone and beside a loud one.
  private func fairness() async throws -> [Figure] {
    let tenants = 10_000 / bench.scale
    let (runtime, scopes) = try open("events-fairness.db", tenants: tenants, isSealed: true)
    // Each new subscription is looked at once, whether it has anything or not; that is no part of what is measured.
    try await runtime.consumer(of: Self.subscription) { _ in }.runOnce()
    let alone = try await latencies(runtime, scopes, loud: 0)
    let hundredfold = try await latencies(runtime, scopes, loud: 1)
    let flooded = try await latencies(runtime, scopes, loud: 100)
    func figure(_ subject: String, _ samples: [Double]) -> Figure {
      Figure(
        benchmark: "events", subject: "p99 of \(tenants - 1) quiet tenants, \(subject)",
        value: Samples.quantile(samples, 0.99), unit: "ms", reference: Samples.quantile(alone, 0.99),
        note: "p50 \(Int(Samples.quantile(samples, 0.5) * 1_000)) µs, \(samples.count) events; reference: alone")
    }
    return [
      figure("alone", alone), figure("one at 100 times their rate", hundredfold),
      figure("one at 10,000 times their rate", flooded),
    ]
  }

  // `loud` is by how many hundred times the rate of a quiet tenant the loud one publishes.
  private func latencies(_ runtime: EnforcementRuntime, _ scopes: [TenantScope], loud: Int) async throws -> [Double] {
    // A quiet tenant publishes once in forty seconds, so all of them publish about 250 times a second.
    let seconds = 12 / (bench.scale == 1 ? 1 : 4)
    let interval = 40_000_000_000 / scopes.count
    let samples = SampleList()
    let noisy = scopes[0].tenant.id
    var options = EventConsumerOptions()
    options.concurrency = 32
    options.perTenant = 4
    let consumer = try runtime.consumer(of: Self.subscription, options: options) { delivery in
      guard try TenantScope.current.tenant.id != noisy else { return }
      let sent = Int64(String(decoding: delivery.event.data, as: UTF8.self)) ?? 0
      samples.append(Double(Clock.nanoseconds() - sent) / 1e6)
    }
    let running = Task { try await consumer.run() }
    let flood = Task {
      guard loud > 0 else { return }
      let size = loud == 1 ? 1 : 25
      while !Task.isCancelled {
        let start = Clock.nanoseconds()
        try? await scopes[0].run {
          let draft = EventDraft(type: "bench", subject: "order.paid", data: Self.data)
          _ = try await scopes[0].events.stream(Self.stream).publish(Array(repeating: draft, count: size))
        }
        let pause = 40_000_000_000 / Int64(100 * loud) * Int64(size) - (Clock.nanoseconds() - start)
        if pause > 0 { try? await Task.sleep(for: .nanoseconds(pause)) }
      }
    }
    try await withThrowingDiscardingTaskGroup { group in
      let start = Clock.nanoseconds()
      for number in 0..<(seconds * 1_000_000_000 / interval) {
        let due = start + Int64(number * interval)
        let pause = due - Clock.nanoseconds()
        if pause > 0 { try await Task.sleep(for: .nanoseconds(pause)) }
        let scope = scopes[1 + number * 7_919 % (scopes.count - 1)]
        group.addTask {
          try await scope.run {
            let draft = EventDraft(
              type: "bench", subject: "order.paid", data: Array(String(Clock.nanoseconds()).utf8))
            _ = try await scope.events.stream(Self.stream).publish(draft)
          }
        }
      }
    }
    flood.cancel()
    await flood.value
    let sent = seconds * 1_000_000_000 / interval
    while samples.count < sent { try await Task.sleep(for: .milliseconds(10)) }
    running.cancel()
    try await running.value
    return samples.all
  }
}

/// Measurements that many tasks add to.
private final class SampleList: @unchecked Sendable {
  // Only touched between lock and unlock.
  private var samples: [Double] = []
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  var all: [Double] { locked { samples } }
  var count: Int { locked { samples.count } }
  func append(_ sample: Double) { locked { samples.append(sample) } }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
