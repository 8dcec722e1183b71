// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// Random values of the shapes in which money goes wrong: tiny, huge, equal, zero.
enum CostSamples {
  static func amount(_ random: inout SeededGenerator) -> ExactAmount {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: ExactAmount(units: Int128(Int64.random(in: -20...20, using: &random)))
    case 1: ExactAmount(units: Int128(Int64.random(in: -100_000...100_000, using: &random)) * 10_000_000_000)
    case 2: ExactAmount(units: Int128(Int64.random(in: .min ... .max, using: &random)))
    case 3: ExactAmount(units: Int128.random(in: .min ... .max, using: &random))
    case 4: ExactAmount(units: Int128.max - Int128(Int64.random(in: 0...3, using: &random)))
    default: ExactAmount(units: Int128.min + Int128(Int64.random(in: 0...3, using: &random)))
    }
  }

  static func weight(_ random: inout SeededGenerator) -> UInt64 {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: 0
    case 1: 1
    case 2: UInt64.random(in: 1...10, using: &random)
    case 3: UInt64.random(in: 1...1_000_000, using: &random)
    case 4: UInt64.max - UInt64.random(in: 0...2, using: &random)
    default: UInt64.random(in: .min ... .max, using: &random)
    }
  }

  static func tenants(_ count: Int, _ random: inout SeededGenerator) -> [TenantID] {
    (0..<count).map { _ in TenantID(bits: UInt128.random(in: .min ... .max, using: &random)) }
  }

  static func weights(upTo count: Int, _ random: inout SeededGenerator) -> [TenantID: UInt64] {
    let tenants = tenants(Int.random(in: 0...count, using: &random), &random)
    return Dictionary(uniqueKeysWithValues: tenants.map { ($0, weight(&random)) })
  }
}

extension Timestamp {
  static let sample = Timestamp(seconds: 1_700_000_000)
}
