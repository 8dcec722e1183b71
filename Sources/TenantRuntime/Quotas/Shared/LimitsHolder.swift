// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The mapped file that a runtime uses now, and its entry in the register.
///
/// It is exchanged where the file was removed, cut off or replaced; while none can be had, the failure policies decide.
final class LimitsHolder: Sendable {
  fileprivate struct State {
    var file: LimitsFile?
    /// The file that was last used, also after it was lost.
    var latest: LimitsFile?
    var member: RuntimeMembership?
    var fault: TenantError?
    /// When the file was lost, by the monotonic clock.
    var lostAt: Int64?
    /// How many runtimes were alive when that was last known.
    var livingRuntimes = 1
    var lastBeat: Int64 = 0
    /// How often the file was exchanged, and up to which exchange all limits have gone along.
    var exchanges = 0
    var followed = 0
    /// What the boundary between tenants had refused when the file was last told.
    var told = IsolationCounts()
    /// What else had been refused then.
    var toldRefusals = RefusalCounts()
    /// Grows with each pause after which what was held is void.
    var generation: Int64 = 1
  }

  private let store: String
  private let storeID: String
  private let name: String
  private let startedAt: Timestamp
  private let reloadMilliseconds: Int64
  private let state: Monitor<State>

  /// - Parameters:
  ///   - store: Path of the store.
  ///   - storeID: Identity of the store.
  ///   - name: What the service is called.
  ///   - startedAt: When the runtime was opened.
  ///   - reloadMilliseconds: How long at most until it looks for changes by itself; 0 where that is not known.
  init(store: String, storeID: String, name: String, startedAt: Timestamp, reloadMilliseconds: Int64 = 0) {
    self.store = store
    self.storeID = storeID
    self.name = name
    self.startedAt = startedAt
    self.reloadMilliseconds = reloadMilliseconds
    state = Monitor(State())
    refresh()
  }

  /// The file; `nil` while there is none.
  var file: LimitsFile? { state.withLock { $0.file } }

  /// The runtime's entry in the register of the file.
  var member: RuntimeMembership? { state.withLock { $0.member } }

  /// Why there is no file.
  var fault: TenantError? { state.withLock { $0.fault } }

  /// How many runtimes shared the limits when that was last known, at least 1.
  var livingRuntimes: Int { state.withLock { $0.livingRuntimes } }

  /// When the file was lost, by the monotonic clock; `nil` while there is one.
  ///
  /// It is not set anew within an outage.
  var lostAt: Int64? { state.withLock { $0.lostAt } }

  /// In which generation something is held now.
  var generation: Int64 {
    state.withLock { state in
      // Whoever asks after a pause, before the thread that gives signs of life, must find out by itself.
      state.renewIfSilent(at: MonotonicClock.nanoseconds())
      return state.generation
    }
  }

  /// Whether what was taken in a generation is still held.
  func isHeld(since generation: Int64) -> Bool { generation == self.generation }

  /// A number greater than every one given before on this host, in all generations; 0 where there is no file.
  func nextToken() -> UInt64 { file?.nextSequence() ?? 0 }

  /// Gives up a file that does not work; one that somebody keeps locked does.
  func failed(_ error: any Error) {
    if let error = error as? TenantError, error.code == .storeBusy { return }
    state.withLock { $0.lose(TenantError(wrapping: error), at: MonotonicClock.nanoseconds()) }
  }

  /// Gives a sign of life, and tells whether limits may still have slots in another file than the present one.
  func follow() -> Bool {
    refresh()
    return state.withLock { !$0.isFollowed }
  }

  /// How often the file was exchanged; whoever finds all limits in the present one tells that by this number afterwards.
  var exchanges: Int { state.withLock { $0.exchanges } }

  /// Notes that all limits have gone along with the file up to an exchange, so that signs of life are given again.
  func hasFollowed(_ exchange: Int) {
    state.withLock { $0.followed = max($0.followed, exchange) }
  }

