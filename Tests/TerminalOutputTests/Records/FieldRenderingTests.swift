// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct FieldRenderingTests {
  private func random(_ generator: inout SeededGenerator, depth: Int = 0) -> FieldValue {
    switch Int.random(in: 0..<(depth < 3 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .text(HostileText.random(&generator))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
    case 3: return .decimal("\(Int.random(in: -9...9, using: &generator)).12345678901")
    case 4: return .number("\(Int.random(in: -9...9, using: &generator)).5")
    case 5: return .bool(Bool.random(using: &generator))
    case 6:
      return .list((0..<Int.random(in: 0...3, using: &generator)).map { _ in random(&generator, depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...3, using: &generator)).map { index in
          Field(name: "k\(index)" + HostileText.random(&generator), value: random(&generator, depth: depth + 1))
        })
    }
  }

  /// Whether Foundation's reader found what was written.
  private func isSame(_ value: FieldValue, _ read: Any) -> Bool {
    switch value {
    case .null: read is NSNull
    case .text(let text), .decimal(let text): (read as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .integer(let number): (read as? NSNumber)?.int64Value == number
    case .number(let text): (read as? NSNumber)?.doubleValue == Double(text)
    case .bool(let flag): (read as? NSNumber)?.boolValue == flag
    case .list(let values):
      (read as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy(isSame) } ?? false
    case .object(let fields):
      (read as? [String: Any]).map { members in
        members.count == fields.count
          && fields.allSatisfy { field in members[field.name].map { isSame(field.value, $0) } ?? false }
      } ?? false
    }
  }

  @Test func jsonIsReadBackByAnotherReader() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<500 {
      let value = random(&generator)
      for pretty in [false, true] {
        let text = value.json(pretty: pretty)
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(isSame(value, read), "\(text)")
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
        #expect(pretty || !text.contains("\n"))
      }
    }
  }

  @Test func keysAscendAndLayoutIsForPeople() {
    let value = FieldValue.object([
      Field(name: "b", value: .list([.integer(1), .bool(true)])), Field(name: "a", value: .decimal("1.10")),
      Field(name: "c", value: .list([])), Field(name: "d", value: .object([])),
    ])
    #expect(value.json() == #"{"a":"1.10","b":[1,true],"c":[],"d":{}}"#)
    #expect(
      value.json(pretty: true) == """
        {
          "a": "1.10",
          "b": [
            1,
            true
          ],
          "c": [],
          "d": {}
        }
        """)
  }

  @Test(arguments: [
    (FieldValue.null, "", ""), (.text("x"), "x", "x"), (.integer(-3), "-3", "-3"), (.decimal("1.10"), "1.10", "1.10"),
    (.number("1e3"), "1e3", "1e3"), (.bool(false), "false", "false"),
    (.list([.text("a"), .integer(1)]), "a,1", #"["a",1]"#),
    (.object([Field(name: "k", value: .text("v"))]), "k=v", #"{"k":"v"}"#),
    (.list([.list([.null])]), "[[null]]", "[[null]]"),
    (.object([Field(name: "k", value: .list([]))]), #"{"k":[]}"#, #"{"k":[]}"#),
  ])
  func plainTextIsOneLineAndCSVKeepsTheStructure(value: FieldValue, plain: String, csv: String) {
    #expect(value.plainText == plain)
    #expect(value.csvText == csv)
  }
}
