// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@testable import TenantAdmin

@Suite struct CSVReaderTests {
  @Test func fieldsAreFoundByName() throws {
    let reader = try CSVReader(pieces(of: "\u{FEFF}name,\"bytes, sent\",id\r\nacme,10,\"a \"\"b\"\" c\"\r\n,,\r\n"))
    #expect(reader.header == ["name", "bytes, sent", "id"])
    #expect(reader.index(of: "bytes, sent") == 1)
    #expect(reader.index(of: "Name") == nil)
    #expect(try reader.advance())
    #expect(reader.line == 2)
    #expect(try reader.string(at: 1) == "10")
    #expect(try reader.string(at: 2) == "a \"b\" c")
    #expect(reader.withBytes(at: 0) { Array($0) } == Array("acme".utf8))
    #expect(!reader.isEmpty(at: 0))
    #expect(reader.place(ofColumn: 1) == InputPlace(source: "input", line: 2, column: 2, name: "bytes, sent"))
    #expect(reader.place == InputPlace(source: "input", line: 2))
    #expect(try reader.advance())
    #expect(reader.isEmpty(at: 2))
    #expect(try !reader.advance())
    #expect(reader.count == 0)
    #expect(try !reader.advance())
  }

  @Test func rowsBeginWhereTheirFirstLineIs() throws {
    let reader = try CSVReader(pieces(of: "a,b\n\"1\n\n2\",x\n\n\n3,\"\n\"\n4,5"))
    var lines: [Int] = []
    while try reader.advance() { lines.append(reader.line) }
    #expect(lines == [2, 7, 9])
  }

  @Test func otherDelimitersSeparate() throws {
    let reader = try CSVReader(pieces(of: "a;b\n1,5;\"x;y\"\n"), delimiter: ";")
    #expect(try reader.advance())
    #expect(try reader.strings() == ["1,5", "x;y"])
    for bad in ["\"", "\n", "\r", "é"] as [Unicode.Scalar] {
      #expect(try fault { _ = try CSVReader(pieces(of: ""), delimiter: bad) }.code == .invalidValue)
    }
  }

  @Test func emptyLinesAreRowsOnlyOfOneColumn() throws {
    let one = try CSVReader(pieces(of: "\n\na\n\n\"\"\nx"))
    var values: [String] = []
    while try one.advance() { values += try one.strings() }
    #expect(values == ["", "", "x"])
    #expect(one.header == ["a"])
  }

  @Test(arguments: [
    ("", "input, line 1: no header"),
    ("\n\r\n", "input, line 1: no header"),
    ("a,b,a\n", "input, line 1, column 3: column name 'a' was used for column 1 already"),
    ("a,b\n1\n", "input, line 2: 1 column where 2 are expected"),
    ("a,b\n1,2\n1,2,3\n", "input, line 3: 3 columns where 2 are expected"),
    ("a,b\n1,2\"\n", "input, line 2, column 2 'b': a quote inside a field that does not begin with one"),
    ("a,b\n\"x\ny\",2\"\n", "input, line 3, column 2 'b': a quote inside a field that does not begin with one"),
    ("a,b\n\"1\"x,2\n", "input, line 2, column 1 'a': text after the closing quote"),
    ("a,b\n\"1\" ,2\n", "input, line 2, column 1 'a': text after the closing quote"),
    ("a,b\n1,\"2\n3,4\n", "input, line 2, column 2 'b': the quote that opens here is never closed"),
    ("a,b\n\"1\n\",\"2\n3,4\n", "input, line 3, column 2 'b': the quote that opens here is never closed"),
    ("a,b\n1,2\r3,4\n", "input, line 2, column 2 'b': a carriage return without a line feed"),
    ("a,b\n1,2\r", "input, line 2, column 2 'b': a carriage return without a line feed"),
    ("a,\"b", "input, line 1, column 2: the quote that opens here is never closed"),
  ])
  func firstFaultIsNamed(text: String, message: String) throws {
    for piece in 1...text.utf8.count + 1 {
      let error = try fault {
        let reader = try CSVReader(pieces(of: text, piece: piece), capacity: 1 + piece % 5)
        while try reader.advance() {}
      }
      #expect(error.code == .invalidRow)
      #expect(error.message == message)
    }
  }

  @Test func readingGoesOnAfterAWrongCountButNotAfterAWrongQuote() throws {
    let counted = try CSVReader(pieces(of: "a,b\n1\n3,4\n"))
    _ = try fault { _ = try counted.advance() }
    #expect(try counted.advance())
    #expect(try counted.strings() == ["3", "4"])

    let quoted = try CSVReader(pieces(of: "a,b\n1\"2,3\n3,4\n"))
    let error = try fault { _ = try quoted.advance() }
    #expect(error.hint == "nothing after this place was read")
    #expect(try !quoted.advance())
  }

  @Test func invalidTextIsNamedWhenItIsReadAsText() throws {
    let reader = try CSVReader(pieces(of: Array("a,b\nx,".utf8) + [0xC3, 0x28] + Array("\n".utf8)))
    #expect(try reader.advance())
    #expect(try reader.string(at: 0) == "x")
    #expect(reader.withBytes(at: 1) { $0.count } == 2)
    let error = try fault { _ = try reader.string(at: 1) }
    #expect(error.message == "input, line 2, column 2 'b': not valid UTF-8")
    #expect(error.details == ["source": "input", "line": "2", "column": "2", "columnName": "b"])
  }

  @Test func overlongRowsAndFieldsAreRefusedBeforeTheyAreHeld() throws {
    for (fill, what) in [
      ("x", "longer than 100 bytes"), ("\"", "the quote that opens here is not closed within 100 bytes"),
    ] {
      var given = 0
      let source = ByteSource(name: "input") { buffer in
        let head = given == 0 ? Array("a,b\n\(fill)".utf8) : []
        given += 1
        for index in buffer.indices { buffer[index] = index < head.count ? head[index] : UInt8(ascii: "y") }
        return buffer.count
      }
      let reader = try CSVReader(source, limit: 100, capacity: 16)
      let error = try fault { _ = try reader.advance() }
      #expect(error.message == "input, line 2, column 1 'a': \(what)")
      #expect(given < 20)
      #expect(try !reader.advance())
    }
    let row = String(repeating: "x", count: 97) + ",y"
    let exact = try CSVReader(pieces(of: "a,b\n\(row)\n\(row)z\n"), limit: 100, capacity: 4096)
    #expect(try exact.advance())
    #expect(try fault { _ = try exact.advance() }.message == "input, line 3, column 2 'b': longer than 100 bytes")
  }
}
