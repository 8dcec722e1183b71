// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport
import Testing

@testable import TenantModel

@Suite struct RendezvousHashTests {
  /// From the authors' test suite, `test_fnv.c`.
  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func digestHasThePublishedValues(text: String, digest: UInt64) {
    #expect(RendezvousHash.digest(text) == digest)
  }

  /// The first outputs of the reference generator for the seed 1234567, whose state grows by the golden ratio.
  @Test func mixIsTheFinaliserOfSplitMix64() {
    let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    let states = [1, 2, 3].map { 1_234_567 &+ golden &* $0 }
    #expect(
      states.map(RendezvousHash.mix) == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func logarithmIsCloseToTheRealOneAndNeverIncreases() {
    var generator = SeededGenerator(seed: 7)
    var hashes: [UInt64] = [0, 1, 2, 3, .max, .max - 1, 1 << 63, (1 << 63) - 1]
    for _ in 0..<20_000 { hashes.append(generator.next() >> UInt64.random(in: 0..<64, using: &generator)) }
    hashes.sort()
    var previous = UInt64.max
    for hash in hashes {
      let value = RendezvousHash.negativeLogarithm(hash)
      #expect(value <= previous)
      previous = value
      let exact = 64 - log2(Double(max(hash, 1)))
      #expect(abs(Double(value) / 4_294_967_296 - exact) < 3e-6)
    }
    #expect(RendezvousHash.negativeLogarithm(0) == 64 << 32)
    #expect(RendezvousHash.negativeLogarithm(.max) > 0)
  }

  @Test func placesAreFirstAsOftenAsTheyWeigh() {
    let weights: [UInt64] = [100, 200, 300, 400]
    let places = weights.indices.map { RendezvousHash.place("pool/instance-\($0)") }
    var counts = [Int](repeating: 0, count: 4)
    var generator = SeededGenerator(seed: 11)
    let samples = 40_000
    for _ in 0..<samples {
      let tenant = RendezvousHash.digest(TenantID(bits: PoolFixtures.random(&generator)).rawValue)
      let first = weights.indices.min {
        RendezvousHash.distance(tenant: tenant, place: places[$0], weight: weights[$0])
          < RendezvousHash.distance(tenant: tenant, place: places[$1], weight: weights[$1])
      }
      if let first { counts[first] += 1 }
    }
    for (weight, count) in zip(weights, counts) {
      let expected = Double(samples) * Double(weight) / 1_000
      // Six standard deviations of a binomial distribution: a chance in a billion for a right hash, and the seed is fixed.
      #expect(abs(Double(count) - expected) < 6 * expected.squareRoot(), "weight \(weight): \(count)")
    }
  }

  @Test(arguments: [2, 5, 20, 100])
  func aNewPlaceTakesItsShareAndChangesNothingElse(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let before = PlacementFleet([try PoolFixtures.pool("cells", .pool, instances: count)])
    let after = PlacementFleet([try PoolFixtures.pool("cells", .pool, instances: count + 1)])
    var moved = 0
    let samples = 4_000
    for _ in 0..<samples {
      let request = try PoolFixtures.request(PoolFixtures.random(&generator))
      let (old, new) = (before.choose(request), after.choose(request))
      guard old != new else { continue }
      moved += 1
      #expect(new?.instance?.rawValue.hasSuffix(String(count + 1)) == true)
    }
    #expect(moved > 0)
    #expect(Double(moved) / Double(samples) <= 2 / Double(count + 1))
  }
}
