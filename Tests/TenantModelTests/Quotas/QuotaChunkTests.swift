// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaChunkTests {
  @Test func aChunkIsHalfAnEvenShareAndShrinksTowardsTheLimit() {
    func units(_ remaining: Int64, _ holders: Int64, want: Int64 = 1_000, need: Int64 = 1) -> Int64 {
      QuotaChunk.units(remaining: remaining, activeHolders: holders, want: want, need: need)
    }
    #expect(units(1_000, 1) == 500)
    #expect(units(1_000, 4) == 125)
    #expect(units(1_000, 1, want: 20) == 20)
    #expect(units(5, 4) == 1)
    #expect(units(1, 100) == 1)
    #expect(units(10, 4, need: 7) == 7)
    #expect(units(10, 4, need: 11) == 0)
    #expect(units(0, 1) == 0)
    #expect(units(-5, 1) == 0)
    #expect(units(.max, 1, want: .max) == .max / 2)
    #expect(units(.max, 1, want: .max, need: .max) == .max)
    #expect(units(10, 0) == 5)
  }

  @Test func aChunkIsWhatTheRuleSaysInWiderArithmetic() {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<20_000 {
      func number() -> Int64 {
        Int64.random(in: 1...Int64.max, using: &generator) >> Int64.random(in: 0...62, using: &generator)
      }
      let (remaining, holders, want, need) = (number(), max(number(), 1), max(number(), 1), max(number(), 1))
      let units = QuotaChunk.units(remaining: remaining, activeHolders: holders, want: want, need: need)
      #expect(units <= max(remaining, 0))
      #expect(units == 0 ? need > remaining : units >= need)
      // floor(remaining / (2 · holders)) by search instead of division, in 128 bits.
      let quotient = Int128(remaining) / (2 * Int128(holders))
      #expect(quotient * 2 * Int128(holders) <= Int128(remaining))
      let guided = min(max(quotient, 1), Int128(want))
      #expect(Int128(units) == (need > remaining ? 0 : max(guided, Int128(need))))
    }
  }

  @Test(arguments: [1, 2, 7, 1_000, 123_456] as [Int64])
  func theWholeLimitIsGivenInFewGrants(_ limit: Int64) {
    var remaining = limit
    var grants = 0
    while remaining > 0 {
      let units = QuotaChunk.units(remaining: remaining, activeHolders: 3, want: limit, need: 1)
      #expect(units >= 1)
      remaining -= units
      grants += 1
    }
    #expect(remaining == 0)
    // Six parts in seven stay after each grant until single units are left.
    #expect(grants <= 120)
  }
}
