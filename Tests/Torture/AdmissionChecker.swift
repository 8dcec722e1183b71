// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Holds what workers admitted against the limits.
struct AdmissionChecker {
  let scenario: Scenario
  /// The greatest numbers that were in force.
  let limits: TortureLimits
  /// The log of each worker.
  let logs: [[Admission]]
  /// When the file of limits was lost, by the monotonic clock.
  let losses: [Int64]
  /// The ledger after the end of all processes.
  let accounts: [QuotaAccount]

  private var all: [Admission] { logs.flatMap(\.self) }

  private func admissions(_ kind: Admission.Kind) -> [Admission] { all.filter { $0.kind == kind } }

  /// What was found, in a few words.
  var summary: String {
    let counts = TortureLimit.allCases.map { limit in
      let units =
        switch limit {
        case .period: PeriodUse(all).units
        case .user: PeriodUse(all, ofUser: true).units
        case .bucket, .hard, .rolling, .atOnce: admissions(limit.kind).reduce(Int64(0)) { $0 + $1.units }
        }
      return "\(limit.rawValue.split(separator: ".").last ?? "") \(units)"
    }
    return counts.joined(separator: ", ") + " of \(limits.period) per period"
  }

  /// Every limit that was passed; empty where all held.
  func violations() -> [String] {
    let tenant = ledger("period", PeriodUse(all), limits.period, accounts.first { $0.user == nil })
    let user = ledger("user", PeriodUse(all, ofUser: true), limits.user, accounts.first { $0.user != nil })
    return tenant + user + (scenario.keepsRates ? rates() + holds() : [])
  }

  /// Units of the period: never more than the limit, and none that the ledger does not know.
  private func ledger(_ name: String, _ use: PeriodUse, _ limit: Int64, _ account: QuotaAccount?) -> [String] {
    var violations: [String] = []
    if use.greatest > limit { violations.append("\(name): \(use.greatest) units were admitted of \(limit)") }
    guard let account else { return violations + (use.greatest > 0 ? ["\(name): the ledger knows nothing"] : []) }
    let charged = account.settled + account.overrun + account.burned + account.outstanding
    if charged < use.units {
      violations.append("\(name): \(use.units) units were admitted, and the ledger has charged only \(charged)")
    }
    if charged > limit { violations.append("\(name): the ledger has charged \(charged) units of \(limit)") }
    for finding in account.findings { violations.append("\(name): the ledger disagrees about \(finding.rawValue)") }
    if scenario.isExact {
      // What the user may have is less than what all want, and the tenant's is used up by everybody.
      if use.units != limit { violations.append("\(name): only \(use.units) of \(limit) were admitted") }
      if account.settled != use.units {
        violations.append("\(name): \(use.units) units were admitted, and \(account.settled) settled")
      }
    }
    return violations
  }

  private func rates() -> [String] {
    var violations: [String] = []
    let bucket = RateParameters(limit: limits.bucket, windowSeconds: 1, burst: limits.bucket / 2, mode: .bucket)
    let files = scenario.filesPerWindow
    let excess = WindowChecks.excess(
      admissions(.bucket), burst: bucket.burst * files, interval: bucket.interval / files)
    if excess > 0 { violations.append("bucket: a window has \(excess) units more than burst and rate allow") }
    for (kind, limit) in [(Admission.Kind.hard, limits.hard), (.rolling, limits.rolling)] {
      let bound = limit * files
      let sum = WindowChecks.greatestSum(admissions(kind), window: 1_000_000_000)
      if sum > bound { violations.append("\(kind): a window of a second has \(sum) units of \(bound)") }
    }
    return violations
  }

  private func holds() -> [String] {
    let holds = logs.map { Hold.all(in: $0) }
    var violations: [String] = []
    let (greatest, bound) = Hold.worstSum(
      holds.flatMap(\.kept), limit: limits.atOnce, losses: scenario.hasStrangers ? losses : [])
    if greatest > bound { violations.append("at-once: \(greatest) units were held at once of \(bound)") }
    let disorder = Hold.disorder(holds.flatMap(\.taken))
    if disorder > 0 { violations.append("at-once: \(disorder) tokens are not greater than those before them") }
    return violations
  }
}
