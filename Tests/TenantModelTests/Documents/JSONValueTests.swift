// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@Suite struct JSONValueTests {
  private func value(_ generator: inout SeededGenerator, depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0...(depth > 4 ? 3 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2:
      return .number(
        ["0", "-1", "1.50", "1e-7", "123456789012345678901234567890.5"].randomElement(using: &generator) ?? "0")
    case 3: return .string(["", "a\"b\\", "\u{1}\n\t\u{7F}", "é😀", "\u{2028}"].randomElement(using: &generator) ?? "")
    case 4: return .array((0..<3).map { _ in value(&generator, depth: depth + 1) })
    default:
      return .object(
        Dictionary(uniqueKeysWithValues: (0..<3).map { ("k\($0)\"", value(&generator, depth: depth + 1)) }))
    }
  }

  @Test func canonicalTextReadsBackAndFoundationAcceptsIt() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let original = value(&generator)
      #expect(try JSONValue(parsing: original.description) == original)
      #expect(
        (try? JSONSerialization.jsonObject(with: Data(original.description.utf8), options: .fragmentsAllowed)) != nil)
    }
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "nul", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
    "\"\u{1}\"",
    "\"abc", "[1 2]", "{\"a\" 1}", "{a:1}", "1 1", "'a'", "{\"a\":1,\"a\":2}", "\u{FEFF}1", "NaN", "\"\\u+123\"",
  ])
  func theseAreNotJSON(text: String) {
    #expect(throws: TenantError.self) { try JSONValue(parsing: text) }
  }

  @Test func escapesAndSurrogatesAreDecoded() throws {
    #expect(try JSONValue(parsing: #""\u0041\ud83d\ude00\/\b\f""#) == .string("A😀/\u{8}\u{C}"))
  }

  @Test func nestingHasALimitInsteadOfAStackOverflow() {
    #expect(throws: TenantError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: TenantError.self) { try JSONValue(utf8: [0x22, 0xFF, 0x22]) }
    #expect(throws: TenantError.self) { try JSONValue(utf8: [0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22]) }
  }

  @Test func valuesAreCodableAsTheirText() throws {
    let original = JSONValue.object(["a": .number("1.10")])
    let data = try JSONEncoder().encode([original])
    #expect(try JSONDecoder().decode([JSONValue].self, from: data) == [original])
  }
}
