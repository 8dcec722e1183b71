// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What was counted in shadow comes into the store whole, once, and on the right day.
@Suite struct ShadowTellingTests {
  private let time = TestTime()
  private let fixture: ShadowFixture
  private let key: QuotaKey

  init() throws {
    let time = time
    fixture = try ShadowFixture {
      time.instant.store($0.now().microseconds, ordering: .relaxed)
      $0.now = { Timestamp(microseconds: time.instant.load(ordering: .relaxed)) }
    }
    key = fixture.key
    try fixture.quotas.set(key, "1/h") { $0.shadow = 100 }
  }

  /// The clock of the runtimes.
  private final class TestTime: Sendable {
    let instant = Atomic<Int64>(0)
  }

  /// A keeper of its own over the same store, which waits for nobody.
  private func rounds() -> LeaseRounds {
    var options = RuntimeOptions()
    options.busyTimeoutMilliseconds = 0
    return LeaseRounds(LeaseKeeper.Settings(path: fixture.quotas.first.store.path, options))
  }

  private func tell(_ controls: [QuotaControl], _ rounds: inout LeaseRounds) -> Bool {
    rounds.tellCounts(of: controls)
  }

  /// Counts requests in a limit that its own keeper does not tell of: it has ended.
  private func counted(_ requests: Int, for slug: String = "acme") throws -> QuotaControl {
    let control = try fixture.withRuntime(for: slug) { $0.control(key) }
    for _ in 0..<requests { _ = control.take(1) }
    return control
  }

  @Test func whatIsToldIsToldOnce() throws {
    let control = try counted(3)
    var rounds = rounds()
    #expect(tell([control], &rounds))
    #expect(tell([control], &rounds))
    #expect(try fixture.told() == ["definition": "3/2"])
    _ = control.take(1)
    #expect(tell([control], &rounds))
    #expect(try fixture.told() == ["definition": "4/3"])
  }

  @Test func whatTheStoreDoesNotTakeIsToldLater() throws {
    let control = try counted(3)
    var rounds = rounds()
    try fixture.quotas.first.store.write { _ in
      #expect(!tell([control], &rounds))
      _ = control.take(1)
      #expect(!tell([control], &rounds))
    }
    #expect(try fixture.told().isEmpty)
    #expect(tell([control], &rounds))
    #expect(try fixture.told() == ["definition": "4/3"])
  }

  @Test func whoHasLeftKeepsNobodyElseFromBeingTold() throws {
    try fixture.quotas.set(key, "1/h", for: "globex") { $0.shadow = 100 }
    let controls = [try counted(3, for: "globex"), try counted(2)]
    _ = try fixture.administration.offboard(.slug(Slug(parsing: "globex")), exportTo: nil)
    var rounds = rounds()
    #expect(tell(controls, &rounds))
    #expect(try fixture.told() == ["definition": "2/1"])
    #expect(try fixture.administration.shadowReports().count == 1)
    #expect(controls.allSatisfy { $0.shadows.takeUntold(of: $0).isEmpty })
  }

  @Test func eachDayHasItsOwnCount() throws {
    let day: Int64 = 86_400_000_000
    try fixture.withRuntime { quotas in
      for _ in 0..<3 { #expect(quotas.admit(key).isAllowed) }
      time.instant.wrappingAdd(day, ordering: .relaxed)
      #expect(quotas.admit(key).isAllowed)
    }
    let report = try #require(try fixture.administration.shadowReports().first)
    #expect(report.checked == 4 && report.denied == 3 && report.days == 2 && report.deniedDays == 2)
    #expect(report.firstDay.description == "2026-11-23T00:00:00Z")
    #expect(report.lastDay.description == "2026-11-24T00:00:00Z")
  }

  @Test func theStoreIsToldWhileTheServiceRuns() throws {
    let quotas = try fixture.quotas.quotas()
    #expect(quotas.served(3, key) == 3)
    let keeper = quotas.control(key).engine.keeper
    while try fixture.told() != ["definition": "3/2"] { keeper.wait(past: keeper.round) }
  }
}
