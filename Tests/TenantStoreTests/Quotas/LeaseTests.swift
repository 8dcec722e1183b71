// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// What is granted of a period never exceeds the limit, condition by condition.
@Suite struct LeaseTests {
  private let fixture: LeaseFixture
  private let key: LeaseKey

  init() throws {
    fixture = try LeaseFixture(connections: 3)
    key = try fixture.key()
  }

  @Test func aGrantSaysWhatIsLeft() throws {
    let answer = try fixture.lease(fixture.request(key, 0, limit: 100, want: 30))
    guard case .granted(let grant) = answer else {
      Issue.record("not granted")
      return
    }
    #expect(grant.units == 30 && grant.beyond == 0 && grant.used == 0 && grant.outstanding == 30)
    #expect(grant.remaining == 70)
    #expect(grant.expiresAt == Timestamp(microseconds: fixture.store.clock.now.microseconds + 60_000_000))
    #expect(try fixture.use(key).outstanding == 30)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func aConnectionThatMayForgetGrantsNothing() throws {
    let forgetful = try StateStore(opening: fixture.store.path, access: .readWriteReplayable)
    let change = Change(actor: "service", time: fixture.store.clock.now)
    let request = fixture.request(key, 0, limit: 100)
    let fault = #expect(throws: TenantError.self) { try forgetful.write(change) { try $0.lease(request) } }
    #expect(fault?.code == .internalFault)
    try forgetful.makeDurable()
    guard case .granted = try forgetful.write(change, { try $0.lease(request) }) else {
      Issue.record("not granted")
      return
    }
    for connection in fixture.connections { #expect(try connection.driver.commitsDurably()) }
  }

  @Test func aRepeatedWishGetsTheSameGrant() throws {
    let first = try fixture.units(fixture.request(key, 7, limit: 100, want: 30))
    // The answer was lost; by now the holder would like something else, and asks over another connection.
    fixture.store.clock.advance(seconds: 5)
    let again = try fixture.lease(fixture.request(key, 7, limit: 10, want: 99, need: 40), on: 1)
    guard case .granted(let grant) = again else {
      Issue.record("not granted")
      return
    }
    #expect(first == 30 && grant.units == 30 && grant.outstanding == 30 && grant.remaining == 0)
    #expect(grant.expiresAt < Timestamp(microseconds: fixture.store.clock.now.microseconds + 60_000_000))
    #expect(try fixture.use(key).outstanding == 30)
    // Another holder's wish of that number is another wish, and so is the same holder's in another period or for a user.
    #expect(try fixture.units(fixture.request(key, 7, by: "h2", limit: 100, want: 5)) == 5)
    #expect(try fixture.units(fixture.request(fixture.key(user: "u"), 7, limit: 100, want: 6)) == 6)
    try fixture.expireAll()
    let used = try fixture.use(key).used
    #expect(try fixture.lease(fixture.request(key, 7, limit: 100)) == .exhausted(used: used, outstanding: 0))
  }

  @Test func everyUnitIsGrantedAndNoneTwice() throws {
    var granted: Int64 = 0
    for round in 0..<200 {
      let holder = round % 3
      granted += try fixture.units(
        fixture.request(key, Int64(round), by: "h\(holder)", limit: 1_000, want: 90), on: holder)
      #expect(granted <= 1_000)
    }
    #expect(granted == 1_000)
    #expect(try fixture.use(key).remaining(of: 1_000) == 0)
  }

  @Test func processesAtTheSameTimeShareTheLimitAndNoUnitTwice() async throws {
    let (path, key, calls, now) = (fixture.store.path, key, fixture.calls, fixture.store.clock.now)
    let granted = try await withThrowingTaskGroup(of: Int64.self) { group in
      for holder in 0..<4 {
        group.addTask {
          let store = try StateStore(opening: path, access: .readWrite, busyTimeoutMilliseconds: 60_000)
          var sum: Int64 = 0
          for sequence in 0... {
            let request = LeaseRequest(
              key: key, meter: calls, limit: 500, holder: "h\(holder)", sequence: Int64(sequence), want: 40, now: now,
              lifetime: 60_000_000)
            // Every wish is made twice, as if its answer had been lost.
            let answers = try (0..<2).map { _ in
              try store.write(Change(actor: "service", time: now)) { try $0.lease(request) }
            }
            guard case .granted(let grant) = answers[0], case .granted(let again) = answers[1] else { break }
            guard grant.units == again.units else { return .min }
            sum += grant.units
          }
          return sum
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(granted == 500)
    #expect(try fixture.use(key).outstanding == 500)
  }

  @Test func whatIsNeededIsGrantedWholeOrNotAtAll() throws {
    #expect(try fixture.units(fixture.request(key, 0, limit: 100, want: 1, need: 60)) == 60)
    #expect(try fixture.units(fixture.request(key, 1, limit: 100, need: 41)) == 0)
    #expect(try fixture.units(fixture.request(key, 2, limit: 100, need: 40)) == 40)
    #expect(try fixture.units(fixture.request(key, 3, limit: 100)) == 0)
  }

  @Test func unitsComeBackOnlyByTheHoldersWord() throws {
    #expect(try fixture.units(fixture.request(key, 0, limit: 10, need: 10)) == 10)
    #expect(try fixture.report(key, 0, spent: 4).outstanding == 6)
    #expect(try fixture.use(key).used == 4)
    #expect(try fixture.units(fixture.request(key, 0, by: "h2", limit: 10)) == 0)
    let returned = try fixture.report(key, 0, spent: 4, returned: 5)
    #expect(returned.outstanding == 1 && returned.used == 4 && returned.isOpen)
    #expect(try fixture.units(fixture.request(key, 1, by: "h2", limit: 10, need: 5)) == 5)
    let last = try fixture.report(key, 0, spent: 4, isFinal: true)
    #expect(!last.isOpen && last.outstanding == 5 && last.used == 4)
    #expect(try fixture.units(fixture.request(key, 0, by: "h3", limit: 10)) == 1)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func aRepeatedOrOvertakenReportAddsNothing() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 50))
    try fixture.report(key, 0, spent: 20, returned: 3)
    let before = try fixture.use(key)
    for spent in [20, 7, 0] as [Int64] {
      #expect(try fixture.report(key, 0, spent: spent, returned: spent / 7).used == 20)
      #expect(try fixture.use(key) == before)
    }
    let account = try #require(try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }.first)
    #expect(account.counted == 20 && account.metered == 20 && account.findings.isEmpty)
  }

  @Test func reportsThatCannotBeAreRefusedWhole() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 10))
    let before = try fixture.use(key)
    for (spent, metered, returned) in [(11, 0, 0), (5, 0, 6), (3, 4, 0), (-1, -1, 0), (1, 0, -1), (1, -1, 0)] {
      let fault = #expect(throws: TenantError.self) {
        try fixture.report(key, 0, spent: Int64(spent), metered: Int64(metered), returned: Int64(returned))
      }
      #expect(fault?.code == .invalidValue)
    }
    for holder in ["", "a b", "restore", String(repeating: "x", count: 65)] {
      #expect(throws: TenantError.self) { try fixture.lease(fixture.request(key, 0, by: holder, limit: 1)) }
    }
    for (want, need, sequence, limit) in [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, -1, 1), (1, 1, 1, -1)]
      as [(Int64, Int64, Int64, Int64)]
    {
      #expect(throws: TenantError.self) {
        try fixture.lease(fixture.request(key, sequence, by: "h1", limit: limit, want: want, need: need))
      }
    }
    #expect(try fixture.use(key) == before)
  }

  @Test func unknownUseStaysChargedAndALateReportTellsWhatBecameOfIt() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 40))
    try fixture.report(key, 0, spent: 10)
    // The lifetime of a minute, a thousandth for drift, and a second's margin must all have passed.
    let certain = fixture.store.clock.now.microseconds + 60_000_000 + 60_000 + 1_000_000
    fixture.store.clock.now = Timestamp(microseconds: certain)
    #expect(try fixture.write { try $0.reclaim(now: fixture.store.clock.now) } == 0)
    fixture.store.clock.now = Timestamp(microseconds: certain + 1)
    #expect(try fixture.write { try $0.reclaim(now: fixture.store.clock.now) } == 1)
    #expect(try fixture.write { try $0.reclaim(now: fixture.store.clock.now) } == 0)
    var use = try fixture.use(key)
    #expect(use.burned == 30 && use.used == 40 && use.outstanding == 0)
    #expect(try fixture.units(fixture.request(key, 0, by: "h2", limit: 100, need: 61)) == 0)
    let late = try fixture.report(key, 0, spent: 25)
    #expect(!late.isOpen && late.used == 40)
    use = try fixture.use(key)
    #expect(use.burned == 15 && use.settled == 25 && use.counted == 25)
    try fixture.report(key, 0, spent: 25, isFinal: true)
    use = try fixture.use(key)
    #expect(use.burned == 0 && use.used == 25)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func unknownUseOfARefundableLeaseIsGivenBack() throws {
    var request = fixture.request(key, 0, limit: 100, need: 40)
    request.isRefundable = true
    _ = try fixture.units(request)
    try fixture.report(key, 0, spent: 10)
    #expect(try fixture.expireAll() == 1)
    #expect(try fixture.use(key).used == 10)
    // The holder was only slow: what it spent counts, though it may exceed the limit by what it held.
    try fixture.report(key, 0, spent: 40)
    let use = try fixture.use(key)
    #expect(use.used == 40 && use.burned == 0)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func aRenewedLeaseLivesOn() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100))
    fixture.store.clock.advance(seconds: 50)
    var report = LeaseReport(
      key: key, meter: fixture.calls, holder: "h1", sequence: 0, totalSpent: 1, meteredSpent: 1,
      now: fixture.store.clock.now)
    report.renewUntil = Timestamp(microseconds: fixture.store.clock.now.microseconds + 90_000_000)
    #expect(try fixture.write { try $0.report(report) }.expiresAt == report.renewUntil)
    fixture.store.clock.advance(seconds: 60)
    #expect(try fixture.write { try $0.reclaim(now: fixture.store.clock.now) } == 0)
    #expect(try fixture.expireAll() == 1)
    let late = try fixture.write { try $0.report(report) }
    #expect(!late.isOpen)
  }

  @Test func aPeriodThatIsOverGrantsNothingAndTheNextBeginsAtZero() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 10, need: 10))
    fixture.store.clock.now = try Timestamp(parsing: "2026-12-01T00:00:00Z")
    #expect(try fixture.lease(fixture.request(key, 1, by: "h2", limit: 99)) == .exhausted(used: 0, outstanding: 10))
    let december = try fixture.key(from: "2026-12-01", until: "2027-01-01")
    #expect(try fixture.units(fixture.request(december, 2, limit: 10, need: 10)) == 10)
    // A report that comes after the end is billed to the period of the grant.
    try fixture.report(key, 0, spent: 10)
    #expect(try fixture.use(key).counted == 10)
    #expect(try fixture.use(december).counted == 0)
    let events = try fixture.store.read { reader in
      try reader.rows("SELECT time FROM usage_event") { $0.timestamp(0) }
    }
    #expect(events == [Timestamp(microseconds: key.period.end.microseconds - 1)])
    // A period's units can be taken before it begins, so that nobody has to wait at its beginning.
    fixture.store.clock.now = try Timestamp(parsing: "2026-10-31T23:59:59Z")
    #expect(try fixture.units(fixture.request(key, 3, by: "h2", limit: 12, need: 2)) == 2)
  }

  @Test func aLimitBelowWhatIsUsedGrantsNothing() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 50))
    try fixture.report(key, 0, spent: 30)
    for limit in [0, 1, 49, 50] as [Int64] {
      #expect(
        try fixture.lease(fixture.request(key, 1, by: "h2", limit: limit)) == .exhausted(used: 30, outstanding: 20))
      #expect(try fixture.use(key).remaining(of: limit) == 0)
    }
    #expect(try fixture.units(fixture.request(key, 1, by: "h2", limit: 51)) == 1)
  }

  @Test func withoutALimitWhatIsWantedIsGranted() throws {
    #expect(try fixture.units(fixture.request(key, 0, limit: nil, want: 123_456)) == 123_456)
    #expect(try fixture.units(fixture.request(key, 0, by: "h2", limit: nil, want: .max)) == .max - 123_456)
    #expect(try fixture.units(fixture.request(key, 1, by: "h2", limit: nil)) == 0)
  }

  @Test func theGreatestNumbersNeitherWrapNorTrap() throws {
    #expect(try fixture.units(fixture.request(key, 0, limit: .max, want: .max, need: .max)) == .max)
    #expect(try fixture.units(fixture.request(key, 1, limit: .max)) == 0)
    #expect(try fixture.report(key, 0, spent: .max).used == .max)
    var overrun = OverrunReport(
      key: key, meter: fixture.calls, holder: "h1", sequence: 2, total: .max, metered: 0, now: fixture.store.clock.now)
    #expect(try fixture.write { try $0.addOverrun(overrun) }.used == .max)
    // A second one does not fit into the ledger, and leaves no trace.
    overrun.sequence = 3
    let fault = #expect(throws: TenantError.self) { try fixture.write { try $0.addOverrun(overrun) } }
    #expect(fault?.code == .overflow)
    #expect(try fixture.store.read { try $0.storedLease(key, holder: "h1", sequence: 3) } == nil)
    var request = fixture.request(key, 4, limit: nil)
    request.lifetime = .max
    #expect(throws: TenantError.self) { try fixture.lease(request) }
  }
}
