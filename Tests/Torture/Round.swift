// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport

/// One store, its workers, and what is done to them for a while.
final class Round {
  private let scenario: Scenario
  private let store: TortureStore
  private let workers: [WorkerProcess]
  private var generator: SeededGenerator
  private var acts = 0
  /// When the file of limits was lost, by the monotonic clock, and when it may be lost again.
  private var losses: [Int64] = []
  private var nextLossAt: Int64 = 0
  private let gathering: Gathering
  private var violations: [String] = []

  init(_ scenario: Scenario, in folder: TemporaryFolder, processes: Int, seed: UInt64) throws {
    self.scenario = scenario
    generator = SeededGenerator(seed: seed)
    // Without mischief the limit stays, and all of it must be used in the time there is.
    let store = try TortureStore(
      in: folder, limits: TortureLimits(period: scenario.isExact ? 20_000 : 500, user: scenario.isExact ? 1_000 : 200),
      seed: generator.next())
    self.store = store
    gathering = Gathering(store: store.path)
    if scenario.mischief.contains(.powerLoss) { try PowerLoss.watch(store.path) }
    let base = TortureClock.wall()
    workers = try (0..<processes).map { index in
      // A third of the wall clocks is right, and the others drift apart.
      try TortureStore.started(
        WorkerProcess(
          store: store.path, log: folder.file("admissions-\(index)"), seed: seed &* 1_000 &+ UInt64(index) &* 100,
          clockBase: base, clockPPM: Int64(index % 3 - 1) * 1_000))
    }
  }

  /// Runs the round.
  ///
  /// - Parameter seconds: How long mischief is done.
  /// - Returns: What was found in a few words, and every limit that was passed.
  /// - Throws: ``TenantError`` where workers cannot be started, or what they wrote cannot be read.
  func run(seconds: Double) throws -> (summary: String, violations: [String]) {
    let end = TortureClock.monotonic() + Int64(seconds * 1_000_000_000)
    while TortureClock.monotonic() < end {
      TortureClock.pause(microseconds: Int64.random(in: 5_000...100_000, using: &generator))
      try relent()
      for worker in workers {
        guard let failure = worker.failure() else { continue }
        violations.append(failure)
        try worker.start()
      }
      guard let act = scenario.mischief.randomElement(using: &generator) else { continue }
      acts += 1
      try perform(act)
      // Always a little more, so that everybody asks the store all the time.
      if act != .change { raise() }
    }
    try finish()
    let checker = AdmissionChecker(
      scenario: scenario, limits: store.greatest, logs: try workers.map { try AdmissionLog.read($0.log) },
      losses: losses, accounts: try store.accounts())
    return ("\(acts) acts; \(checker.summary)", violations + checker.violations())
  }

  private func raise() {
    var limits = store.limits
    // Mostly so little that it is handed out unit by unit; sometimes so much that holders have a lot in hand.
    let isMuch = Int.random(in: 0..<4, using: &generator) == 0
    limits.period += Int64.random(in: isMuch ? 2_000...20_000 : 1...200, using: &generator)
    limits.user += Int64.random(in: 0...50, using: &generator)
    // A store that takes no change now takes the next one.
    try? store.set(limits, changed: [.period, .user])
  }

  private func perform(_ act: Mischief) throws {
    guard let worker = workers.randomElement(using: &generator) else { return }
    let now = TortureClock.monotonic()
    switch act {
    case .kill:
      worker.kill()
      try worker.start()
    case .pause:
      if !worker.isStopped { worker.stop(until: now + Int64.random(in: 1_200...2_500, using: &generator) * 1_000_000) }
    case .longPause:
      // Some have to go on, for nobody else could take what those who are stopped have lost.
      guard !worker.isStopped, workers.count(where: \.isStopped) < workers.count / 2 else { return }
      worker.stop(until: now + Int64.random(in: 5_200...6_500, using: &generator) * 1_000_000)
    case .lock: try? store.lock(microseconds: Int64.random(in: 100_000...3_000_000, using: &generator))
    case .fill:
      let size = FileCheck.size("\(store.path)-wal") ?? 0
      worker.fill(
        atBytes: Int64.random(in: 0...max(size, 1) + 20_000, using: &generator),
        until: now + Int64.random(in: 50...1_500, using: &generator) * 1_000_000)
    case .change:
      var limits = store.limits
      limits.period = max(0, limits.period + Int64.random(in: -400...500, using: &generator))
      limits.user = max(0, limits.user + Int64.random(in: -100...120, using: &generator))
      limits.bucket = 50 * Int64.random(in: 1...3, using: &generator)
      limits.hard = 30 * Int64.random(in: 1...3, using: &generator)
      limits.rolling = 40 * Int64.random(in: 1...3, using: &generator)
      limits.atOnce = Int64.random(in: 2...6, using: &generator)
      try? store.set(limits)
    case .remove, .truncate:
      // One after the other: who has not come over yet would not know what was counted in the file between.
      guard now >= nextLossAt, gathering.isComplete(workers.map(\.processID)) else { return }
      let loss = TortureClock.monotonic()
      losses.append(loss)
      // Sometimes so soon that nobody may hold anything anew yet.
      nextLossAt = loss + Int64.random(in: 1_500...8_000, using: &generator) * 1_000_000
      if act == .remove {
        unlink("\(store.path)-limits")
      } else {
        let size = FileCheck.size("\(store.path)-limits") ?? 0
        let end = Bool.random(using: &generator) ? 0 : Int.random(in: 0...Int(size), using: &generator)
        truncate("\(store.path)-limits", end)
      }
    case .powerLoss: try losePower()
    }
  }

  private func losePower() throws {
    for worker in workers { worker.stop(until: .max) }
    for worker in workers { worker.awaitStop() }
    let loss = try PowerLoss(of: store.path, using: &generator)
    for worker in workers { worker.kill() }
    try loss.restore()
    for worker in workers { try worker.start() }
  }

  /// Lets go on who was stopped long enough.
  private func relent() throws {
    let now = TortureClock.monotonic()
    for worker in workers {
      if let time = worker.resumesAt, time <= now { worker.resume() }
      if let time = worker.emptiesAt, time <= now { worker.empty() }
    }
  }

  /// Lets everybody use up what is left, and ends.
  private func finish() throws {
    for worker in workers {
      if worker.isStopped { worker.resume() }
      worker.empty()
    }
    TortureClock.pause(microseconds: 500_000)
    if scenario.isExact { try awaitAll() }
    for worker in workers { worker.dismiss() }
    for worker in workers {
      if let failure = worker.finish() { violations.append(failure) }
    }
  }
}

extension Round {
  /// How long nothing may go on at all before that is a fault, in nanoseconds; a slow machine is none.
  private static let patience: Int64 = 60_000_000_000

  /// Waits until all of the limit per period was admitted, for as long as more and more is.
  private func awaitAll() throws {
    var tails = workers.map { AdmissionLog.Tail($0.log) }
    var admitted: Int64 = 0
    var progressAt = TortureClock.monotonic()
    var openWork = 0
    while admitted < store.limits.period || openWork > 0, TortureClock.monotonic() - progressAt < Self.patience {
      var more: Int64 = 0
      for index in tails.indices {
        for admission in try tails[index].next() {
          more += admission.periodUnits
          openWork += admission.openWork
        }
      }
      if more != 0 { progressAt = TortureClock.monotonic() }
      admitted += more
      TortureClock.pause(microseconds: 20_000)
    }
  }
}

extension TortureStore {
  fileprivate static func started(_ worker: WorkerProcess) throws -> WorkerProcess {
    try worker.start()
    return worker
  }
}
