// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel
import TenantStore

/// The limits of one tenant in this process, found so far: each has one control, whatever revision asks for it.
// Sendable because the list only grows, by one atomic word, and the rest is reached under the lock.
final class TenantLimits: @unchecked Sendable {
  private struct UserQuota: Hashable {
    let user: String
    let quota: QuotaKey
  }

  private struct State {
    var record: TenantRecord?
    var snapshot: Snapshot
    /// The limits of the tenant's users; those of the tenant as a whole are in the list.
    var userControls: [UserQuota: QuotaControl] = [:]
    /// First instant at which terms have to be compiled anew.
    var until: Timestamp?
  }

  let tenant: TenantID
  let engine: QuotaEngine
  /// The limits of the tenant as a whole.
  private var home: LimitsHome
  /// Whether the tenant has changed since the record was read; nobody used a limit then.
  private let isOutdated = Atomic<Bool>(false)
  private let state: Monitor<State>

  init(tenant: TenantID, snapshot: Snapshot, engine: QuotaEngine) {
    self.tenant = tenant
    self.engine = engine
    home = LimitsHome(tenant: tenant, engine: engine, file: engine.limits.file)
    state = Monitor(State(snapshot: snapshot))
  }

  /// Decides on a request by a limit of the tenant as a whole, and counts what it costs where it is served.
  @inline(__always)
  func admit(_ quota: QuotaKey, _ cost: Int64) -> QuotaDecision {
    guard let cell = cell(quota) else { return added(quota).admit(cost) }
    let slot = cell.pointee.slot
    let tag = cell.pointee.tag
    // No clock is read for a limit that no slot decides.
    if slot.tag == tag, let decision = slot.admit(cost, tag: tag, now: MonotonicClock.nanoseconds()) { return decision }
    return QuotaControl(home, cell).admitBesidesSlot(max(cost, 0))
  }

  /// The control of a quota of the tenant as a whole.
  func control(_ quota: QuotaKey) -> QuotaControl { found(quota) ?? added(quota) }

  private func found(_ quota: QuotaKey) -> QuotaControl? { cell(quota).map { QuotaControl(home, $0) } }

  @inline(__always)
  private func cell(_ quota: QuotaKey) -> UnsafeMutablePointer<LimitCell>? {
    var next = home.first
    while let cell = next {
      if cell.pointee.name.value == quota { return cell }
      next = cell.pointee.next
    }
    return nil
  }

  private func added(_ quota: QuotaKey) -> QuotaControl {
    renew()
    return state.withLock { state in
      found(quota) ?? QuotaControl(quota, terms(quota, user: nil, &state), in: home)
    }
  }

  /// The control of a quota of one user.
  func control(_ quota: QuotaKey, user: String) -> QuotaControl {
    renew()
    return state.withLock { state in
      let place = UserQuota(user: user, quota: quota)
      if let control = state.userControls[place] { return control }
      let control = QuotaControl(
        tenant: tenant, quota: quota, user: user, terms: terms(quota, user: user, &state), engine: engine)
      state.userControls[place] = control
      return control
    }
  }

  /// Reads the tenant again where a request holds a scope of an earlier revision and is the first to use a limit.
  private func renew() {
    guard isOutdated.load(ordering: .acquiring) else { return }
    engine.read(tenant)
  }

  /// Notes that the tenant has changed, where no limit has to follow at once.
  ///
  /// - Returns: Whether that is so.
  func becomeOutdated() -> Bool {
    state.withLock { state in
      guard home.first == nil, state.userControls.isEmpty else { return false }
      isOutdated.store(true, ordering: .releasing)
      return true
    }
  }

  private func terms(_ quota: QuotaKey, user: String?, _ state: inout State) -> QuotaTerms {
    compile(quota, user: user, &state) ?? .undefined(revision: state.snapshot.position.revision)
  }

  private func compile(_ quota: QuotaKey, user: String?, _ state: inout State) -> QuotaTerms? {
    guard let record = state.record else { return .blocked(revision: state.snapshot.position.revision) }
    let terms = QuotaTerms.compile(quota, user: user, record, state.snapshot, at: engine.now())?
      .shared(by: engine.definitions)
    if let until = terms?.until {
      state.until = min(state.until ?? until, until)
      engine.expect(until)
    }
    return terms
  }

  /// Lets the limits follow what the store says now.
  ///
  /// - Parameters:
  ///   - record: The tenant; `nil` where it is gone.
  ///   - snapshot: What the record is part of.
  func follow(_ record: TenantRecord?, _ snapshot: Snapshot) {
    state.withLock { state in
      state.record = record
      state.snapshot = snapshot
      isOutdated.store(false, ordering: .releasing)
      recompile(&state)
    }
  }

  /// Lets the limits follow what all tenants share.
  func follow(_ snapshot: Snapshot) {
    state.withLock { state in
      state.snapshot = snapshot
      recompile(&state)
    }
  }

  /// Compiles terms anew whose time is over.
  func follow(until instant: Timestamp) {
    state.withLock { state in
      if let until = state.until, until <= instant { recompile(&state) }
    }
  }

  /// First instant at which terms have to be compiled anew.
  var until: Timestamp? { state.withLock { $0.until } }

  /// The tier of the tenant.
  var tier: Slug? { state.withLock { $0.record?.tenant.tier } }

  /// All controls.
  var controls: [QuotaControl] {
    state.withLock { controls($0) }
  }

  private func controls(_ state: State) -> [QuotaControl] {
    var controls = Array(state.userControls.values)
    var next = home.first
    while let cell = next {
      controls.append(QuotaControl(home, cell))
      next = cell.pointee.next
    }
    return controls
  }

  /// Finds the slots of all limits in another file.
  func followFile() {
    let file = engine.limits.file
    for control in controls { control.withLock { _ in } }
    // Whatever had its slot in the file before has a state of its own now.
    home.adopt(file)
  }

  /// Whether nobody refers to a limit, or holds anything by it: then it can be found again whenever it is asked for.
  ///
  /// For the holder of the only reference.
  func isUnused() -> Bool {
    guard isKnownUniquelyReferenced(&home) else { return false }
    return state.withLock { state in
      var index = state.userControls.values.startIndex
      while index != state.userControls.values.endIndex {
        guard state.userControls.values[index].isUnused() else { return false }
        index = state.userControls.values.index(after: index)
      }
      return true
    }
  }

  private func recompile(_ state: inout State) {
    state.until = nil
    for control in controls(state) {
      guard let terms = compile(control.quota, user: control.user, &state) else { continue }
      if terms != control.terms { control.apply(terms) }
    }
  }
}
