// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What was used of a rate is still used when it is counted in another way.
@Suite struct ModeChangeTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey = "api.calls"

  init() throws {
    fixture = try QuotaFixture()
  }

  @Test(arguments: [
    [RateMode.hard, .rolling, .hard], [.hard, .rolling, .bucket], [.rolling, .hard, .rolling],
    [.bucket, .rolling, .hard],
  ])
  func noWindowHasMoreThanTheLimit(modes: [RateMode]) throws {
    var served = 0
    for mode in modes {
      try fixture.set(key, "10/12h") { $0.mode = mode }
      // Both processes, so that what one carries over the other does not carry over again.
      served += try fixture.quotas().served(7, key)
      served += try fixture.quotas(of: fixture.second).served(7, key)
    }
    #expect((5...10).contains(served))
  }

  @Test func whatARateCountedCountsOnceInARing() throws {
    try fixture.set(key, "100/h") { $0.mode = .bucket }
    #expect(try fixture.quotas().served(30, key) == 30)
    try fixture.set(key, "100/h") { $0.mode = .rolling }
    for runtime in [fixture.first.runtime, fixture.second] { _ = try fixture.quotas(of: runtime).peek(key) }
    let left = try #require(try fixture.quotas().peek(key).remaining)
    #expect(left == 69)
    try fixture.set("api.rare", "100/h") { $0.mode = .rolling }
    #expect(try fixture.quotas().served(120, "api.rare") == 100)
  }

  @Test(arguments: 0..<200) func theBoundOfWhatWasAdmittedIsNeverTooLow(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rate = RateParameters(
      limit: Int64.random(in: 1...50, using: &random), windowSeconds: 60,
      burst: Int64.random(in: 1...80, using: &random),
      mode: [.bucket, .hard].randomElement(using: &random) ?? .bucket)
    var arrival: Int64 = 0
    var log: [Int64] = []
    var now: Int64 = 1_000_000_000_000
    for _ in 0..<300 {
      now += Int64.random(in: 0...3_000_000_000, using: &random)
      if case .admitted(let next) = rate.decide(cost: 1, arrival: arrival, now: now) {
        arrival = next
        log.append(now)
      }
      let window = Int64.random(in: 1...200_000_000_000, using: &random)
      let admitted = log.count { $0 > now - window }
      #expect(rate.admitted(within: window, arrival: arrival, now: now) >= admitted)
    }
  }
}
