// SPDX-License-Identifier: Apache-2.0

/// What was used of a quota per period.
struct PeriodUse {
  /// Units that were used in the end.
  private(set) var units: Int64 = 0
  /// The most that were in use or used at one time.
  private(set) var greatest: Int64 = 0

  /// Adds up what was admitted and what of it was given back.
  ///
  /// A unit is taken when the decision is known at the latest, and given back when that is begun at the earliest: what was used
  /// again in between was used twice.
  ///
  /// - Parameters:
  ///   - admissions: In any order, of all limits.
  ///   - ofUser: Whether only what was counted for the user is asked for.
  init(_ admissions: [Admission], ofUser: Bool = false) {
    let counted = admissions.filter { $0.periodUnits != 0 && (!ofUser || $0.token == Admission.ofUser) }
    let steps = counted.map { (time: $0.kind == .returned ? $0.before : $0.after, units: $0.periodUnits) }
    for step in steps.sorted(by: { ($0.time, $0.units) < ($1.time, $1.units) }) {
      units += step.units
      greatest = max(greatest, units)
    }
  }
}
