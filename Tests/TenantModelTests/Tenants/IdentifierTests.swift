// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct IdentifierTests {
  @Test func tenantIDsCarryTheirBitsAndReadBack() throws {
    var generator = SeededGenerator(seed: 7)
    var seen: Set<String> = []
    for _ in 0..<2_000 {
      let id = TenantID(bits: UInt128(generator.next()) << 64 | UInt128(generator.next()))
      #expect(try TenantID(parsing: id.rawValue) == id)
      seen.insert(id.rawValue)
    }
    #expect(seen.count == 2_000)
    #expect(TenantID(bits: 0).rawValue == "t_00000000000000000000000000")
    #expect(TenantID(bits: .max).rawValue == "t_7zzzzzzzzzzzzzzzzzzzzzzzzz")
  }

  @Test(arguments: [
    "", "t_", "t_0000000000000000000000000", "t_000000000000000000000000000", "T_00000000000000000000000000",
    "t_0000000000000000000000000i", "t_0000000000000000000000000A", "t_80000000000000000000000000",
    " t_00000000000000000000000000", "t_00000000000000000000000000\n", "t-00000000000000000000000000",
    "t_0000000000000000000000000\u{0}", "t_000000000000000000000000é", "t_%000000000000000000000000",
  ])
  func anythingElseIsNoTenantID(text: String) {
    #expect(throws: TenantError.self) { try TenantID(parsing: text) }
  }

  /// The grammar once more, as a plain rule over scalars.
  private static func isSlug(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { "abcdefghijklmnopqrstuvwxyz".unicodeScalars.contains(scalar) }
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0123456789".unicodeScalars.contains(scalar) }
    guard scalars.count >= 3, scalars.count <= 40, isLetter(scalars[0]), scalars[scalars.count - 1] != "-" else {
      return false
    }
    return scalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
  }

  @Test func theAcceptedSlugsAreExactlyTheGrammar() {
    let alphabet: [Character] = [
      "a", "z", "0", "9", "-", "_", "A", ".", "%", " ", "é", "e\u{301}", "ａ", "\u{212A}", "\u{0}", "/",
    ]
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...44, using: &generator)
      let isPlain = Bool.random(using: &generator)
      let text = String(
        (0..<length).map { _ in
          isPlain
            ? alphabet[Int.random(in: 0...4, using: &generator)] : alphabet.randomElement(using: &generator) ?? "a"
        })
      #expect(((try? Slug(parsing: text)) != nil) == Self.isSlug(text), "'\(text)'")
    }
  }

  @Test func normalisationFormsAreNotTheSameName() {
    #expect(throws: TenantError.self) { try Slug(parsing: "caf\u{E9}") }
    #expect(throws: TenantError.self) { try Slug(parsing: "cafe\u{301}") }
  }

  @Test func regionsFollowTheirGrammar() throws {
    #expect(try Region(parsing: "eu-west-1").rawValue == "eu-west-1")
    for text in ["", "-eu", "EU", "eu_west", String(repeating: "a", count: 41)] {
      #expect(throws: TenantError.self) { try Region(parsing: text) }
    }
  }

  @Test func selectorsTellIDsSlugsAndExternalIDsApart() throws {
    #expect(try TenantSelector(parsing: "acme") == .slug(Slug(parsing: "acme")))
    let id = TenantID(bits: 5)
    #expect(try TenantSelector(parsing: id.rawValue) == .id(id))
    #expect(try TenantSelector(parsing: "billing:cus_1:2") == .external(kind: "billing", value: "cus_1:2"))
    for text in ["t_x", "Billing:x", "billing:", ":x", "billing:a b", "ac me"] {
      #expect(throws: TenantError.self) { try TenantSelector(parsing: text) }
    }
    for text in ["acme", id.rawValue, "billing:cus_1"] { #expect(try TenantSelector(parsing: text).text == text) }
  }
}
