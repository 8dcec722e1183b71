// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct DerivedIdentifiersTests {
  private func ids(_ records: [String], limit: Int = 100) -> [String] {
    var identifiers = DerivedIdentifiers(limit: limit)
    return records.map { record in Array(record.utf8).withUnsafeBytes { identifiers.next($0) } }
  }

  @Test func equalRecordsAreNumberedFromTheSecondOn() {
    let result = ids(["a", "b", "a", "a"])
    // The first 128 bits of SHA-256("a").
    #expect(result[0] == "ca978112ca1bbdcafac231b39a23dc4d")
    #expect(result[2] == result[0] + "#2")
    #expect(result[3] == result[0] + "#3")
    #expect(Set(result).count == 4)
  }

  @Test func recordsThatAreThereHaveTheSameIDsWhateverFollows() {
    var random = SeededGenerator(seed: 9)
    let records = (0..<400).map { _ in String(Int.random(in: 0..<60, using: &random)) }
    let whole = ids(records, limit: 20)
    for length in [0, 1, 50, 399] {
      #expect(ids(Array(records.prefix(length)), limit: 20) == Array(whole.prefix(length)))
    }
  }

  @Test func memoryIsBoundedAndNearRepetitionsAreStillTold() {
    let far = ["x"] + (0..<50).map { "r\($0)" } + ["x"]
    let near = ["x"] + (0..<9).map { "r\($0)" } + ["x"]
    #expect(ids(near, limit: 10).last?.hasSuffix("#2") == true)
    #expect(ids(far, limit: 10).first == ids(far, limit: 10).last)
  }
}
