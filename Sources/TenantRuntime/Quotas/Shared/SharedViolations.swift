// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// What the runtimes of a host refused, counted together in the head of the mapped file, so that it outlives each of them.
///
/// A file without such counts, of an earlier program, has zeroes there.
enum SharedViolations {
  /// The kinds in the order of their words; part of the format, so new ones come last.
  static let order: [IsolationViolation] = [
    .unbound, .otherTenant, .otherIncarnation, .staleLifecycle, .foreignItem, .noContext, .severalContexts, .noSource,
    .conflictingSources, .malformedEncoding, .foreignContext, .endedContext, .unopened,
  ]

  private static let orderedPlaces = zip(order, 0...).map { (refusal: $0, word: $1) }

  /// The words of what else is refused; part of the format.
  ///
  /// Each domain has room to grow, and new reasons come last in theirs.
  static let places: [(refusal: CountedRefusal, word: Int)] =
    places(ContextRefusal.allCases, from: 0, CountedRefusal.context)
    + places(IdentityRefusal.allCases, from: 64, CountedRefusal.identity)
    + places(EventRefusal.allCases, from: 96, CountedRefusal.event)
    + places(StatementRefusal.allCases, from: 160, CountedRefusal.statement)
    + places(TransactionRefusal.allCases, from: 176, CountedRefusal.transaction)

  private static func places<Reason>(
    _ reasons: [Reason], from first: Int, _ refusal: (Reason) -> CountedRefusal
  ) -> [(refusal: CountedRefusal, word: Int)] {
    zip(reasons, first...).map { (refusal($0), $1) }
  }

  private static func word(
    _ head: UnsafeMutableRawPointer, _ index: Int, from offset: Int
  ) -> UnsafeMutablePointer<SharedWord> {
    (head + offset + index * 8).assumingMemoryBound(to: SharedWord.self)
  }

  /// Adds what one runtime refused since it last said so; the greatest number stays.
  ///
  /// - Parameters:
  ///   - counts: All that the runtime refused.
  ///   - told: What it had refused when it last said so.
  ///   - head: The head of the file.
  static func add(_ counts: IsolationCounts, since told: IsolationCounts, to head: UnsafeMutableRawPointer) {
    add(counts, since: told, at: orderedPlaces, from: LimitsLayout.violationsOffset, to: head)
  }

  /// As ``add(_:since:to:)-(IsolationCounts,_,_)``.
  static func add(_ refusals: RefusalCounts, since told: RefusalCounts, to head: UnsafeMutableRawPointer) {
    add(refusals, since: told, at: places, from: LimitsLayout.refusalsOffset, to: head)
  }

  private static func add<Refusal>(
    _ tally: RefusalTally<Refusal>, since told: RefusalTally<Refusal>, at places: [(refusal: Refusal, word: Int)],
    from offset: Int, to head: UnsafeMutableRawPointer
  ) {
    for (refusal, index) in places where tally[refusal] > told[refusal] {
      increase(word(head, index, from: offset), by: tally[refusal] - told[refusal])
    }
  }

  private static func increase(_ word: UnsafeMutablePointer<SharedWord>, by count: Int64) {
    var old = word.pointee.load(ordering: .relaxed)
    while true {
      let new = UInt64(Int64(clamping: old).addingSaturating(count))
      let (exchanged, original) = word.pointee.compareExchange(expected: old, desired: new, ordering: .relaxed)
      if exchanged { return }
      old = original
    }
  }

  /// What was counted.
  ///
  /// - Parameter head: The head of the file, or a copy of it.
  /// - Returns: The counts.
  static func counts(in head: UnsafeMutableRawPointer) -> IsolationCounts {
    tally(at: orderedPlaces, from: LimitsLayout.violationsOffset, in: head)
  }

  /// As ``counts(in:)``, of what else was refused.
  static func refusals(in head: UnsafeMutableRawPointer) -> RefusalCounts {
    tally(at: places, from: LimitsLayout.refusalsOffset, in: head)
  }

  private static func tally<Refusal>(
    at places: [(refusal: Refusal, word: Int)], from offset: Int, in head: UnsafeMutableRawPointer
  ) -> RefusalTally<Refusal> {
    var tally = RefusalTally<Refusal>()
    for (refusal, index) in places {
      let count = Int64(clamping: word(head, index, from: offset).pointee.load(ordering: .relaxed))
      if count > 0 { tally.add(refusal, count: count) }
    }
    return tally
  }
}
