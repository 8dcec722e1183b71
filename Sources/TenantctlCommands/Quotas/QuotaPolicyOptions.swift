// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantAdmin
import TenantModel

/// The options that say how a quota is held, changed and watched.
package struct QuotaPolicyOptions: ParsableArguments {
  @Option(
    help: """
      How a rate is held: bucket (a burst, then the rate), hard (no window has more, evenly) or rolling (no window has more, \
      all at once).
      """)
  var mode: RateMode?

  @Option(
    help: """
      What becomes of what is used when this limit takes the place of another: preserve-used, proportional, additive or reset.
      """)
  var onChange: QuotaChangeStrategy?

  @Option(
    help: ArgumentHelp(
      "When a lower limit holds: period-end, immediate, soft or grace:DURATION like grace:7d.", valueName: "timing"),
    completion: .list(["period-end", "immediate", "soft"]), transform: Parse.decreaseTiming)
  var decrease: QuotaDecreaseTiming?

  @Option(
    name: .customLong("alert"),
    help: ArgumentHelp(
      "Percentage of the limit at which operators are told, 1 to 1000; repeatable, replaces all.", valueName: "percent"),
    transform: Parse.percentage)
  var alerts: [Int] = []

  @Flag(help: "Tell operators at no percentage.")
  var noAlerts = false

  @Option(
    help: ArgumentHelp(
      "Share of the tenants for which the definition is only watched and refuses nothing, 0 to 100.",
      valueName: "percent"
    ),
    transform: Parse.percentage)
  var shadow: Int?

  package init() {}

  package func validate() throws {
    if noAlerts, !alerts.isEmpty { throw ValidationError("--alert and --no-alerts exclude each other") }
  }

  /// Adds what is named to a request.
  func apply(to request: inout QuotaRequest) {
    request.mode = mode
    request.onChange = onChange
    request.decrease = decrease
    request.alerts = noAlerts ? [] : alerts.isEmpty ? nil : alerts.sorted()
    request.shadow = shadow
  }
}
