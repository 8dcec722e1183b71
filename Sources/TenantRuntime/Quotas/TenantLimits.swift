// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The limits of one tenant in this process, found so far: each has one control, whatever revision asks for it.
final class TenantLimits: Sendable {
  private struct State {
    /// The tenant, which refers to these limits in turn; kept for as long as the runtime is open.
    private var kept: TenantRecord?
    private weak var latest: TenantRecord?
    private var isClosed = false
    var record: TenantRecord? {
      get { kept ?? latest }
      set {
        kept = isClosed ? nil : newValue
        latest = newValue
      }
    }
    var snapshot: Snapshot
    var controls: [QuotaKey: QuotaControl] = [:]
    var userControls: [String: [QuotaKey: QuotaControl]] = [:]
    /// First instant at which terms have to be compiled anew.
    var until: Timestamp?
    /// Whether the tenant has changed since the record was read; nobody used a limit then.
    var isOutdated = false

    init(snapshot: Snapshot) {
      self.snapshot = snapshot
    }

    mutating func close() {
      isClosed = true
      kept = nil
    }
  }

  let tenant: TenantID
  private let engine: QuotaEngine
  private let state: Monitor<State>

  init(tenant: TenantID, snapshot: Snapshot, engine: QuotaEngine) {
    self.tenant = tenant
    self.engine = engine
    state = Monitor(State(snapshot: snapshot))
  }

  /// The control of a quota of the tenant as a whole.
  func control(_ quota: QuotaKey) -> QuotaControl {
    renew()
    return state.withLock { state in
      if let control = state.controls[quota] { return control }
      let control = make(quota, user: nil, &state)
      state.controls[quota] = control
      return control
    }
  }

  /// The control of a quota of one user.
  func control(_ quota: QuotaKey, user: String) -> QuotaControl {
    renew()
    return state.withLock { state in
      if let control = state.userControls[user]?[quota] { return control }
      let control = make(quota, user: user, &state)
      state.userControls[user, default: [:]][quota] = control
      return control
    }
  }

  /// Keeps the tenant no more, once the runtime is closed: scopes that outlive it do.
  func close() { state.withLock { $0.close() } }

  /// Reads the tenant again where a request holds a scope of an earlier revision and is the first to use a limit.
  private func renew() {
    guard state.withLock({ $0.isOutdated }) else { return }
    engine.read(tenant)
  }

  /// Notes that the tenant has changed, where no limit has to follow at once.
  ///
  /// - Returns: Whether that is so.
  func becomeOutdated() -> Bool {
    state.withLock { state in
      guard state.controls.isEmpty, state.userControls.isEmpty else { return false }
      state.isOutdated = true
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
      state.isOutdated = false
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
    state.withLock { Array($0.controls.values) + $0.userControls.values.flatMap(\.values) }
  }

  private func recompile(_ state: inout State) {
    state.until = nil
    let controls = Array(state.controls.values) + state.userControls.values.flatMap(\.values)
    for control in controls {
      guard let terms = compile(control.quota, user: control.user, &state) else { continue }
      if terms != control.terms { control.apply(terms) }
    }
  }
}
