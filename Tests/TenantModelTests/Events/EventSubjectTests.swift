// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct EventSubjectTests {
  /// The grammar, written another way than the parser.
  private static func isSubject(_ text: String, wildcards: Bool) -> Bool {
    guard text.unicodeScalars.allSatisfy(\.isASCII), (1...255).contains(text.utf8.count) else { return false }
    let words = text.components(between: ".")
    guard words.count <= 16, !["sys", "tenant", "tenantctl", "grant"].contains(words[0]) else { return false }
    for (index, word) in words.enumerated() {
      if wildcards, word == "*" { continue }
      if wildcards, word == ">", index == words.count - 1 { continue }
      guard (1...64).contains(word.count) else { return false }
      for (place, character) in word.enumerated() {
        let isPlain = "abcdefghijklmnopqrstuvwxyz0123456789".contains(character)
        if place == 0 ? !isPlain : !isPlain && character != "_" && character != "-" { return false }
      }
      if word.count == 28, word.hasPrefix("t_"), (try? TenantID(parsing: word)) != nil { return false }
    }
    return true
  }

  @Test(arguments: ["order", "order.paid", "a.b.c", "0.1-2.x_y", "order.t_1"])
  func subjectsAreRead(text: String) throws {
    #expect(try EventSubject(parsing: text).rawValue == text)
    #expect(try EventSubjectPattern(parsing: text).rawValue == text)
  }

  @Test(arguments: [
    "", ".", "a.", ".a", "a..b", "A", "a b", "a\u{0}b", "é", "$SYS.x", "_inbox.a", "-a", "sys", "sys.a", "tenant.x",
    "tenantctl.a", "grant.b", "a/b", "a%2eb", "a.t_00000000000000000000000001", "ａ", "a\u{301}", "a.b\n",
  ])
  func whatIsNoSubjectIsRefused(text: String) {
    #expect(throws: TenantError.self) { try EventSubject(parsing: text) }
    #expect(throws: TenantError.self) { try EventSubjectPattern(parsing: text) }
  }

  @Test(arguments: ["*", ">", "*.*", "a.*.>", "*.b", "a.>"])
  func wildcardsStandInPatternsAlone(text: String) throws {
    #expect(throws: TenantError.self) { try EventSubject(parsing: text) }
    #expect(try EventSubjectPattern(parsing: text).rawValue == text)
  }

  @Test(arguments: [">.a", "a.>.b", "a*", "*a", ">>", "a.**", "sys.>", "tenant.*"])
  func wildcardsStandWhereTheyMay(text: String) {
    #expect(throws: TenantError.self) { try EventSubjectPattern(parsing: text) }
  }

  @Test func subjectsAreBounded() throws {
    let word = String(repeating: "a", count: 64)
    #expect(throws: Never.self) { try EventSubject(parsing: word) }
    #expect(throws: TenantError.self) { try EventSubject(parsing: word + "a") }
    #expect(throws: Never.self) { try EventSubject(parsing: Array(repeating: "a", count: 16).joined(separator: ".")) }
    #expect(throws: TenantError.self) {
      try EventSubject(parsing: Array(repeating: "a", count: 17).joined(separator: "."))
    }
    let long = [word, word, word, String(word.dropLast(4))].joined(separator: ".")
    #expect(long.utf8.count == 255)
    #expect(throws: Never.self) { try EventSubject(parsing: long) }
    #expect(throws: TenantError.self) { try EventSubject(parsing: long + "a") }
  }

  /// Bounded mutation of a committed corpus: nothing crashes, and what is accepted is the grammar, no more and no less.
  @Test func mutatedSubjectsAreAcceptedExactlyByTheGrammar() throws {
    var generator = SeededGenerator(seed: 8)
    let corpus = try EventCorpus.lines("subjects.txt")
    for round in 0..<4_000 {
      let text = EventCorpus.mutated(corpus[round % corpus.count], &generator)
      #expect(((try? EventSubject(parsing: text)) != nil) == Self.isSubject(text, wildcards: false), "\(text)")
      #expect(((try? EventSubjectPattern(parsing: text)) != nil) == Self.isSubject(text, wildcards: true), "\(text)")
    }
  }
}

extension String {
  /// The parts between single characters, empty ones too.
  fileprivate func components(between separator: Character) -> [String] {
    var parts = [""]
    for scalar in unicodeScalars {
      if Character(scalar) == separator {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }
}

/// The committed corpus, and deterministic mutations of it.
enum EventCorpus {
  static func lines(_ name: String) throws -> [String] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let bytes = try FileContents.read("\(folder)/Corpus/\(name)")
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let pieces: [String] = [
    ".", "*", ">", "$", "_", "-", "a", "Z", "0", " ", "\u{0}", "é", "\u{301}", "%2e", "..", "sys", "tenant", "\"", "\\",
    "{",
    "}", "[", "]", ",", ":", "null", "1e9", "-1", "\\u0000", "\\ud800", "data", "data_base64", "=", "tenantref",
    "t_00000000000000000000000001",
  ]

  /// A text with up to four pieces inserted, removed, doubled or replaced.
  static func mutated(_ text: String, _ generator: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let place = Int.random(in: 0...scalars.count, using: &generator)
      let end = min(scalars.count, place + Int.random(in: 0...3, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        scalars.insert(
          contentsOf: pieces.randomElement(using: &generator).map { Array($0.unicodeScalars) } ?? [], at: place)
      case 1: scalars.removeSubrange(place..<end)
      case 2: scalars.insert(contentsOf: scalars[place..<end], at: place)
      default:
        scalars.replaceSubrange(
          place..<end, with: pieces.randomElement(using: &generator).map { Array($0.unicodeScalars) } ?? [])
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
