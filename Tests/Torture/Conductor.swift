// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// Runs all scenarios one after the other.
struct Conductor {
  private let options: TortureOptions.Conducting
  private let scenarios: [Scenario]

  init(_ options: TortureOptions.Conducting) throws {
    self.options = options
    scenarios = Scenario.all.filter { options.scenario == nil || $0.name == options.scenario }
    guard !scenarios.isEmpty else {
      throw TenantError(
        .usage, "'\(options.scenario ?? "")' is not a scenario",
        hint: "use one of: \(Scenario.all.map(\.name).joined(separator: ", "))")
    }
  }

  /// Runs them, and prints a line for each.
  ///
  /// - Returns: Whether all limits held.
  func run() throws -> Bool {
    // The beginning and the end of a round, and the checks, take some seconds.
    let time = max(0, options.minutes * 60 - 2 * Double(scenarios.count))
    let shares = scenarios.reduce(0) { $0 + $1.share }
    var failed = 0
    for (index, scenario) in scenarios.enumerated() {
      let folder = try TemporaryFolder()
      let round = try Round(
        scenario, in: folder, processes: options.processes, seed: options.seed &* 100 &+ UInt64(index))
      let (summary, violations) = try round.run(seconds: max(1, time * scenario.share / shares))
      Report.line("\(violations.isEmpty ? "ok    " : "FAILED") \(scenario.name): \(summary)")
      for violation in violations { Report.line("       \(violation)") }
      if !violations.isEmpty { failed += 1 }
    }
    if failed == 0 {
      Report.line("\(scenarios.count) scenarios, \(options.processes) processes, seed \(options.seed): all limits held")
    } else {
      Report.line(
        "\(failed) of \(scenarios.count) scenarios passed a limit; to try them again: Tests/torture.sh"
          + " --minutes \(options.minutes) --processes \(options.processes) --seed \(options.seed)")
    }
    return failed == 0
  }
}