  /// Gives a sign of life, and opens the file anew where it is not the one at its path any more.
  ///
  /// - Parameter pretended: What the clock said at first, for tests.
  func refresh(at pretended: Int64? = nil) {
    state.withLock { state in
      let now = pretended ?? MonotonicClock.nanoseconds()
      state.renewIfSilent(at: now)
      if let file = state.file, file.isCurrent, !file.isDamaged { return state.beat(in: file, at: now) }
      state.file?.retire()
      do {
        let file = try LimitsFile.open(besideStore: store, storeID: storeID)
        // Before anything is taken there.
        if let latest = state.latest, !file.isSame(as: latest) { file.succeed() }
        state.latest = file
        state.member = try file.register(
          name: name, startedAt: startedAt, reloadMilliseconds: reloadMilliseconds)
        if state.lastBeat == 0 { state.lastBeat = now }
        state.file = file
        state.fault = nil
        state.lostAt = nil
        state.exchanges += 1
      } catch {
        state.lose(TenantError(wrapping: error), at: now)
      }
    }
  }

  /// Lets the last sign of life be older, for tests.
  func pretendSilence(_ nanoseconds: Int64) {
    state.withLock { state in
      state.lastBeat -= nanoseconds
      state.member?.entry.pretendBeat(at: state.lastBeat)
    }
  }

  /// Tells the register what is served.
  func publish(_ status: RuntimeStatus) {
    state.withLock { state in
      state.member?.entry.publish(
        revision: status.revision, loadedTenants: status.loadedTenants, fault: status.fault?.message)
    }
  }

  /// Tells the file what was refused, at the boundary between tenants and else; where there is none, the next one is told.
  func tell(_ counts: IsolationCounts, _ refusals: RefusalCounts) {
    state.withLock { state in
      guard counts != state.told || refusals != state.toldRefusals, let file = state.file else { return }
      file.add(counts, since: state.told)
      file.add(refusals, since: state.toldRefusals)
      (state.told, state.toldRefusals) = (counts, refusals)
    }
  }

  /// Leaves the register.
  func close() {
    state.withLock { state in
      if let member = state.member { member.entry.release(member.epoch) }
      state.member = nil
    }
  }
}

extension LimitsHolder.State {
  fileprivate var isFollowed: Bool { followed == exchanges }

  fileprivate mutating func lose(_ fault: TenantError, at now: Int64) {
    if file != nil { exchanges += 1 }
    file = nil
    member = nil
    self.fault = fault
    if lostAt == nil { lostAt = now }
  }

  /// After more silence than others wait for, what was held may have been given to them.
  fileprivate mutating func renewIfSilent(at now: Int64) {
    guard lastBeat != 0, now - lastBeat >= RuntimeEntry.lifetime else { return }
    renounce(at: now)
  }

  /// Counts nothing any more that is held.
  private mutating func renounce(at now: Int64) {
    // Also without a file, where nobody could see a sign of life.
    generation += 1
    lastBeat = now
    guard let file, let member else { return }
    let epoch = file.nextSequence()
    guard member.entry.renew(from: member.epoch, to: epoch) else {
      // Another runtime has the entry by now; this one enters anew.
      return lose(TenantError(.storeIO, "the runtime was silent, and lost its entry in '\(file.path)'"), at: now)
    }
    self.member = RuntimeMembership(entry: member.entry, epoch: epoch)
    member.entry.beat(at: now)
  }

  /// Gives a sign of life, unless something that is held may be counted in an earlier file alone.
  fileprivate mutating func beat(in file: LimitsFile, at now: Int64) {
    guard isFollowed else { return }
    member?.entry.beat(at: now)
    // A pause just before may have been so long that others did not see the sign in time.
    guard MonotonicClock.nanoseconds() - lastBeat < RuntimeEntry.lifetime else {
      return renounce(at: MonotonicClock.nanoseconds())
    }
    lastBeat = now
    livingRuntimes = max(1, file.livingRuntimes(at: now))
  }
}
