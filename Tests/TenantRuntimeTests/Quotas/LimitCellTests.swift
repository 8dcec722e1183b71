// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What a limit takes of memory, and that it loses nothing where it comes to need more.
@Suite struct LimitCellTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey = "api.calls"

  init() throws {
    fixture = try QuotaFixture()
  }

  @Test func aUsualRateHasItsCellAlone() throws {
    #expect(MemoryLayout<LimitCell>.size == 48)
    try fixture.set(key, "10/h")
    let control = try fixture.quotas().control(key)
    #expect(try fixture.quotas().served(12, key) == 10)
    #expect(!control.hasOwnState)
    try fixture.set(key, "12/h")
    #expect(try fixture.quotas().served(5, key) == 2)
    #expect(!control.hasOwnState && control.terms.limit == 12)
    // Nor does one that nothing defines, or that has no limit.
    #expect(try !fixture.quotas().control("jobs.unheard").hasOwnState)
    try fixture.set("jobs.unheard", "unlimited/h")
    #expect(try fixture.quotas().admit("jobs.unheard").reason == .unlimited)
    #expect(try !fixture.quotas().control("jobs.unheard").hasOwnState)
  }

  @Test func aLimitGetsAStateOfItsOwnWhenItNeedsOne() throws {
    try fixture.set(key, "10/h")
    let quotas = try fixture.quotas()
    #expect(quotas.served(4, key) == 4)
    for (allowance, mode) in [("10/h", RateMode.rolling), ("2", .bucket), ("9/month", .bucket)] {
      try fixture.set(key, allowance) { $0.mode = mode }
      #expect(quotas.control(key).hasOwnState)
    }
    // What was used of the rate is still known when it decides again.
    try fixture.set(key, "10/h")
    #expect(quotas.served(12, key) == 6)
  }

  @Test func aLostFileGivesLimitsAStateThatKnowsWhatWasUsed() throws {
    try fixture.set(key, "10/h") { $0.failurePolicy = .localShare }
    let quotas = try fixture.quotas()
    #expect(quotas.served(4, key) == 4)
    fixture.first.runtime.loseFile()
    #expect(quotas.peek(key).reason == .storeUnavailable)
    #expect(quotas.control(key).hasOwnState)
  }

  @Test func tenantsOfOneTierShareWhatTheirLimitsSay() throws {
    let tier = QuotaRequest(
      key: key, target: .tier(try Slug(parsing: "free")), allowance: try QuotaAllowance(parsing: "10/h"))
    try fixture.see(fixture.administration.setQuota(tier))
    let one = try fixture.quotas("acme").control(key)
    let other = try fixture.quotas("globex").control(key)
    #expect(one.terms.definition === other.terms.definition)
    try fixture.set(key, "11/h")
    #expect(one.terms.definition !== other.terms.definition)
    #expect(one.terms.limit == 11 && other.terms.limit == 10)
  }

  @Test func whatNobodyNeedsIsNotKept() throws {
    let interner = Interner<Int>()
    let kept = interner.object(-1)
    for number in 0..<1_000 { _ = interner.object(number) }
    #expect(interner.count <= 65)
    #expect(interner.object(-1) === kept)
  }

  @Test func aSlotThatIsGivenAwayBeforeTheLookIsNotTouched() throws {
    try fixture.set(key, "10/h")
    let control = try fixture.quotas().control(key)
    let file = try #require(fixture.first.runtime.limitsFile)
    let terms = control.terms
    let rate = try #require(terms.rate)
    let slot = control.slot
    var word: UInt64 = 0
    let taken = control.take(
      1, rate, slot, of: file, terms, isCounting: true, now: MonotonicClock.nanoseconds(),
      meanwhile: {
        // The new owner has terms by which there would be room.
        while !slot.advance(from: slot.word, state: 0, interval: 1, tolerance: 1_000_000) {}
        slot.setTag(control.tag ^ 1)
        word = slot.word
      })
    #expect(taken?.isCounted == false)
    #expect(taken?.decision.reason == .storeUnavailable)
    #expect(slot.word == word)
  }
}
