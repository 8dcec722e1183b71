// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaChangeStrategyTests {
  private struct Change: Sendable {
    let strategy: QuotaChangeStrategy
    let new: Int64
    /// Use before, and use after.
    let uses: [(Int64, Int64)]
  }

  /// Use under, at and over the new limit, of a downgrade from 100 to 40 and of an upgrade from 100 to 250.
  private static let matrix: [Change] = [
    Change(strategy: .preserveUsed, new: 40, uses: [(30, 30), (40, 40), (90, 90)]),
    Change(strategy: .proportional, new: 40, uses: [(30, 12), (40, 16), (90, 36), (99, 40)]),
    Change(strategy: .additive, new: 40, uses: [(30, 0), (40, 0), (90, 30), (100, 40), (130, 40)]),
    Change(strategy: .reset, new: 40, uses: [(30, 0), (40, 0), (90, 0)]),
    Change(strategy: .preserveUsed, new: 250, uses: [(90, 90), (250, 250), (300, 300)]),
    Change(strategy: .proportional, new: 250, uses: [(90, 225), (100, 250), (130, 325), (1, 3)]),
    Change(strategy: .additive, new: 250, uses: [(90, 90), (100, 100), (300, 100), (0, 0)]),
    Change(strategy: .reset, new: 250, uses: [(90, 0), (250, 0), (300, 0)]),
  ]

  @Test func eachStrategyTreatsUseUnderAtAndOverTheNewLimit() {
    for change in Self.matrix {
      for (used, expected) in change.uses {
        #expect(change.strategy.used(used, from: 100, to: change.new) == expected, "\(change.strategy), \(used)")
      }
    }
  }

  @Test func laws() {
    var generator = SeededGenerator(seed: 0xC4A)
    for _ in 0..<2_000 {
      let old = Int64.random(in: 0...1_000, using: &generator)
      let new = Int64.random(in: 0...1_000, using: &generator)
      let used = Int64.random(in: 0...1_200, using: &generator)
      #expect(QuotaChangeStrategy.preserveUsed.used(used, from: old, to: new) == used)
      #expect(QuotaChangeStrategy.reset.used(used, from: old, to: new) == 0)
      // A change to the same limit changes nothing, but that an addition forgives what is beyond it.
      #expect(QuotaChangeStrategy.proportional.used(used, from: old, to: old) == used)
      #expect(QuotaChangeStrategy.additive.used(used, from: old, to: old) == min(used, old))
      let proportional = QuotaChangeStrategy.proportional.used(used, from: old, to: new)
      if old > 0 {
        #expect(proportional * old >= used * new)
        #expect((proportional - 1) * old < used * new || proportional == 0)
        #expect(proportional <= new || used > old)
      }
      let left = new - QuotaChangeStrategy.additive.used(used, from: old, to: new)
      #expect(left == min(new, max(0, old - used) + max(0, new - old)))
    }
  }

  @Test(arguments: QuotaChangeStrategy.allCases)
  func extremesDoNotTrap(_ strategy: QuotaChangeStrategy) {
    let numbers: [Int64] = [.min, -1, 0, 1, .max - 1, .max]
    for used in numbers {
      for old in numbers {
        for new in numbers {
          let result = strategy.used(used, from: old, to: new)
          #expect(result >= 0 || result == used)
        }
      }
    }
    #expect(QuotaChangeStrategy.proportional.used(.max, from: 1, to: .max) == .max)
    #expect(QuotaChangeStrategy.proportional.used(.max, from: .max, to: .max) == .max)
  }

  @Test func namesAreThoseOfTheDocuments() {
    #expect(QuotaChangeStrategy.allCases.map(\.rawValue) == ["preserve-used", "proportional", "additive", "reset"])
    #expect(RateMode.allCases.map(\.rawValue) == ["bucket", "hard", "rolling"])
  }
}
