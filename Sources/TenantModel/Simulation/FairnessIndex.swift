// SPDX-License-Identifier: Apache-2.0

/// Jain's fairness index of the part of its requests that each tenant was admitted: 1 where all were treated alike, 1/n where one of
/// n got everything.
///
/// After R. Jain, D. Chiu and W. Hawe, 1984. Parts are taken in millionths, so that the index is the same on every machine.
package struct FairnessIndex: Hashable, Sendable {
  private var count: Int128 = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0

  /// Creates the index of nobody.
  package init() {}

  /// Counts a tenant; one that offered nothing was not treated at all.
  ///
  /// - Parameter tally: What became of its requests.
  package mutating func add(_ tally: SimulationTally) {
    guard tally.offered > 0 else { return }
    let part = tally.admitted * 1_000_000 / tally.offered
    count += 1
    sum += part
    squares += part * part
  }

  /// The index in ten thousandths, 1 to 10,000, rounded down; `nil` where nobody was admitted anything.
  package var perTenThousand: Int64? {
    squares > 0 ? Int64(sum * sum * 10_000 / (count * squares)) : nil
  }
}
