// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantModel

@Suite struct SealItemTests {
  private struct Description: Hashable {
    var fields: [[UInt8]]
  }

  private static let owner = SealOwner(tenant: TenantID(bits: 1), incarnation: 1, keyID: TenantKeyID(bits: 1))

  private func item(_ stream: String = "s", _ item: String = "i", _ schema: String = "", _ producer: String = "")
    throws -> SealItem
  {
    SealItem(
      purpose: .values, stream: stream, period: SealPeriod(rawValue: 1), region: try Region(parsing: "eu"), item: item,
      sequence: 1, schema: schema, producer: producer)
  }

  /// Reads length-prefixed fields back: what can be read back in one way only was written in one way only.
  private func fields(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var rest = bytes[...]
    var fields: [[UInt8]] = []
    while !rest.isEmpty {
      try #require(rest.count >= 8)
      let length = rest.prefix(8).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(8)
      try #require(rest.count >= length)
      fields.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return fields
  }

  private func number(_ value: Int64) -> [UInt8] {
    (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
  }

  @Test func theFieldsCanBeReadBackAndNoTwoDescriptionsAreAlike() throws {
    var generator = SeededGenerator(seed: 7)
    let texts = ["", "a", "ab", "abc", "b", "bc", "c", "é", "e\u{301}", "\0", "a\0", "values", "1"]
    let numbers: [Int64] = [.min, -1, 0, 1, 2, 255, 256, .max]
    var seen: [[UInt8]: [[UInt8]]] = [:]
    for _ in 0..<20_000 {
      func text() -> String { texts.randomElement(using: &generator) ?? "" }
      func integer() -> Int64 { numbers.randomElement(using: &generator) ?? 0 }
      let owner = SealOwner(
        tenant: TenantID(bits: UInt128.random(in: 0...2, using: &generator)), incarnation: integer(),
        keyID: TenantKeyID(bits: UInt128.random(in: 0...2, using: &generator)))
      let item = SealItem(
        purpose: SealPurpose.allCases.randomElement(using: &generator) ?? .values, stream: text(),
        period: SealPeriod(rawValue: integer()),
        region: try Region(parsing: Bool.random(using: &generator) ? "a" : "ab"),
        item: text(), sequence: integer(), schema: text(), producer: text())
      let expected: [[UInt8]] = [
        Array("tenantctl sealed 1".utf8), Array(owner.tenant.rawValue.utf8), number(owner.incarnation),
        Array(item.region.rawValue.utf8), Array(item.purpose.rawValue.utf8), Array(item.stream.utf8),
        number(item.period.rawValue), Array(item.item.utf8), number(item.sequence), Array(item.schema.utf8),
        Array(owner.keyID.rawValue.utf8), Array(item.producer.utf8),
      ]
      let bytes = item.associatedData(owner)
      #expect(try fields(bytes) == expected)
      #expect(seen.updateValue(expected, forKey: bytes).map { $0 == expected } ?? true)
    }
  }

  /// Row 38: what differs only in where one field ends and the next begins is not the same.
  @Test func attack38FieldsHaveTheirBounds() throws {
    #expect(try item("a", "bc").associatedData(Self.owner) != item("ab", "c").associatedData(Self.owner))
    #expect(
      try item("a", "b", "cd", "").associatedData(Self.owner) != item("a", "b", "c", "d").associatedData(Self.owner))
    #expect(try item("", "ab").associatedData(Self.owner) != item("ab", "").associatedData(Self.owner))
    #expect(try item("é").associatedData(Self.owner) != item("e\u{301}").associatedData(Self.owner))
    #expect(try item("a").keyLabel != item("aa").keyLabel)
    #expect(try item("a").keyLabel == item("a", "other", "s", "p").keyLabel)
  }

  @Test func periodsAreThirtyDaysFromTheEpochOnBothSides() {
    let length: Int64 = 30 * 86_400 * 1_000_000
    for (microseconds, period) in [
      (0, 0), (length - 1, 0), (length, 1), (-1, -1), (-length, -1), (-length - 1, -2), (Int64.min, -3_558_400),
      (.max, 3_558_399),
    ] as [(Int64, Int64)] {
      #expect(SealPeriod(containing: Timestamp(microseconds: microseconds)).rawValue == period)
    }
  }

  @Test func keyIdsAreOfTheirGrammarOnly() throws {
    let id = TenantKeyID(bits: .max)
    #expect(try TenantKeyID(parsing: id.rawValue) == id && id.rawValue.hasPrefix("r_"))
    for text in ["", "r_", "t" + id.rawValue.dropFirst(), "k" + id.rawValue.dropFirst(), id.rawValue + "0", "../x"] {
      #expect(throws: TenantError.self) { try TenantKeyID(parsing: text) }
    }
  }

  /// Row 22, as a rule: whoever acts must know the tenant as it is now.
  @Test func aStandingHoldsOnlyWhileNothingHasChanged() throws {
    var tenant = Tenant(
      id: TenantID(bits: 1), slug: try Slug(parsing: "acme"), name: "acme", tier: try Slug(parsing: "free"),
      homeRegion: try Region(parsing: "eu"), createdAt: Timestamp(microseconds: 0))
    let standing = TenantStanding(tenant)
    func reason(isWriting: Bool, _ change: (inout Tenant) -> Void) -> String? {
      var changed = tenant
      change(&changed)
      do {
        try standing.require(changed, isWriting: isWriting)
        return nil
      } catch {
        return (error as? TenantError)?.details["reason"]
      }
    }
    for isWriting in [false, true] {
      #expect(reason(isWriting: isWriting) { $0.name = "other" } == nil)
      for state in TenantState.allCases where state != .active {
        #expect(reason(isWriting: isWriting) { $0.state = state } == "stale-lifecycle")
      }
      for step: Int64 in [-1, 1] {
        #expect(reason(isWriting: isWriting) { $0.lifecycleEpoch += step } == "stale-lifecycle")
        #expect(reason(isWriting: isWriting) { $0.incarnation += step } == "stale-lifecycle")
        #expect(reason(isWriting: isWriting) { $0.placementEpoch += step } == (isWriting ? "stale-placement" : nil))
      }
      #expect(throws: TenantError.self) { try standing.require(nil, isWriting: isWriting) }
      let other = Tenant(
        id: TenantID(bits: 2), slug: tenant.slug, name: "acme", tier: tenant.tier, homeRegion: tenant.homeRegion,
        createdAt: tenant.createdAt)
      #expect(throws: TenantError.self) { try standing.require(other, isWriting: isWriting) }
    }
    tenant.name = "unused"
  }
}
