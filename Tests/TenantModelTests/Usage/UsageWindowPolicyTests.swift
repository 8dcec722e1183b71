// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct UsageWindowPolicyTests {
  private let now: Timestamp

  init() throws { now = try time("2026-11-23T12:00:00Z") }

  @Test func fiveMinutesAheadAndThirtyFiveDaysBackAreCurrent() throws {
    for allowsBackfill in [false, true] {
      let policy = try UsageWindowPolicy(now: now, allowsBackfill: allowsBackfill)
      for text in ["2026-11-23T12:05:00Z", "2026-11-23T12:00:00Z", "2026-10-19T12:00:00Z"] {
        #expect(try policy.verdict(time(text)) == .current)
      }
    }
  }

  @Test func laterIsNeverTaken() throws {
    for allowsBackfill in [false, true] {
      let policy = try UsageWindowPolicy(now: now, allowsBackfill: allowsBackfill)
      let error = try usageFault { _ = try policy.verdict(time("2026-11-23T12:05:00.000001Z")) }
      #expect(error.code == .invalidValue)
      #expect(error.message.contains("'2026-11-23T12:05:00.000001Z' is in the future"))
    }
  }

  @Test func olderIsTakenOnlyAsABackfill() throws {
    let old = try time("2026-10-19T11:59:59.999999Z")
    #expect(try UsageWindowPolicy(now: now, allowsBackfill: true).verdict(old) == .backfill)
    let error = try usageFault { _ = try UsageWindowPolicy(now: now, allowsBackfill: false).verdict(old) }
    #expect(error.hint?.contains("--backfill") == true)
  }

  @Test func clockAtTheEndOfTimeIsAnError() throws {
    let error = try usageFault { _ = try UsageWindowPolicy(now: Timestamp(microseconds: .max), allowsBackfill: false) }
    #expect(error.code == .overflow)
  }
}
