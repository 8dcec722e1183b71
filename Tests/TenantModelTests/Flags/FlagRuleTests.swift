// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct FlagRuleTests {
  @Test(arguments: [
    "tier in pro,enterprise => on",
    "always => on",
    "region = eu-west-1 and label.beta = yes => on=25,off=75",
    "user.age >= 18 and user.plan not in free,trial => blue=1,red=2 by user",
    "app semver >= 1.2.0 => on=1,off=1 by label.group seed summer",
    "tenant != acme => on from 2026-12-01T00:00:00Z until 2027-01-01T00:00:00Z",
    #"country exists and email ends-with "@example.com, Inc." => off until 2027-01-01T00:00:00Z"#,
    #"name = "" and other = "and" => on"#,
    "and = 1 and in = 2 and not absent => on",
  ])
  func theCanonicalSpellingReadsBackAsItself(text: String) throws {
    #expect("\(try FlagRule(parsing: text))" == text)
  }

  @Test(arguments: [
    ("tier=pro=>on", "tier = pro => on"),
    ("  tier   in  pro , enterprise=>on  ", "tier in pro,enterprise => on"),
    ("tier = \"pro\" => on", "tier = pro => on"),
    ("always => on=1,off=1 by tenant", "always => on=1,off=1"),
    ("always => on from 2026-12-01", "always => on from 2026-12-01T00:00:00Z"),
  ])
  func otherSpellingsAreAcceptedAndNormalised(text: String, canonical: String) throws {
    #expect("\(try FlagRule(parsing: text))" == canonical)
  }

  @Test(arguments: [
    ("tier pro => on", 6, "expected a comparison but found 'pro'"),
    ("tier in => on", 9, "expected a value but found '=>'"),
    ("tier in pro,, => on", 13, "expected a value but found ','"),
    ("tier = pro on", 12, "expected 'and' or '=>' but found 'on'"),
    ("tier = pro =>", 14, "expected a variant but found the end"),
    ("tier = pro => on off", 18, "expected the end but found 'off'"),
    ("tier = pro,free => on", 8, "'=' takes one value, not 2"),
    ("age > old => on", 7, "'>' compares numbers, and 'old' is not one"),
    ("app semver > new => on", 14, "'semver >' compares versions, and 'new' is not one"),
    ("app semver in 1 => on", 5, "expected a comparison but found 'semver'"),
    ("app not 1 => on", 5, "expected a comparison but found 'not'"),
    ("label. = x => on", 1, "'label.' is not the name of an attribute"),
    ("a = \"x => on", 5, "a quotation mark is not closed"),
    (#"a = "\x" => on"#, 5, "the quoted text is not valid"),
    ("a ! b => on", 3, "unexpected '!'"),
    ("always => on=10", 13, "a split needs at least two variants"),
    ("always => on=ten,off=90", 14, "'ten' is not a weight"),
    ("always => on=1,off", 19, "expected '=' but found the end"),
    ("always => on until tomorrow", 20, "'tomorrow' is not a date or time"),
    ("always => on from 2026-12-02 until 2026-12-01", 14, "the schedule ends at '2026-12-01T00:00:00Z'"),
    ("always => -x", 11, "'-x' is not a valid variant name"),
    ("always => on=1,off=1 seed \"\"", 27, "the seed '' is not 1 to 200 bytes long"),
    ("", 1, "expected an attribute but found the end"),
    ("tier", 5, "expected a comparison but found the end"),
    ("é = 1 => on", 1, "'é' is not the name of an attribute"),
  ])
  func faultsAreNamedWithTheirColumn(text: String, column: Int, message: String) throws {
    let error = try FlagSamples.error { try FlagRule(parsing: text) }
    #expect(error.code == .invalidValue)
    #expect(error.message.hasPrefix(message), "\(error.message)")
    #expect(error.details["column"] == String(column), "\(error)")
  }

  @Test func sizesAreBounded() throws {
    let condition = try FlagCondition(.tier, .equals, ["pro"])
    #expect(throws: TenantError.self) {
      try FlagRule(Array(repeating: condition, count: 33), serve: .variant(.on))
    }
    #expect(throws: TenantError.self) { try FlagCondition(.tier, .isIn, Array(repeating: "x", count: 1_001)) }
    #expect(throws: TenantError.self) {
      try FlagCondition(.tier, .equals, [String(repeating: "x", count: 1_001)])
    }
    #expect(throws: TenantError.self) { try FlagCondition(.tier, .exists, ["x"]) }
    #expect(throws: TenantError.self) {
      try FlagRule(parsing: "tier = " + String(repeating: "x", count: 10_000) + " => on")
    }
  }

  @Test func aContextAttributeCannotTakeATrustedName() throws {
    for name in ["tier", "tenant", "region", "user", "label.x", "user.x"] {
      #expect(throws: TenantError.self) { try FlagCondition(.context(name), .equals, ["x"]) }
    }
    #expect(throws: TenantError.self) { try FlagBucketing(by: .attribute(.context("tier"))) }
    #expect(try FlagBucketing(by: .attribute(.tenant)).subject == .tenant)
    #expect(try FlagBucketing(by: .attribute(.user)).subject == .user)
  }

  @Test func anyRuleSurvivesItsText() throws {
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<2_000 {
      let rule = try Self.rule(&generator)
      #expect(try FlagRule(parsing: "\(rule)") == rule, "\(rule)")
    }
  }

  @Test func noTextMakesTheParserFailOtherwise() {
    var generator = SeededGenerator(seed: 78)
    let pieces = [
      "tier", "in", "not", "=", "=>", "<", ",", "\"", "\\", "on", "and", "always", "by", "seed", "from", "until",
      "semver",
      " ", "1", "é", "\u{301}", "label.", "^", "~", "!", "2026-12-01", "exists",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined(
          separator: Bool.random(using: &generator) ? " " : "")
      do {
        let rule = try FlagRule(parsing: text)
        #expect(try FlagRule(parsing: "\(rule)") == rule)
      } catch {
        #expect((error as? TenantError)?.code == .invalidValue, "\(text): \(error)")
      }
    }
  }

  private static func rule(_ generator: inout SeededGenerator) throws -> FlagRule {
    let conditions = try (0..<Int.random(in: 0...4, using: &generator)).map { _ in try condition(&generator) }
    let outcome: FlagRule.Outcome
    if Bool.random(using: &generator) {
      outcome = .variant(
        try FlagSamples.variant(["on", "off", "v1.2", "Blue_3-x"].randomElement(using: &generator) ?? "on"))
    } else {
      let weights = try FlagWeights([
        FlagWeights.Share(.on, Int64.random(in: 1...100, using: &generator)),
        FlagWeights.Share(.off, Int64.random(in: 0...100, using: &generator)),
      ])
      let subjects: [FlagBucketing.Subject] = [.tenant, .user, .attribute(.label("a/b")), .attribute(.context("x"))]
      let seeds = [nil, "s", "by", "two words"]
      outcome = .split(
        FlagSplit(
          weights,
          bucketing: try FlagBucketing(
            by: subjects.randomElement(using: &generator) ?? .tenant,
            seed: seeds.randomElement(using: &generator) ?? nil)))
    }
    let from = Bool.random(using: &generator) ? FlagSamples.start : nil
    let until = Bool.random(using: &generator) ? FlagSamples.start.advanced(by: .seconds(5)) : nil
    return try FlagRule(conditions, serve: outcome, window: FlagWindow(from: from, until: until))
  }

  private static func condition(_ generator: inout SeededGenerator) throws -> FlagCondition {
    let attributes: [FlagAttribute] = [
      .tenant, .tier, .region, .user, .label("team"), .userAttribute("e-mail"), .context("and"), .context("always"),
      .context("a.b"),
    ]
    let attribute = attributes.randomElement(using: &generator) ?? .tier
    let comparison = FlagOperator.allCases.randomElement(using: &generator) ?? .equals
    let texts = ["pro", "and", "from", "", "two words", "a,b", "\"", "\\", "é", "\u{301}x", "\u{1}", "=>", "1.5", "^"]
    let operands: [String] =
      switch comparison {
      case .exists, .absent: []
      case .lessThan, .atMost, .greaterThan, .atLeast: ["-1.5e3"]
      case .isIn, .notIn: (0..<3).map { _ in texts.randomElement(using: &generator) ?? "" }
      case _ where comparison.rawValue.hasPrefix("semver"): ["v1.2.3-rc.1+build"]
      default: [texts.randomElement(using: &generator) ?? ""]
      }
    return try FlagCondition(attribute, comparison, operands)
  }
}
