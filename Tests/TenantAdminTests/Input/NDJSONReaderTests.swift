// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@testable import TenantAdmin

@Suite struct NDJSONReaderTests {
  @Test func valuesComeWithTheirLinesAndBlankLinesAreSkipped() throws {
    let reader = try NDJSONReader(pieces(of: "\u{FEFF}{\"a\":0.10}\n\n \t\r\n[1]\r\n", piece: 3))
    #expect(try reader.next() == .object(["a": .number("0.10")]))
    #expect(reader.place == InputPlace(source: "input", line: 1))
    #expect(try reader.next() == .array([.number("1")]))
    #expect(reader.place.line == 4)
    #expect(try reader.next() == nil)
  }

  @Test func brokenLineIsNamedAndTheNextOneCanBeRead() throws {
    let reader = try NDJSONReader(pieces(of: "1\n{\"a\":}\n2 3\n\"\u{1}\"\n4"))
    #expect(try reader.next() == .number("1"))
    let error = try fault { _ = try reader.next() }
    #expect(error.code == .invalidRow)
    #expect(error.message == "input, line 2: not valid JSON: unexpected character at byte 6")
    #expect(error.details["line"] == "2")
    #expect(error.details["offset"] == "5")
    #expect(try fault { _ = try reader.next() }.details["line"] == "3")
    #expect(try fault { _ = try reader.next() }.details["line"] == "4")
    #expect(try reader.next() == .number("4"))
  }
}
