// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

extension QuotaTurn {
  /// The change, for machines: its name, and what it takes.
  var value: FieldValue {
    func object(_ name: String, units: Int64? = nil, wait: Int64? = nil, at instant: Timestamp? = nil) -> FieldValue {
      .object([
        Field(name: "turn", value: .text(name)), Field(name: "units", value: .optional(units)),
        Field(name: "waitMilliseconds", value: .optional(wait.map(DurationText.milliseconds))),
        Field(name: "at", value: .optional(instant?.description)),
      ])
    }
    return switch self {
    case .wait(let nanoseconds): object("wait", wait: nanoseconds)
    case .raiseLimit(let units): object("raise-limit", units: units)
    case .raiseBurst(let units): object("raise-burst", units: units)
    case .askFor(let units): object("ask-for-at-most", units: units)
    case .resume: object("resume-tenant")
    case .askForMore(let units): object("ask-for-more-than", units: units)
    case .limitFalls(let units, let instant): object("limit-falls-to", units: units, at: instant)
    }
  }

  /// The change in a sentence without a full stop.
  var text: String {
    switch self {
    case .wait(let nanoseconds): "served in \(DurationText.text(nanoseconds: nanoseconds)) if nothing else is used"
    case .raiseLimit(let units): "served if the limit is raised by \(Grouped.text(units))"
    case .raiseBurst(let units): "served if the burst is raised by \(Grouped.text(units))"
    case .askFor(let units): "served if it costs \(Grouped.text(units)) at most"
    case .resume: "served if the tenant is resumed"
    case .askForMore(let units): "answered otherwise if it costs more than \(Grouped.text(units))"
    case .limitFalls(let units, let instant):
      "answered otherwise from \(instant) on, when the limit falls to \(Grouped.text(units))"
    }
  }
}
