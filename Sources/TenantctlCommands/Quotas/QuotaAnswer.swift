// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

/// A request, and what a quota answers it.
package struct QuotaAnswer {
  /// Whose request.
  let tenant: Slug
  /// Which quota.
  let quota: QuotaKey
  /// Which user's, if one was named.
  let user: String?
  /// Kind of the quota; `nil` where nothing defines it.
  let kind: QuotaKind?
  /// What it costs, 0 or more.
  let cost: Int64
  /// Whether it was counted.
  let isCounted: Bool
  /// The answer.
  let decision: QuotaDecision

  /// What becomes of the request, in one sentence without a full stop.
  var sentence: String {
    let verb = isCounted ? "is" : "would be"
    let served: String =
      switch decision.outcome {
      case .allowed: "\(verb) served"
      case .delayed(let wait): "\(verb) served after a wait of \(DurationText.text(nanoseconds: wait))"
      case .degraded(let label): "\(verb) served with less: '\(label)'"
      case .rejected: "\(verb) refused"
      }
    return "the request \(served): \(decision.reason.text)"
  }

  /// The fields of an HTTP response.
  private var headers: [(name: String, value: String)] {
    let item = RateLimitHeaders.Item(
      name: quota.rawValue, unit: kind == .concurrency ? .concurrentRequests : .requests, decision: decision)
    return RateLimitHeaders.fields(for: [item], style: .ietf11)
  }

  /// The record with durations and fields in words, for a person.
  var readableRecord: Record {
    var record = record
    for index in record.fields.indices {
      switch record.fields[index].name {
      case "delayMilliseconds": record.fields[index].value = Self.text(delay)
      case "retryAfterMilliseconds": record.fields[index].value = Self.text(decision.retryAfter)
      case "resetsInMilliseconds": record.fields[index].value = Self.text(decision.resetsIn)
      case "headers": record.fields[index].value = .list(headers.map { .text("\($0.name): \($0.value)") })
      default: break
      }
    }
    return record
  }

  private static func text(_ nanoseconds: Int64?) -> FieldValue {
    .optional(nanoseconds.map { DurationText.text(nanoseconds: $0) })
  }

  private var delay: Int64? {
    if case .delayed(let nanoseconds) = decision.outcome { nanoseconds } else { nil }
  }
}

extension QuotaAnswer: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "outcome",
    columns: [
      Column("outcome", priority: 10),
      Column("reason", priority: 9),
      Column("quota"), Column("tenant"), Column("user"),
      Column("cost", alignment: .right),
      Column("counted"),
      Column("limit", alignment: .right),
      Column("remaining", alignment: .right),
      Column("windowSeconds", alignment: .right),
      Column("delayMilliseconds", heading: "DELAY"),
      Column("degradedTo"),
      Column("retryAfterMilliseconds", heading: "RETRY AFTER"),
      Column("resetsInMilliseconds", heading: "RESETS IN"),
      Column("revision", alignment: .right),
      Column("headers"),
    ])

  package var record: Record {
    Record([
      "outcome": .text(decision.outcome.name),
      "reason": .text(decision.reason.rawValue),
      "quota": .text(quota.rawValue),
      "tenant": .text(tenant.rawValue),
      "user": .optional(user),
      "cost": .integer(cost),
      "counted": .bool(isCounted),
      "limit": .optional(decision.limit),
      "remaining": .optional(decision.remaining),
      "windowSeconds": .optional(decision.windowSeconds),
      "delayMilliseconds": .optional(delay.map(DurationText.milliseconds)),
      "degradedTo": .optional(decision.outcome.label),
      "retryAfterMilliseconds": .optional(decision.retryAfter.map(DurationText.milliseconds)),
      "resetsInMilliseconds": .optional(decision.resetsIn.map(DurationText.milliseconds)),
      "revision": .integer(decision.revision),
      "headers": .object(headers.map { Field(name: $0.name, value: .text($0.value)) }),
    ])
  }
}

extension QuotaDecision.Outcome {
  /// The outcome in one word.
  var name: String {
    switch self {
    case .allowed: "allowed"
    case .delayed: "delayed"
    case .degraded: "degraded"
    case .rejected: "rejected"
    }
  }

  /// What the lesser service is called; `nil` for other outcomes.
  var label: String? {
    if case .degraded(let label) = self { label } else { nil }
  }
}

extension QuotaDecision.Reason {
  /// The reason, without a full stop.
  var text: String {
    switch self {
    case .withinLimit: "there is room"
    case .unlimited: "the quota has no limit"
    case .exceeded: "there is no room now"
    case .neverSatisfiable: "it costs more than can ever be used at once"
    case .billedOverage: "there is no room, and what is beyond the limit is charged"
    case .shadow: "there is no room, and the quota only watches"
    case .storeUnavailable: "the state behind the quota cannot be reached, and its failure policy decides"
    case .leasePending: "what may be used is being fetched"
    case .suspended: "the tenant is suspended"
    case .noQuota: "nothing defines the quota for the tenant"
    }
  }
}
