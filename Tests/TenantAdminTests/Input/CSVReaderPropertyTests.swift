// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin

/// The reader against a writer and a parser of the tests' own, which know nothing of windows and pieces.
@Suite struct CSVReaderPropertyTests {
  @Test func whatWasWrittenIsReadWhateverTheQuotingTheLineEndsAndThePieces() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<400 {
      let columns = Int.random(in: 1...6, using: &random)
      let table = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        (0..<columns).map { _ in randomField(&random) }
      }
      var text: [UInt8] = []
      for (index, row) in table.enumerated() {
        for (column, field) in row.enumerated() {
          if column > 0 { text.append(UInt8(ascii: ",")) }
          // An empty line is not a row where there are more columns, so the only column is quoted where it is empty.
          let mustQuote = field.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) } || columns == 1 && field.isEmpty
          text += mustQuote || Int.random(in: 0..<4, using: &random) == 0 ? quoted(field) : field
        }
        if index < table.count - 1 || Bool.random(using: &random) {
          text += Bool.random(using: &random) ? [0x0A] : [0x0D, 0x0A]
        }
      }
      let piece = Int.random(in: 1...text.count + 1, using: &random)
      let capacity = Int.random(in: 1...64, using: &random)
      #expect(try read(text, piece: piece, capacity: capacity) == Outcome(rows: table, isBroken: false))
    }
  }

  @Test func anyBytesAreReadAsTheSlowParserReadsThemAtEveryBoundary() throws {
    var random = SeededGenerator(seed: 6)
    let alphabet = Array("ab,,\"\"\n\n\r".utf8)
    var broken = 0
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        Int.random(in: 0..<6, using: &random) == 0 ? 0x0A : alphabet.randomElement(using: &random) ?? 0
      }
      let expected = parseSlowly(text)
      if expected.isBroken { broken += 1 }
      for piece in 1...text.count + 1 {
        let outcome = try read(text, piece: piece, capacity: 1 + piece % 7)
        #expect(outcome == expected, "\(String(decoding: text, as: UTF8.self).debugDescription) in pieces of \(piece)")
      }
    }
    // Both kinds must have been tried in earnest.
    #expect((500...2500).contains(broken))
  }

  private struct Outcome: Equatable {
    var rows: [[[UInt8]]]
    var isBroken: Bool
  }

  private func read(_ text: [UInt8], piece: Int, capacity: Int) throws -> Outcome {
    let reader = try CSVReader(pieces(of: text, piece: piece), hasHeader: false, capacity: capacity)
    var rows: [[[UInt8]]] = []
    do {
      while try reader.advance() {
        rows.append((0..<reader.count).map { index in reader.withBytes(at: index) { Array($0) } })
      }
      return Outcome(rows: rows, isBroken: false)
    } catch is TenantError {
      return Outcome(rows: rows, isBroken: true)
    }
  }

  private func randomField(_ random: inout SeededGenerator) -> [UInt8] {
    let alphabet: [UInt8] = Array("abc 09,\"\n\r;é漢".utf8)
    return (0..<Int.random(in: 0...9, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
  }

  private func quoted(_ field: [UInt8]) -> [UInt8] {
    [0x22] + field.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  /// A parser that looks at one character after the other.
  private func parseSlowly(_ text: [UInt8]) -> Outcome {
    enum State { case atStart, bare, quoted, afterQuote, afterReturn }
    var rows: [[[UInt8]]] = []
    var row: [[UInt8]] = []
    var field: [UInt8] = []
    var state = State.atStart
    var hadQuotes = false
    var columns: Int?

    func endRow() -> Bool {
      row.append(field)
      field = []
      defer {
        row = []
        hadQuotes = false
      }
      if row == [[]], !hadQuotes, columns != 1 { return true }
      if let columns, columns != row.count { return false }
      columns = row.count
      rows.append(row)
      return true
    }

    for byte in text {
      switch (state, byte) {
      case (.atStart, 0x22):
        state = .quoted
        hadQuotes = true
      case (.quoted, 0x22): state = .afterQuote
      case (.afterQuote, 0x22):
        field.append(byte)
        state = .quoted
      case (.quoted, _): field.append(byte)
      case (.afterReturn, 0x0A), (.atStart, 0x0A), (.bare, 0x0A), (.afterQuote, 0x0A):
        guard endRow() else { return Outcome(rows: rows, isBroken: true) }
        state = .atStart
      case (.afterReturn, _): return Outcome(rows: rows, isBroken: true)
      case (.atStart, 0x0D), (.bare, 0x0D), (.afterQuote, 0x0D): state = .afterReturn
      case (.atStart, 0x2C), (.bare, 0x2C), (.afterQuote, 0x2C):
        row.append(field)
        field = []
        state = .atStart
      case (.bare, 0x22), (.afterQuote, _): return Outcome(rows: rows, isBroken: true)
      default:
        field.append(byte)
        state = .bare
      }
    }
    switch state {
    case .quoted, .afterReturn: return Outcome(rows: rows, isBroken: true)
    case .atStart where row.isEmpty && field.isEmpty: return Outcome(rows: rows, isBroken: false)
    default:
      let isWhole = endRow()
      return Outcome(rows: rows, isBroken: !isWhole)
    }
  }
}
