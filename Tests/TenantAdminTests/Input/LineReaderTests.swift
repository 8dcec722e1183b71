// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct LineReaderTests {
  private func lines(_ text: String, piece: Int = .max, capacity: Int = 64, limit: Int = 1000) throws -> [String] {
    let reader = try LineReader(pieces(of: text, piece: piece), limit: limit, capacity: capacity)
    var lines: [String] = []
    while let line = try reader.withNextLine({ String(decoding: $0, as: UTF8.self) }) {
      lines.append(line)
      #expect(reader.line == lines.count)
    }
    #expect(try reader.withNextLine { _ in true } == nil)
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
    ("\n\na", ["", "", "a"]), ("a\rb\n", ["a\rb"]), ("a\r", ["a"]), ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]),
    ("\r\n\r\n", ["", ""]), ("ä\nö\r\n漢", ["ä", "ö", "漢"]),
  ])
  func linesAreTheSameWhereverThePiecesEnd(text: String, expected: [String]) throws {
    for piece in 1...(text.utf8.count + 1) {
      for capacity in [1, 2, 3, 5, 64] { #expect(try lines(text, piece: piece, capacity: capacity) == expected) }
    }
  }

  @Test func randomLinesSurviveRandomPieces() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let expected = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        String(
          decoding: (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt8.random(in: 97...122, using: &random)
          }, as: UTF8.self)
      }
      let text = expected.map { $0 + (Bool.random(using: &random) ? "\n" : "\r\n") }.joined()
      let read = try lines(
        text, piece: Int.random(in: 1...50, using: &random), capacity: Int.random(in: 1...50, using: &random))
      #expect(read == expected)
    }
  }

  @Test func longestLineIsAcceptedAndOneByteMoreIsNamed() throws {
    let fits = String(repeating: "x", count: 50)
    for end in ["", "\n", "\r\n"] {
      #expect(try lines("a\n" + fits + end, piece: 7, capacity: 4, limit: 50) == ["a", fits])
      for piece in [1, 7, 500] {
        let error = try fault { _ = try lines("a\n" + fits + "y" + end, piece: piece, capacity: 4, limit: 50) }
        #expect(error.code == .invalidRow)
        #expect(error.message == "input, line 2: longer than 50 bytes")
      }
    }
  }

  @Test func endlessLineIsRefusedBeforeItIsHeld() throws {
    var given = 0
    let source = ByteSource(name: "input") { buffer in
      given += buffer.count
      for index in buffer.indices { buffer[index] = 0x78 }
      return buffer.count
    }
    let reader = try LineReader(source)
    _ = try fault { _ = try reader.withNextLine { $0.count } }
    #expect(given < 4 << 20)
  }
}
