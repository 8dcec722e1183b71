// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// What the threads of a runtime share.
///
/// There are two locks. `follower` is held while the store is read, only by the thread that follows it and by the first
/// requests of tenants that are not in memory. `state` is held for a dictionary look-up or the exchange of the snapshot; no
/// request that finds its tenant in memory waits for the store. `state` is taken inside of `follower`, never the other way.
final class RuntimeCore: Sendable {
  struct State {
    var snapshot: Snapshot
    var tenants: TenantCache
    var fault: TenantError?
    var reloads: Int64 = 1
    var isClosed = false

    var status: RuntimeStatus {
      RuntimeStatus(
        revision: snapshot.position.revision, fault: fault, loadedTenants: tenants.count, reloads: reloads)
    }
  }

  let options: RuntimeOptions
  private let state: Monitor<State>
  private let follower: Monitor<StoreFollower>
  private let listener: DoorbellListener

  init(path: String, options: RuntimeOptions) throws {
    try options.validate()
    self.options = options
    // What is committed from here on rings; what was committed before is read now.
    listener = DoorbellListener(store: path)
    var follower = try StoreFollower(path: path, busyTimeoutMilliseconds: options.busyTimeoutMilliseconds)
    state = Monitor(State(snapshot: try follower.load(), tenants: TenantCache(capacity: options.tenantCapacity)))
    self.follower = Monitor(follower)
  }

  /// The tenant together with a snapshot of which it is part.
  func tenant(_ selector: TenantSelector) throws -> (Snapshot, TenantRecord) {
    let known = state.withLock { state in
      state.tenants.record(selector).map { (state.snapshot, $0) }
    }
    return try known ?? load(selector)
  }

  private func load(_ selector: TenantSelector) throws -> (Snapshot, TenantRecord) {
    try follower.withLock { follower in
      while true {
        publish(from: &follower)
        let snapshot = state.withLock { $0.snapshot }
        guard let record = try follower.record(selector, asOf: snapshot) else { continue }
        state.withLock { $0.tenants.insert(record, as: selector) }
        return (snapshot, record)
      }
    }
  }

  /// Looks for changes and makes them visible.
  func refresh() {
    follower.withLock { publish(from: &$0) }
  }

  /// Exchanges the snapshot and drops the tenants that changed with it in one step, so that no request sees both.
  private func publish(from follower: inout StoreFollower) {
    let news = follower.news(since: state.withLock { $0.snapshot })
    let fault = follower.fault
    switch news {
    case .none:
      if state.withLock({ $0.fault }) != fault { state.change { $0.fault = fault } }
    case .advanced(let snapshot, let changed):
      state.change { state in
        state.snapshot = snapshot
        state.tenants.remove(changed)
        state.fault = fault
      }
    case .reloaded(let snapshot):
      state.change { state in
        state.snapshot = snapshot
        state.tenants.removeAll()
        state.fault = fault
        state.reloads += 1
      }
    }
  }

  var status: RuntimeStatus { state.withLock { $0.status } }

  func wait(atMost timeout: Duration, until condition: (State) -> Bool) -> Bool {
    state.wait(atMost: timeout, until: condition)
  }

  /// Follows the store until the runtime is closed; the body of a thread.
  func follow() {
    while !state.withLock({ $0.isClosed }) {
      listener.wait(milliseconds: options.pollMilliseconds)
      refresh()
    }
  }

  func close() {
    state.change { $0.isClosed = true }
    listener.interrupt()
  }
}
