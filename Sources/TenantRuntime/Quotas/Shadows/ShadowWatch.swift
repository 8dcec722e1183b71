// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// What is watched of one limit without effect, and what was found that the store has not been told yet.
///
/// Two things can be watched: the limit's own definition, where it has a shadow share, and what another tier would allow, where
/// the tenant's tier rehearses one. A limit that is not watched costs its requests one relaxed load, and none where its slot
/// decides: the slot of a watched rate does not decide by itself (``LimitSlot/settle(_:_:isNew:carried:now:)``).
final class ShadowWatch: Sendable {
  /// What becomes of a request by a definition that is only watched.
  enum Verdict {
    /// There was room for it, as far as is known.
    case room
    /// It would have been refused, or served with less.
    case refusal
    /// It was not judged, because the state behind the limit could not be reached.
    case undecided
  }

  /// A counter of the store, by day in UTC.
  private struct Place: Hashable {
    let variant: String
    let day: CivilDate
  }

  private struct Count {
    var checked: Int64 = 0
    var denied: Int64 = 0

    mutating func add(_ other: Count) {
      checked = checked.addingSaturating(other.checked)
      denied = denied.addingSaturating(other.denied)
    }
  }

  private struct State {
    var definition: WatchedDefinition?
    var rehearsal: TierRehearsal?
    var untold: [Place: Count] = [:]
  }

  private let active = Atomic<Bool>(false)
  private let state = Monitor(State())

  /// Whether anything is watched.
  @inline(__always)
  var isActive: Bool { active.load(ordering: .relaxed) }

  /// The limit's own definition, where it is only watched.
  var definition: WatchedDefinition? { state.withLock { $0.definition } }

  /// The rehearsal of another tier, where there is one.
  var rehearsal: TierRehearsal? { state.withLock { $0.rehearsal } }

  /// The periods that are judged by.
  var periods: [WatchedPeriod] {
    state.withLock { [$0.definition?.period, $0.rehearsal?.period].compactMap(\.self) }
  }

  /// Watches something else from now on.
  func follow(_ definition: WatchedDefinition?, _ rehearsal: TierRehearsal?) {
    state.withLock { state in
      state.definition = definition
      state.rehearsal = rehearsal
    }
    active.store(definition != nil || rehearsal != nil, ordering: .releasing)
  }

  /// Counts a request that was judged; a number that does not fit any more stays the greatest one.
  ///
  /// - Parameters:
  ///   - verdict: What would have become of it; nothing is counted where that is not known.
  ///   - variant: By which definition.
  ///   - instant: When.
  /// - Returns: Whether the store was to be told nothing before.
  func count(_ verdict: Verdict, variant: String, at instant: Timestamp) -> Bool {
    guard verdict != .undecided else { return false }
    return state.withLock { state in
      let isFirst = state.untold.isEmpty
      state.untold[Place(variant: variant, day: instant.day), default: Count()]
        .add(Count(checked: 1, denied: verdict == .refusal ? 1 : 0))
      return isFirst
    }
  }

  /// Takes what the store is to be told; whoever cannot tell it puts it back.
  ///
  /// - Parameter control: Whose limit this is.
  /// - Returns: The counts since the last call.
  func takeUntold(of control: QuotaControl) -> [QuotaShadowCount] {
    let untold = state.withLock { state in
      defer { state.untold = [:] }
      return state.untold
    }
    return untold.map { place, count in
      QuotaShadowCount(
        tenant: control.tenant, quota: control.quota, variant: place.variant, at: Timestamp(startOf: place.day),
        checked: count.checked, denied: count.denied)
    }
  }

  /// Keeps counts that the store did not take, to be told later.
  func putBack(_ counts: [QuotaShadowCount]) {
    state.withLock { state in
      for count in counts {
        state.untold[Place(variant: count.variant, day: count.day.day), default: Count()]
          .add(Count(checked: count.checked, denied: count.denied))
      }
    }
  }
}

extension ShadowWatch.Verdict {
  /// What a limit's own definition says of a request that it served all the same.
  init(ofDefinition decision: QuotaDecision) {
    switch decision.reason {
    case .shadow: self = .refusal
    case .storeUnavailable, .suspended, .noQuota: self = .undecided
    default: self = .room
    }
  }

  /// What a definition says of a request by its answer.
  init(ofRehearsal decision: QuotaDecision) {
    switch (decision.reason, decision.outcome) {
    case (.storeUnavailable, _): self = .undecided
    case (_, .rejected), (_, .degraded): self = .refusal
    case (_, .allowed), (_, .delayed): self = .room
    }
  }
}
