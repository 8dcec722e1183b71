// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// A limit's own definition that is only watched: every request is served, and what it would have refused is counted.
///
/// A rate, and what is held at once, count as if they refused: what there is no room for consumes nothing, so the answer to
/// each request tells what would have become of it. Of a quota per period everything is used; leases only tell roughly where
/// the limit was, so it is judged by what the ledger knows.
struct WatchedDefinition {
  let terms: QuotaTerms
  let period: WatchedPeriod?

  /// - Parameters:
  ///   - terms: The definition's terms, in shadow.
  ///   - control: The limit.
  ///   - earlier: What was watched before; where it is of the same period it goes on counting.
  init(_ terms: QuotaTerms, of control: QuotaControl, after earlier: WatchedDefinition?) {
    self.terms = terms
    period = WatchedPeriod.of(terms, control, user: control.user, after: earlier?.period)
  }

  /// Judges a request that was served.
  ///
  /// - Parameters:
  ///   - cost: Units, 1 or more.
  ///   - verdict: What the answer says.
  /// - Returns: What would have become of it.
  func judge(_ cost: Int64, _ verdict: ShadowWatch.Verdict) -> ShadowWatch.Verdict {
    guard let period else { return verdict }
    let hasRoom = period.spend(cost, limit: terms.limit)
    if verdict == .undecided { return verdict }
    return hasRoom || terms.quota?.onExceed == .allowAndBill ? .room : .refusal
  }
}
