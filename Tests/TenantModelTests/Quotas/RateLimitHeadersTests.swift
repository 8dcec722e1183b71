// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct RateLimitHeadersTests {
  private typealias Item = RateLimitHeaders.Item

  private func item(
    _ name: String, _ limit: Int64?, per window: Int64? = nil, left: Int64? = nil, resetsIn: Int64? = nil,
    wait: Int64? = nil, isRejected: Bool = false, unit: RateLimitHeaders.Unit = .requests
  ) -> Item {
    Item(
      name: name, unit: unit,
      decision: QuotaDecision(
        outcome: isRejected ? .rejected : .allowed, reason: isRejected ? .exceeded : .withinLimit, limit: limit,
        remaining: left, retryAfter: wait, resetsIn: resetsIn, revision: 1, windowSeconds: window))
  }

  private func lines(_ items: [Item], _ style: RateLimitHeaders.Style = .ietf11) -> [String] {
    RateLimitHeaders.fields(for: items, style: style).map { "\($0.name): \($0.value)" }
  }

  /// The examples of sections 3 and 4 of the draft, spaced as RFC 9651 writes a list.
  @Test func examplesOfTheDraft() {
    let second: Int64 = 1_000_000_000
    #expect(
      lines([item("default", 100, per: 10, left: 50, resetsIn: 30 * second)]) == [
        #"RateLimit-Policy: "default";q=100;w=10"#, #"RateLimit: "default";r=50;t=30"#,
      ])
    #expect(
      lines([item("permin", 50, per: 60), item("perhr", 1_000, per: 3_600)]) == [
        #"RateLimit-Policy: "permin";q=50;w=60, "perhr";q=1000;w=3600"#
      ])
    #expect(lines([item("default", 999, left: 999)])[1] == #"RateLimit: "default";r=999"#)
    #expect(
      lines([item("peruser", 65_535, per: 10, unit: .contentBytes)]) == [
        #"RateLimit-Policy: "peruser";q=65535;w=10;qu="content-bytes""#
      ])
  }

  @Test func timesAreRoundedUpAndAbsentWhereEverythingIsThere() {
    #expect(lines([item("a", 10, per: 1, left: 9, resetsIn: 1)])[1] == #"RateLimit: "a";r=9;t=1"#)
    #expect(lines([item("a", 10, per: 1, left: 9, resetsIn: 1_000_000_001)])[1] == #"RateLimit: "a";r=9;t=2"#)
    #expect(lines([item("a", 10, per: 1, left: 10)])[1] == #"RateLimit: "a";r=10"#)
  }

  @Test func refusalsSayWhenToComeBack() {
    func retry(_ items: [Item], _ style: RateLimitHeaders.Style = .ietf11) -> String? {
      RateLimitHeaders.fields(for: items, style: style).first { $0.name == "Retry-After" }?.value
    }
    #expect(retry([item("a", 10, left: 0, wait: 1, isRejected: true)]) == "1")
    #expect(retry([item("a", 10, left: 0, wait: 0, isRejected: true)]) == "1")
    #expect(retry([item("a", 10, left: 0, wait: 2_000_000_001, isRejected: true)]) == "3")
    // Not earlier than the end of the effective window.
    #expect(retry([item("a", 10, left: 0, resetsIn: 5_000_000_000, wait: 1, isRejected: true)]) == "5")
    // The window of a quota that did not refuse has no part in it; of those that did, the longest counts.
    let month = item("m", 10, left: 5, resetsIn: 2_000_000_000_000_000)
    let items = [
      month, item("a", 10, left: 0, wait: 1, isRejected: true),
      item("b", 10, left: 0, wait: 7_000_000_000, isRejected: true),
    ]
    #expect(retry(items) == "7")
    for style in RateLimitHeaders.Style.allCases { #expect(retry(items, style) == "7") }
    // Waiting does not help against what can never be admitted.
    #expect(retry(items + [item("c", 10, left: 0, isRejected: true)]) == nil)
    #expect(retry([month]) == nil)
  }

  @Test func theThirdDraftNamesTheClosestLimitFirst() {
    let items = [
      item("per-hour", 1_000, per: 3_600, left: 700, resetsIn: 4_000_000_000),
      item("per-ip", 10, per: 1, left: 3, resetsIn: 100_000_000), item("slots", 5, left: 4),
    ]
    #expect(
      lines(items, .draft03) == [
        #"X-RateLimit-Limit: 10, 1000;w=3600;name="per-hour", 10;w=1;name="per-ip""#, "X-RateLimit-Remaining: 3",
        "X-RateLimit-Reset: 1",
      ])
    #expect(lines(items, .both) == lines(items, .ietf11) + lines(items, .draft03))
    #expect(lines(items, .none).isEmpty)
  }

  @Test func namesAndNumbersFitIntoStructuredFields() {
    #expect(
      lines([item("a\"b\\cä\n", .max, left: .max)]) == [
        #"RateLimit-Policy: "a\"b\\c%C3%A4%0A";q=999999999999999"#, #"RateLimit: "a\"b\\c%C3%A4%0A";r=999999999999999"#,
      ])
    #expect(lines([item("a", .min, per: 0, left: -5, resetsIn: -1)])[1] == #"RateLimit: "a";r=0;t=0"#)
    #expect(lines([item("a", 5, left: 1, resetsIn: .max)])[1] == #"RateLimit: "a";r=1;t=9223372037"#)
  }

  @Test func whatHasNoLimitIsNotTold() {
    for style in RateLimitHeaders.Style.allCases {
      #expect(lines([item("a", nil)], style).isEmpty)
      #expect(lines([], style).isEmpty)
    }
  }
}
