// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What is used of a period by which a quota is judged that is only watched, or rehearsed: what the store said last, and what
/// was served here since.
///
/// The store says what all processes told it, metering and units taken for lost included. What this process served itself is
/// counted here, so of the store's number only what others used is needed: where this process holds leases of the real quota
/// the store hears of its use in the same transaction, and where the real quota has no lease, it may hear of it from the
/// service by metering, or never. Either way, as much of what the store's number has grown by as was served here is taken for
/// this process's own. So the use that is judged by is exact where one process serves the tenant. With more it lacks what
/// the others served since the store was last asked, about a second while requests come, and, where no lease is held, what
/// others never tell. It is never more than was used, but for what is in flight when it begins to be watched.
///
/// Until the store has answered for the first time, only what was served here counts.
final class WatchedPeriod: Sendable {
  private struct State {
    /// Units served here and judged.
    var served: Int64 = 0
    /// Units of requests that are being decided on.
    var pending: Int64 = 0
    /// What the store said first, and what had been served here of it.
    var first: (use: Int64, served: Int64)?
    /// What others used.
    var others: Int64 = 0
    /// When the store was last asked, by the boot clock.
    var askedAt: Int64?
  }

  /// Whose quota, and which period.
  let key: LeaseKey
  /// What the quota counts.
  let meter: MeterName
  private let state = Monitor(State())

  init(_ key: LeaseKey, _ meter: MeterName) {
    self.key = key
    self.meter = meter
  }

  /// The period of terms, where they have one.
  ///
  /// - Parameters:
  ///   - terms: The terms that are watched.
  ///   - control: The limit.
  ///   - user: Whose use of it counts; `nil` for the tenant as a whole.
  ///   - earlier: What was watched before; it goes on where it is the same.
  /// - Returns: The period; `nil` where the quota is of another kind.
  static func of(
    _ terms: QuotaTerms, _ control: QuotaControl, user: String?, after earlier: WatchedPeriod?
  ) -> WatchedPeriod? {
    guard case .period(let period, _) = terms.rule, let quota = terms.quota else { return nil }
    let key = LeaseKey(tenant: control.tenant, quota: control.quota, user: user, period: period)
    if let earlier, earlier.key == key, earlier.meter == quota.meter { return earlier }
    return WatchedPeriod(key, quota.meter)
  }

  /// How old the store's word may become while requests come, in nanoseconds.
  private static let lifetime: Int64 = 1_000_000_000

  /// Whether the store is to be asked; the caller does.
  func mustAsk(at now: Int64) -> Bool {
    state.withLock { state in
      if let askedAt = state.askedAt, now - askedAt < Self.lifetime { return false }
      state.askedAt = now
      return true
    }
  }

  /// Notes a request that is about to be decided on: the store may hear of its units before it is judged.
  func begin(_ units: Int64) { state.withLock { $0.pending = $0.pending.addingSaturating(units) } }

  /// Notes that a request that was begun is not served.
  func drop(_ units: Int64) { state.withLock { $0.pending = max(0, $0.pending - units) } }

  /// Counts a request that was begun and is served.
  ///
  /// - Parameters:
  ///   - units: What it costs.
  ///   - limit: The limit that is watched; `nil` where there is none.
  /// - Returns: Whether it stays within the limit.
  func spend(_ units: Int64, limit: Int64?) -> Bool {
    state.withLock { state in
      state.pending = max(0, state.pending - units)
      state.served = state.served.addingSaturating(units)
      guard let limit else { return true }
      return state.others.addingSaturating(state.served - (state.first?.served ?? 0)) <= limit
    }
  }

  /// Counts units that a request which was judged cost more.
  func use(_ units: Int64) { state.withLock { $0.served = $0.served.addingSaturating(units) } }

  /// Forgets units that were judged and given back.
  func giveBack(_ units: Int64) { state.withLock { $0.served -= units } }

  /// Learns what the store says.
  ///
  /// - Parameters:
  ///   - use: What is used of the period.
  ///   - isTold: Whether what was served here so far is part of it for certain.
  func learn(_ use: Int64, isTold: Bool) {
    state.withLock { state in
      guard let first = state.first else {
        state.first = (use, isTold ? state.served : 0)
        state.others = use
        return
      }
      let own = min(
        state.served.addingSaturating(state.pending) - first.served, use.subtractingSaturating(first.use))
      state.others = use - max(own, 0)
    }
  }
}
