// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Tells the journal of the store what the boundary between tenants refused in one runtime.
///
/// There is a row a minute at most, so that nobody can fill the store with what is refused, and none where nothing was. No row
/// names a tenant.
final class ViolationJournal: Sendable {
  private struct State {
    var told = IsolationCounts()
    var toldAt: Int64?
    var isTelling = false
  }

  /// How long nothing is told after a row, in nanoseconds.
  static let pause: Int64 = 60_000_000_000

  private let service: String
  private let state = Monitor(State())

  /// - Parameter service: What the service is called; the key of its rows.
  init(service: String) {
    self.service = service
  }

  /// Tells what was refused since the last row; the caller does not wait.
  ///
  /// What cannot be told is told with the next row.
  ///
  /// - Parameters:
  ///   - counts: All that was refused.
  ///   - desk: Who writes.
  ///   - isLast: Whether there is no later occasion.
  ///   - now: What the monotonic clock shows, in nanoseconds.
  func tell(
    _ counts: IsolationCounts, by desk: EventDesk, isLast: Bool = false, at now: Int64 = MonotonicClock.nanoseconds()
  ) {
    let news: [String: Int64]? = state.withLock { state in
      guard !state.isTelling, counts != state.told else { return nil }
      if let toldAt = state.toldAt, now - toldAt < Self.pause, !isLast { return nil }
      state.isTelling = true
      state.toldAt = now
      let changed = IsolationViolation.allCases.filter { counts[$0] > state.told[$0] }
      return Dictionary(uniqueKeysWithValues: changed.map { ($0.rawValue, counts[$0] - state.told[$0]) })
    }
    guard let news else { return }
    desk.submit(for: nil, weight: DeficitRoundRobin<TenantID?>.greatestTurn) { [service] writer, _ in
      try writer.record(.isolationViolation, key: service, after: news)
    } conclude: { [self] result in
      state.withLock { state in
        state.isTelling = false
        if case .success = result { state.told = counts }
      }
    }
  }
}
