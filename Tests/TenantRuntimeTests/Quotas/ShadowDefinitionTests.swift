// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Definitions that are only watched: every request is served, and what would have been refused is counted.
@Suite struct ShadowDefinitionTests {
  private let fixture: ShadowFixture
  private let key: QuotaKey

  init() throws {
    fixture = try ShadowFixture()
    key = fixture.key
  }

  private func watch(_ allowance: String, _ change: (inout QuotaRequest) throws -> Void = { _ in }) throws {
    try fixture.quotas.set(key, allowance) {
      $0.shadow = 100
      try change(&$0)
    }
  }

  @Test(arguments: [RateMode.bucket, .rolling])
  func aRateRefusesNothingAndIsCounted(_ mode: RateMode) throws {
    try watch("5/h") { $0.mode = mode }
    #expect(try fixture.served(8) == 8)
    #expect(try fixture.told() == ["definition": "8/3"])
  }

  @Test func aRateThatIsWatchedIsOneForAllProcesses() throws {
    try watch("5/h")
    #expect(try fixture.served(4) == 4)
    #expect(try fixture.served(4) == 4)
    #expect(try fixture.told() == ["definition": "8/3"])
    // What was used while it was watched was used.
    try fixture.quotas.set(key, "5/h") { $0.shadow = 0 }
    #expect(try fixture.served(2) == 0)
    #expect(try fixture.told() == ["definition": "8/3"])
  }

  @Test func aHandleThatWasMadeBeforeIsWatchedToo() throws {
    try fixture.quotas.set(key, "5/h")
    let handle = try fixture.quotas.quotas().handle(key)
    #expect(handle.admit(cost: 2).isAllowed)
    try watch("5/h")
    #expect((0..<5).count { _ in handle.admit().isAllowed } == 5)
    // To ask where it stands is no request.
    #expect(handle.standing.remaining == 0)
    #expect(handle.peek().reason == .shadow)
    let told = handle.control.shadows.takeUntold(of: handle.control)
    #expect(told.map { [$0.checked, $0.denied] } == [[5, 2]])
    try fixture.quotas.set(key, "5/h") { $0.shadow = 0 }
    #expect(!handle.admit().isAllowed)
    #expect(handle.control.shadows.takeUntold(of: handle.control).isEmpty)
  }

  @Test func whatIsGivenBackMayBeUsedAgain() throws {
    try watch("5/h")
    try fixture.withRuntime { quotas in
      let handle = quotas.handle(key)
      #expect(handle.admit(cost: 5).reason == .withinLimit)
      handle.refund(cost: 3)
      #expect(handle.admit(cost: 3).reason == .withinLimit)
      #expect(handle.admit().reason == .shadow)
    }
    #expect(try fixture.told() == ["definition": "3/1"])
  }

  @Test func nobodyWaitsForARateThatIsOnlyWatched() throws {
    try watch("1/h") { $0.onExceed = try QuotaExcessPolicy(parsing: "delay:1h") }
    try fixture.withRuntime { quotas in
      #expect((0..<4).map { _ in quotas.admit(key).outcome } == Array(repeating: .allowed, count: 4))
    }
    // One would have waited, and two would have been refused.
    #expect(try fixture.told() == ["definition": "4/2"])
  }

  @Test func aPeriodIsCountedBeyondWhatIsHeldToo() throws {
    try watch("5/month")
    #expect(try fixture.served(500) == 500)
    #expect(try fixture.told() == ["definition": "500/495"])
  }

  @Test func aPeriodIsCountedByWhatAllProcessesUsed() throws {
    try watch("5/month")
    #expect(try fixture.served(3) == 3)
    #expect(try fixture.served(4) == 4)
    #expect(try fixture.told() == ["definition": "7/2"])
  }

  @Test func whatIsBilledIsNotRefused() throws {
    try watch("5/month") { $0.onExceed = .allowAndBill }
    #expect(try fixture.served(20) == 20)
    #expect(try fixture.told() == ["definition": "20/0"])
  }

  @Test func whatIsHeldAtOnceIsCounted() throws {
    try watch("2")
    try fixture.withRuntime { quotas in
      let held = (0..<3).compactMap { _ in quotas.acquire(key).slot }
      #expect(held.count == 3)
      for slot in held { slot.release() }
      #expect(quotas.acquire(key, units: 2).decision.reason == .withinLimit)
      #expect(quotas.acquire(key, units: 3).slot != nil)
    }
    #expect(try fixture.told() == ["definition": "5/2"])
  }

  @Test func aUsersDefinitionCountsForTheTenant() throws {
    try fixture.quotas.set(key, "100/h")
    try fixture.quotas.set(key, "2/h", user: "ann") { $0.shadow = 100 }
    try fixture.withRuntime { quotas in
      #expect((0..<5).count { _ in quotas.admit(key, user: "ann").isAllowed } == 5)
      #expect((0..<5).count { _ in quotas.admit(key, user: "bob").isAllowed } == 5)
    }
    #expect(try fixture.told() == ["definition": "5/3"])
  }

  @Test func onlyWhatAllOfAGroupServeIsCounted() throws {
    try watch("2/h")
    let narrow = try QuotaKey(parsing: "narrow")
    try fixture.quotas.set(narrow, "3/h")
    for keys in [[key, narrow], [narrow, key]] {
      try fixture.withRuntime { quotas in
        let group = quotas.group(keys)
        #expect((0..<5).count { _ in group.admit().isAllowed } == (keys[0] == key ? 3 : 0))
      }
      #expect(try fixture.told() == ["definition": "3/1"])
    }
  }

  @Test func whatWorkCostMoreIsNoOtherRequest() throws {
    try watch("5/month")
    try fixture.withRuntime { quotas in
      let reservation = try quotas.reserve(key, upTo: 4)
      reservation.settle(actual: 9)
      let other = try quotas.reserve(key, upTo: 1)
      other.settle(actual: 0)
    }
    #expect(try fixture.told() == ["definition": "2/1"])
  }

  @Test func whatCannotBeJudgedIsNotCounted() throws {
    try watch("5/h")
    let runtime = try fixture.quotas.first.another()
    let quotas = try fixture.quotas.quotas(of: runtime)
    #expect(quotas.admit(key).reason == .withinLimit)
    let control = quotas.control(key)
    runtime.loseFile()
    let decision = quotas.admit(key)
    #expect(decision.isAllowed && decision.reason == .storeUnavailable)
    #expect(control.shadows.takeUntold(of: control).map(\.checked) == [1])
  }
}
