// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct CSVLineTests {
  /// Reads CSV as RFC 4180 describes it, byte by byte, and fails where the text breaks its grammar.
  private func parse(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      var cell: [UInt8] = []
      if rest.first == UInt8(ascii: "\"") {
        rest.removeFirst()
        while true {
          guard let byte = rest.popFirst() else { return nil }
          if byte != UInt8(ascii: "\"") {
            cell.append(byte)
          } else if rest.first == UInt8(ascii: "\"") {
            cell.append(rest.removeFirst())
          } else {
            break
          }
        }
      } else {
        while let byte = rest.first, ![UInt8(ascii: ","), UInt8(ascii: "\n")].contains(byte) {
          if [UInt8(ascii: "\""), UInt8(ascii: "\r")].contains(byte) { return nil }
          cell.append(rest.removeFirst())
        }
      }
      row.append(String(decoding: cell, as: UTF8.self))
      switch rest.popFirst() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\n"):
        rows.append(row)
        row = []
      default: return nil
      }
    }
    return row.isEmpty ? rows : nil
  }

  @Test func everyTextComesBackByteForByte() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<1_000 {
      let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in HostileText.random(&generator) }
      }
      let read = parse(rows.map(CSVLine.text).joined())
      #expect(read?.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }, "\(rows)")
    }
  }

  @Test func quotesAreOnlyWhereTheyAreNeeded() {
    #expect(CSVLine.text(["a", "b c", "", "=1+1", "-3"]) == "a,b c,,=1+1,-3\n")
    #expect(
      CSVLine.text(["a,b", "say \"hi\"", "x\ny", " x", "x "]) == "\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",\" x\",\"x \"\n")
    #expect(CSVLine.text([""]) == "\"\"\n")
  }
}
