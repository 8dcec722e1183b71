// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Where a process writes its events: a thread of its own, which commits many small changes together.
///
/// Whoever wants something changed waits in the queue of its tenant, and tenants take turns by the weight of their tiers:
/// one that floods its queue fills that alone. A change that fails leaves the others of its transaction untouched.
final class EventDesk: Sendable {
  /// Something to be changed.
  final class Job: Sendable {
    let perform: @Sendable (StoreWriter, inout EventKeyring) -> Void
    /// Told once the change is on the disk, or why it is not.
    let conclude: @Sendable (TenantError?) -> Void

    init(
      perform: @escaping @Sendable (StoreWriter, inout EventKeyring) -> Void,
      conclude: @escaping @Sendable (TenantError?) -> Void
    ) {
      self.perform = perform
      self.conclude = conclude
    }
  }

  struct Settings {
    let path: String
    let busyTimeoutMilliseconds: Int32
    let pollMilliseconds: Int32
    let masterKeyFile: String
    let sealsEvents: Bool
    let region: Region?
    let now: @Sendable () -> Timestamp
    /// Counts what is refused; `nil` in tests that do not ask.
    let counters: IsolationCounters?
    let transactionMilliseconds: Int32
    let ticks: @Sendable () -> Int64

    init(path: String, _ options: RuntimeOptions, counters: IsolationCounters? = nil) {
      self.path = path
      busyTimeoutMilliseconds = options.busyTimeoutMilliseconds
      pollMilliseconds = options.pollMilliseconds
      masterKeyFile = options.masterKeyFile ?? RuntimeOptions.usualMasterKeyFile(store: path)
      sealsEvents = options.sealsEvents
      region = options.region
      now = options.now
      self.counters = counters
      transactionMilliseconds = options.eventTransactionMilliseconds
      ticks = options.ticks
    }
  }

  fileprivate struct Queue {
    var jobs: [TenantID?: [Job]] = [:]
    var turns = DeficitRoundRobin<TenantID?>()
    /// Tenants that were changed, whose keys are read anew.
    var changed: Set<TenantID> = []
    var isStarted = false
    var isClosed = false
    var isEmpty: Bool { jobs.isEmpty }
  }

  /// How many changes of one tenant may wait.
  static let capacity = 1_024
  /// How many changes are committed together at most, so that nobody waits long for those before.
  private static let batch = 128

  let settings: Settings
  /// Rings when a change may have given consumers something to do.
  let bell = EventBell()
  private let queue = Monitor(Queue())
  private let thread = Monitor<RuntimeThread?>(nil)

  init(_ settings: Settings) {
    self.settings = settings
  }

  /// Changes the store in a transaction that many may share.
  ///
  /// - Parameters:
  ///   - tenant: In whose turn; `nil` is that of the runtime itself.
  ///   - weight: Weight of the tenant's tier.
  ///   - body: The change; where it fails, nothing of it is left.
  /// - Returns: What the body returned, once it is on the disk.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventBacklogFull`` where too many of the tenant's changes wait,
  ///   ``TenantErrorCode/runtimeClosed``, one about the store, or what the body throws.
  func change<Value: Sendable>(
    for tenant: TenantID?, weight: Int64, _ body: @escaping @Sendable (StoreWriter, inout EventKeyring) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit(for: tenant, weight: weight, body) { continuation.resume(with: $0) }
    }
  }

  /// As ``change(for:weight:_:)``, without waiting.
  ///
  /// - Parameters:
  ///   - tenant: In whose turn; `nil` is that of the runtime itself.
  ///   - weight: Weight of the tenant's tier.
  ///   - body: The change; where it fails, nothing of it is left.
  ///   - conclude: Told what the body returned, once it is on the disk, or why it is not.
  func submit<Value: Sendable>(
    for tenant: TenantID?, weight: Int64,
    _ body: @escaping @Sendable (StoreWriter, inout EventKeyring) throws -> Value,
    conclude: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    let outcome = Monitor<Result<Value, any Error>>(.failure(TenantError(.internalFault, "a change was not made")))
    let job = Job(
      perform: { writer, keyring in
        let result = Result { try writer.nested { try keyring.part { try body(writer, &$0) } } }
        outcome.withLock { $0 = result }
      },
      conclude: { fault in conclude(fault.map { .failure($0) } ?? outcome.withLock { $0 }) })
    do {
      try enqueue(job, for: tenant, weight: weight)
    } catch {
      conclude(.failure(error))
    }
  }

  private func enqueue(_ job: Job, for tenant: TenantID?, weight: Int64) throws {
    let mustStart = try queue.change { queue in
      guard !queue.isClosed else {
        throw TenantError(.runtimeClosed, "the runtime was closed", hint: "keep it open as long as requests are served")
      }
      guard queue.jobs[tenant, default: []].count < Self.capacity else {
        throw TenantError(
          .eventBacklogFull, "\(Self.capacity) changes of the tenant wait for the store already",
          hint: "await some of them before the next; nothing was changed")
      }
      queue.jobs[tenant, default: []].append(job)
      queue.turns.insert(tenant, weight: weight)
      defer { queue.isStarted = true }
      return !queue.isStarted
    }
    // Nobody who publishes nothing pays for the thread.
    if mustStart { try start() }
  }

  /// Starts the thread where there is none.
  private func start() throws {
    try thread.withLock { thread in
      if thread == nil { thread = try RuntimeThread { [self] in work() } }
    }
  }

  /// Serves the queue until the runtime is closed and nothing waits; the body of the thread.
  private func work() {
    var writer = EventWriter(settings)
    while true {
      _ = queue.wait(atMost: .milliseconds(Int64(settings.pollMilliseconds))) { !$0.isEmpty || $0.isClosed }
      let (jobs, changed, isClosed) = queue.withLock { queue in
        defer { queue.changed = [] }
        return (queue.take(Self.batch), queue.changed, queue.isClosed)
      }
      if isClosed, jobs.isEmpty { break }
      writer.forgetKeys(of: changed)
      if !jobs.isEmpty { writer.write(jobs) }
      writer.forward()
      bell.ring()
    }
    bell.ring()
  }

  /// Forgets the keys of tenants that were changed, at the thread's next look at the queue.
  func forgetKeys(of tenants: Set<TenantID>) {
    queue.withLock { if $0.isStarted { $0.changed.formUnion(tenants) } }
  }

  /// Lets what waits be done, and takes nothing more.
  func close() {
    queue.change { $0.isClosed = true }
    thread.withLock { $0 }?.join()
  }
}

extension EventDesk.Queue {
  /// Takes the next changes out, in the turns of their tenants.
  fileprivate mutating func take(_ limit: Int) -> [EventDesk.Job] {
    var taken: [EventDesk.Job] = []
    var counts: [TenantID?: Int] = [:]
    while taken.count < limit {
      let next = turns.next { tenant in jobs[tenant].flatMap { $0.count > counts[tenant, default: 0] ? 1 : nil } }
      guard let tenant = next, let job = jobs[tenant]?[counts[tenant, default: 0]] else { break }
      taken.append(job)
      counts[tenant, default: 0] += 1
    }
    for (tenant, count) in counts {
      jobs[tenant]?.removeFirst(count)
      if jobs[tenant]?.isEmpty == true { jobs[tenant] = nil }
    }
    return taken
  }
}
