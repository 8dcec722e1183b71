// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

/// The outcome of a simulation or a replay, and what it was of.
struct SimulationResult {
  let report: SimulationReport
  let key: QuotaKey
  let mode: RateMode
  /// The rates of the tiers, where all tenants of a tier have the same.
  let rules: [FleetSimulation.Tier]
  /// What the requests were: a fleet, or a log.
  let subject: String
  /// What has to be known beside the figures.
  let remarks: [String]
  /// When the virtual clock has its zero; `nil` where that is no day in particular.
  private let origin: Timestamp?

  init(
    _ report: SimulationReport, key: QuotaKey, mode: RateMode, rules: [FleetSimulation.Tier], subject: String
  ) {
    self.report = report
    self.key = key
    self.mode = mode
    self.rules = rules
    self.subject = subject
    remarks = []
    origin = nil
  }

  init(_ replay: TrafficReplay, key: QuotaKey, mode: RateMode, log: String) {
    report = replay.report
    self.key = key
    self.mode = mode
    rules = []
    subject = "replay of '\(log)'"
    origin = replay.origin
    var remarks: [String] = []
    if replay.unknownRequests > 0 {
      let clients =
        replay.unknownClients == 1
        ? "1 client that is no tenant" : "\(Grouped.text(replay.unknownClients)) clients that are no tenants"
      remarks.append("left out \(Self.requests(replay.unknownRequests)) of \(clients)")
    }
    if replay.unlimitedTenants > 0 {
      let tenants =
        replay.unlimitedTenants == 1 ? "1 tenant is" : "\(Grouped.text(replay.unlimitedTenants)) tenants are"
      remarks.append("\(tenants) not limited by '\(key)'")
    }
    if replay.rejectedLines > 0 {
      let lines =
        replay.rejectedLines == 1
        ? "1 line is no request" : "\(Grouped.text(replay.rejectedLines)) lines are no requests"
      remarks.append(lines)
    }
    self.remarks = remarks
  }

  /// The outcome in one sentence.
  var sentence: String {
    let tally = report.overall.tally
    var text = "\(subject): \(Self.requests(tally.offered)) offered, \(Grouped.text(tally.admitted)) admitted"
    if tally.delayed > 0 { text += ", \(Grouped.text(tally.delayed)) of them later" }
    if tally.beyond > 0 { text += ", \(Grouped.text(tally.beyond)) of them beyond the limit" }
    text += ", \(Grouped.text(tally.denied)) denied"
    if let percent = Self.percent(tally) { text += " (\(percent) %)" }
    if let fairness = Self.fairness(report.overall) { text += "; fairness \(fairness)" }
    return ([text] + remarks).joined(separator: "; ")
  }

  /// The share of denied requests in percent with two decimals, rounded down.
  static func percent(_ tally: SimulationTally) -> String? {
    tally.deniedPerTenThousand.map { "\($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100)" }
  }

  /// Jain's index with four decimals, rounded down.
  static func fairness(_ group: SimulationReport.Group) -> String? {
    group.fairness.perTenThousand.map {
      let digits = String($0 % 10_000)
      return "\($0 / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// When a step begins: an instant, or day and time of a clock that starts with day 1.
  func label(of step: SimulationReport.Step) -> String {
    if let origin { return Timestamp(microseconds: origin.microseconds + step.start / 1_000).description }
    let minutes = step.start / 60_000_000_000
    let time = [minutes / 60 % 24, minutes % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    return "day \(minutes / 1_440 + 1) \(time)"
  }

  /// Offered and admitted over time, for a terminal.
  func chart(width: Int) -> String {
    let rows = report.steps.map { step in
      let (offered, admitted) = (step.tally.offered, step.tally.admitted)
      return (
        part: ChartRow(
          label: label(of: step), value: Double(admitted), text: "\(Grouped.text(admitted)) of \(Grouped.text(offered))"
        ),
        whole: Double(offered)
      )
    }
    return TextBars.portions(rows, width: width).joined(separator: "\n")
  }

  private static func requests(_ count: some BinaryInteger) -> String {
    count == 1 ? "1 request" : "\(Grouped.text(count)) requests"
  }
}
