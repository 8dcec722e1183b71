// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel
import TenantStore

/// The thread that renews leases ahead of need, tells the store what was spent, and returns what is not needed.
///
/// It serves everybody who wants it in one transaction, so one commit pays for many tenants. Requests never wait for it, except
/// those of a tenant that holds nothing yet.
final class LeaseKeeper: Sendable {
  struct Settings: Sendable {
    let path: String
    /// How long another process's lock is waited for, in milliseconds.
    let busyTimeoutMilliseconds: Int32
    /// How long units may be spent without a word from the store, in nanoseconds.
    let lifetime: Int64
    /// How long a request may wait for a first lease.
    let patience: Duration
    let now: @Sendable () -> Timestamp

    init(path: String, _ options: RuntimeOptions) {
      self.path = path
      busyTimeoutMilliseconds = options.busyTimeoutMilliseconds
      lifetime = Int64(options.leaseSeconds) * 1_000_000_000
      patience = .milliseconds(options.firstLeaseMilliseconds)
      now = options.now
    }
  }

  private struct Desk {
    var wanted: [UInt: QuotaControl] = [:]
    var rounds: Int64 = 0
    var isClosed = false
    var hasEnded = false
    /// When the next renewal is due, by the boot clock.
    var due: Int64 = .max
    /// Limits that have counted in shadow what the store was not told, and when it is to be told.
    var counting: [UInt: QuotaControl] = [:]
    var countsDue: Int64 = .max
  }

  let settings: Settings
  private let desk = Monitor(Desk())
  /// When the store was lost, by the boot clock; 0 while it can be reached.
  private let lost = Atomic<Int64>(0)

  init(_ settings: Settings) {
    self.settings = settings
  }

  /// When the outage began, by the boot clock; `nil` while the store can be reached.
  ///
  /// Later failures of one outage do not begin it anew.
  var lostAt: Int64? {
    let lostAt = lost.load(ordering: .acquiring)
    return lostAt == 0 ? nil : lostAt
  }

  /// Asks the keeper to come by.
  ///
  /// - Returns: Whether it can: not while the store cannot be reached, nor after the end.
  @discardableResult
  func need(_ control: QuotaControl) -> Bool {
    guard control.leases.ask() else { return lostAt == nil }
    return desk.change { desk in
      guard !desk.hasEnded else { return false }
      desk.wanted[control.identity] = control
      return lostAt == nil
    }
  }

  /// How long the store is left without word of what was counted in shadow at most, in nanoseconds.
  private static let countInterval: Int64 = 2_000_000_000

  /// Lets the store be told what a limit has counted in shadow, soon and not at once.
  func expectCounts(of control: QuotaControl) {
    desk.change { desk in
      guard !desk.hasEnded else { return }
      desk.counting[control.identity] = control
      if desk.countsDue == .max { desk.countsDue = LeaseBank.now().addingSaturating(Self.countInterval) }
    }
  }

  /// Tells the store what was counted in shadow, where it is time to.
  private func tellCounts(_ rounds: inout LeaseRounds, isClosing: Bool) {
    let counting = desk.withLock { desk -> [QuotaControl] in
      guard isClosing || desk.countsDue <= LeaseBank.now() else { return [] }
      defer {
        desk.counting = [:]
        desk.countsDue = .max
      }
      return Array(desk.counting.values)
    }
    guard !counting.isEmpty, !rounds.tellCounts(of: counting) else { return }
    for control in counting { expectCounts(of: control) }
  }

  /// Waits for the keeper's rounds until a condition holds, as long as the options allow.
  func wait(until condition: () -> Bool) {
    guard settings.patience > .zero else { return }
    _ = desk.wait(atMost: settings.patience) { desk in desk.hasEnded || condition() }
  }

  /// How many rounds the keeper has made.
  var round: Int64 { desk.withLock { $0.rounds } }

  /// Waits for a round after the given one, as long as the options allow.
  func wait(past round: Int64) {
    _ = desk.wait(atMost: settings.patience) { $0.hasEnded || $0.rounds > round }
  }

  /// Keeps the leases until the runtime is closed; the body of a thread.
  func keep() {
    var rounds = LeaseRounds(settings)
    while true {
      let due = desk.withLock { min($0.due, $0.countsDue) }
      let wait = max(0, min(due - LeaseBank.now(), 60_000_000_000))
      _ = desk.wait(atMost: .nanoseconds(wait)) { !$0.wanted.isEmpty || $0.isClosed || $0.countsDue < due }
      let (wanted, isClosed) = desk.withLock { desk in
        defer { desk.wanted = [:] }
        return (Array(desk.wanted.values), desk.isClosed)
      }
      for control in wanted { control.leases.heard() }
      let outcome = rounds.serve(wanted, isClosing: isClosed)
      note(outcome)
      tellCounts(&rounds, isClosing: isClosed)
      desk.change { desk in
        desk.rounds += 1
        desk.due = rounds.due
        desk.hasEnded = isClosed
      }
      if isClosed { return }
    }
  }

  private func note(_ fault: TenantError?) {
    if fault == nil {
      lost.store(0, ordering: .releasing)
    } else if lost.load(ordering: .acquiring) == 0 {
      lost.store(max(1, LeaseBank.now()), ordering: .releasing)
    }
  }

  /// Returns what is held and ends; the thread's last round.
  func close() {
    desk.change { $0.isClosed = true }
  }
}
