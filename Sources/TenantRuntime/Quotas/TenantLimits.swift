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

  /// One limit of the tenant as a whole; never changed nor freed before the list.
  private struct Link {
    let quota: QuotaKey
    var control: QuotaControl
    /// The same, for requests, which need not count their references: whoever has the list has the limit.
    let borrowed: Unmanaged<QuotaControl>
    let next: UnsafeMutablePointer<Link>?
  }

  let tenant: TenantID
  let engine: QuotaEngine
  // Requests walk the list without a lock; a tenant has few limits.
  /// The newest link.
  private let links = Atomic<UnsafeMutablePointer<Link>?>(nil)
  /// Whether the tenant has changed since the record was read; nobody used a limit then.
  private let isOutdated = Atomic<Bool>(false)
  private let state: Monitor<State>

  init(tenant: TenantID, snapshot: Snapshot, engine: QuotaEngine) {
    self.tenant = tenant
    self.engine = engine
    state = Monitor(State(snapshot: snapshot))
  }

  deinit {
    var link = links.load(ordering: .acquiring)
    while let current = link {
      link = current.pointee.next
      current.deinitialize(count: 1)
      current.deallocate()
    }
  }

  /// Decides on a request by a limit of the tenant as a whole, and counts what it costs where it is served.
  @inline(__always)
  func admit(_ quota: QuotaKey, _ cost: Int64) -> QuotaDecision {
    var link = links.load(ordering: .acquiring)
    while let current = link {
      if current.pointee.quota == quota { return current.pointee.borrowed._withUnsafeGuaranteedRef { $0.admit(cost) } }
      link = current.pointee.next
    }
    return added(quota).admit(cost)
  }

  /// The control of a quota of the tenant as a whole.
  func control(_ quota: QuotaKey) -> QuotaControl { found(quota) ?? added(quota) }

  private func found(_ quota: QuotaKey) -> QuotaControl? {
    var link = links.load(ordering: .acquiring)
    while let current = link {
      if current.pointee.quota == quota { return current.pointee.control }
      link = current.pointee.next
    }
    return nil
  }

  private func added(_ quota: QuotaKey) -> QuotaControl {
    renew()
    return state.withLock { state in
      if let control = found(quota) { return control }
      let control = make(quota, user: nil, &state)
      let link = UnsafeMutablePointer<Link>.allocate(capacity: 1)
      link.initialize(
        to: Link(
          quota: quota, control: control, borrowed: .passUnretained(control), next: links.load(ordering: .relaxed)))
      links.store(link, ordering: .releasing)
      return control
    }
  }

  /// The control of a quota of one user.
  func control(_ quota: QuotaKey, user: String) -> QuotaControl {
    renew()
    return state.withLock { state in
      let place = UserQuota(user: user, quota: quota)
      if let control = state.userControls[place] { return control }
      let control = make(quota, user: user, &state)
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
      guard links.load(ordering: .relaxed) == nil, state.userControls.isEmpty else { return false }
      isOutdated.store(true, ordering: .releasing)
      return true
    }
  }

  private func make(_ quota: QuotaKey, user: String?, _ state: inout State) -> QuotaControl {
    let terms = compile(quota, user: user, &state)
    return QuotaControl(
      tenant: tenant, quota: quota, user: user,
      terms: terms ?? QuotaTerms(rule: .undefined, revision: state.snapshot.position.revision), engine: engine)
  }

  private func compile(_ quota: QuotaKey, user: String?, _ state: inout State) -> QuotaTerms? {
    guard let record = state.record else { return .blocked(revision: state.snapshot.position.revision) }
    let terms = QuotaTerms.compile(quota, user: user, record, state.snapshot, at: engine.now())
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
    var link = links.load(ordering: .acquiring)
    while let current = link {
      controls.append(current.pointee.control)
      link = current.pointee.next
    }
    return controls
  }

  /// Whether nobody refers to a limit, or holds anything by it: then it can be found again whenever it is asked for.
  ///
  /// For the holder of the only reference.
  func isUnused() -> Bool {
    state.withLock { state in
      var index = state.userControls.values.startIndex
      while index != state.userControls.values.endIndex {
        guard isKnownUniquelyReferenced(&state.userControls.values[index]) else { return false }
        index = state.userControls.values.index(after: index)
      }
      var link = links.load(ordering: .acquiring)
      while let current = link {
        guard isKnownUniquelyReferenced(&current.pointee.control) else { return false }
        link = current.pointee.next
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
