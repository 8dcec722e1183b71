// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime
import TenantTestSupport

/// A process that wants more than there is of every limit, and writes down what it got.
struct TortureWorker {
  private let options: TortureOptions.Worker
  private let log: AdmissionLog

  init(_ options: TortureOptions.Worker) throws {
    self.options = options
    log = try AdmissionLog(appendingTo: options.log, life: options.life)
  }

  /// Asks until the standard input ends.
  func run() throws {
    while !hasEnded() {
      // A store that is locked, or a disk that is full, may be neither a moment later.
      guard let runtime = try? EnforcementRuntime(store: .path(options.store), options: runtimeOptions()),
        let scope = try? runtime.scope(of: TenantSelector(parsing: options.tenant))
      else {
        TortureClock.pause(microseconds: 20_000)
        continue
      }
      try ask(scope.quotas)
    }
  }

  private func runtimeOptions() -> RuntimeOptions {
    var runtime = RuntimeOptions()
    runtime.pollMilliseconds = 20
    runtime.leaseSeconds = 1
    runtime.firstLeaseMilliseconds = 50
    runtime.name = "torture"
    let (base, ppm) = (options.clockBase, options.clockPPM)
    runtime.now = {
      let time = TortureClock.wall()
      return Timestamp(microseconds: time + (time - base) / 1_000 * ppm / 1_000)
    }
    return runtime
  }

  private func ask(_ quotas: TenantQuotas) throws {
    var generator = SeededGenerator(seed: options.seed)
    let handles = try TortureLimit.allCases.filter { $0 != .user }.map { ($0.kind, quotas.handle(try $0.key)) }
    let rival = try Rival(log: log, handles: handles.filter { $0.0 == .period || $0.0 == .bucket })
    defer { rival.finish() }
    var work = try UnfinishedWork(log: log, quotas: quotas)
    let atOnce = try TortureLimit.atOnce.key
    var slots: [(slot: ConcurrencySlot, units: Int64, rounds: Int)] = []
    while !hasEnded() {
      for (kind, handle) in handles where kind != .taken {
        let units: Int64 = kind != .period && Int.random(in: 0..<8, using: &generator) == 0 ? 2 : 1
        log.admit(kind, handle, units: units)
      }
      work.ask(&generator)
      for _ in 0..<4 {
        let units = Int64.random(in: 1...2, using: &generator)
        let before = TortureClock.monotonic()
        if let slot = quotas.acquire(atOnce, units: units).slot {
          let after = TortureClock.monotonic()
          log.append(.taken, units: units, before: before, after: after, token: slot.token)
          slots.append((slot, units, Int.random(in: 0..<3, using: &generator)))
        }
        for index in slots.indices.reversed() {
          slots[index].rounds -= 1
          guard slots[index].rounds < 0 else { continue }
          let (slot, units, _) = slots.remove(at: index)
          // The right stands, if it does, from when it was taken to the clock that is read before it is looked at.
          let before = TortureClock.monotonic()
          let kind: Admission.Kind = slot.isValid ? .released : .lost
          log.append(kind, units: units, before: before, after: TortureClock.monotonic(), token: slot.token)
          slot.release()
        }
      }
      TortureClock.pause(microseconds: Int64.random(in: 0..<300, using: &generator))
    }
    work.finish(&generator)
    for (slot, units, _) in slots {
      let before = TortureClock.monotonic()
      let kind: Admission.Kind = slot.isValid ? .released : .lost
      log.append(kind, units: units, before: before, after: TortureClock.monotonic(), token: slot.token)
      slot.release()
    }
  }

  /// Whether whoever started the process has let go of its standard input; what comes through it says how large files may be.
  private func hasEnded() -> Bool {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, 0) != 0 {
      var bytes: Int64 = 0
      let size = MemoryLayout<Int64>.size
      guard read(STDIN_FILENO, &bytes, size) == size else { return true }
      log.fill(atBytes: bytes)
    }
    return false
  }
}
