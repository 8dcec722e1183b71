// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TenantModel

/// Ids and patterns over texts that began as good ones: none crashes, none takes more than its grammar, and what is taken comes
/// back byte by byte.
@Suite struct EventFuzzTests {
  private struct Parser: Sendable {
    let grammar: String
    let read: @Sendable (String) -> String?

    init<Text: ParsedText>(_ type: Text.Type, _ grammar: String) {
      self.grammar = grammar
      read = { try? Text(parsing: $0).rawValue }
    }
  }

  private static let digits = "_[0-7][0-9a-hjkmnp-tv-z]{25}"
  private static let parsers = [
    Parser(TenantID.self, "t\(digits)"), Parser(ContextKeyID.self, "k\(digits)"),
    Parser(TenantKeyID.self, "r\(digits)"), Parser(CrossTenantGrantID.self, "x\(digits)"),
    Parser(MigrationID.self, "m\(digits)"), Parser(EventID.self, "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}"),
    Parser(EventType.self, "[A-Za-z0-9][A-Za-z0-9._/-]{0,127}"),
    Parser(EventKey.self, "[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}"),
    Parser(EventStreamName.self, "[a-z0-9][a-z0-9-]{0,39}"),
    Parser(EventSubscriptionName.self, "[a-z0-9][a-z0-9-]{0,39}"),
  ]

  private static func isMatch(_ text: String, _ pattern: String) -> Bool {
    // Over bytes, so that no rule of Unicode joins in.
    let bytes = String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
    return bytes.range(of: "\\A(?:\(pattern))\\z", options: .regularExpression) != nil
  }

  @Test func attack05EveryIDIsExactlyOfItsGrammar() throws {
    var generator = SeededGenerator(seed: 11)
    let corpus = try EventCorpus.lines("ids.txt")
    var accepted = Array(repeating: 0, count: Self.parsers.count)
    for round in 0..<6_000 {
      let text = round < corpus.count ? corpus[round] : EventCorpus.mutated(corpus[round % corpus.count], &generator)
      for (index, parser) in Self.parsers.enumerated() {
        let value = parser.read(text)
        #expect((value != nil) == Self.isMatch(text, parser.grammar), "\(parser.grammar): \(text)")
        guard let value else { continue }
        accepted[index] += 1
        #expect(value.utf8.elementsEqual(text.utf8))
      }
    }
    #expect(accepted.allSatisfy { $0 > 0 }, "\(accepted)")
  }

  /// A sign that joins the letter before it is not part of that letter, wherever it stands.
  @Test(arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{20DD}"])
  func attack05SignsThatJoinALetterAreRefused(sign: String) {
    let digits = "00000000000000000000000001"
    for prefix in ["t", "k", "r", "x", "m"] {
      for text in ["\(prefix)\(sign)_\(digits)", "\(prefix)_\(sign)\(digits)", "\(prefix)_\(digits)\(sign)"] {
        for parser in Self.parsers { #expect(parser.read(text) == nil, "\(parser.grammar)") }
      }
    }
  }

  /// Row 8: a pattern means the subjects that a regular expression of the same words does, alone and among others.
  @Test func attack08MutatedPatternsMeanNoMoreThanTheySay() throws {
    var generator = SeededGenerator(seed: 12)
    let corpus = try EventCorpus.lines("subjects.txt")
    var (patterns, subjects): ([EventSubjectPattern], [EventSubject]) = ([], [])
    for round in 0..<4_000 {
      let text = EventCorpus.mutated(corpus[round % corpus.count], &generator)
      if let subject = try? EventSubject(parsing: text) {
        #expect(subject.rawValue.utf8.elementsEqual(text.utf8))
        subjects.append(subject)
      }
      if let pattern = try? EventSubjectPattern(parsing: text) {
        #expect(pattern.rawValue.utf8.elementsEqual(text.utf8))
        patterns.append(pattern)
      }
    }
    var meant = 0
    for _ in 0..<4_000 {
      let pattern = try #require(patterns.randomElement(using: &generator))
      let subject = try #require(subjects.randomElement(using: &generator))
      let words = pattern.rawValue.split(separator: ".").map { $0 == "*" ? "[^.]+" : $0 == ">" ? ".+" : "\($0)" }
      let isMeant = Self.isMatch(subject.rawValue, words.joined(separator: "\\."))
      #expect(pattern.matches(subject) == isMeant, "\(pattern) \(subject)")
      var routes = EventRoutes<Int>()
      routes.insert(1, for: pattern)
      routes.insert(2, for: "never.said")
      #expect(routes.matches(subject).contains(1) == isMeant, "\(pattern) \(subject)")
      if isMeant { meant += 1 }
    }
    #expect(meant > 200 && meant < 3_800, "\(meant) of \(patterns.count) and \(subjects.count)")
  }
}
