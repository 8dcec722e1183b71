// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct FlagConditionTests {
  /// Whether a rule with the condition matches a request whose context attribute `x` has the value.
  private func holds(_ condition: String, _ value: FlagAttributeValue?) throws -> Bool {
    var flag = try FlagSamples.flag(rules: ["\(condition) => on"])
    flag.defaultVariant = .off
    let request = try FlagSamples.request(context: value.map { ["x": $0] } ?? [:])
    return try FlagSamples.evaluate(flag, for: request).variant == .on
  }

  @Test(
    arguments: [
      ("x = a", "a", true), ("x = a", "A", false), ("x = a", nil, false), ("x != a", "b", true), ("x != a", "a", false),
      ("x != a", nil, true), ("x in a,b", "b", true), ("x in a,b", "c", false), ("x in a,b", nil, false),
      ("x not in a,b", "c", true), ("x not in a,b", "a", false), ("x not in a,b", nil, true),
      ("x starts-with ab", "abc", true), ("x starts-with ab", "ba", false), ("x ends-with bc", "abc", true),
      ("x ends-with abcd", "bcd", false), ("x contains bb", "abba", true), ("x contains bb", "aba", false),
      ("x contains bb", "b", false), ("x contains abab", "aabab", true), ("x starts-with 1", 1, false),
      ("x contains \"\"", "", true), ("x exists", "", true), ("x exists", nil, false), ("x absent", nil, true),
      ("x absent", "", false),
      ("x = 42", 42, true), ("x = 42.0", 42, true), ("x = 42", "42.0", false), ("x = true", true, true),
      ("x = true", false, false), ("x = false", false, true), ("x in 1,2", 2, true), ("x != 1", 2, true),
      ("x < 10", 9.5, true), ("x < 10", 10, false), ("x <= 10", 10, true), ("x > 10", 10, false),
      ("x > 10", "10.5", true),
      ("x >= 10", "10", true), ("x >= 10", "ten", false), ("x >= 10", "0x10", false), ("x >= 10", "inf", false),
      ("x > 0", "nan", false), ("x < 10", "", false), ("x < 10", " 5", false), ("x < 10", nil, false),
      ("x > 0", true, false),
      ("x semver >= 1.2.0", "1.10.0", true), ("x semver < 1.2.0", "1.2.0-rc.1", true),
      ("x semver = 1.2", "v1.2.0", true),
      ("x semver = 1.2.0", "1.2.0+build", true), ("x semver > 1.2.0", "1.2.0", false),
      ("x semver <= 1.2.0", "1.2.0", true), ("x semver > 1.2.0", "1.2.1", true), ("x semver = 1.2.0", "1.2.1", false),
      ("x semver ^ 2.0.0", "2.9.1", true), ("x semver ^ 2.0.0", "3.0.0", false), ("x semver ~ 2.1.0", "2.1.9", true),
      ("x semver ~ 2.1.0", "2.2.0", false), ("x semver >= 0.0.1", "none", false), ("x semver >= 0.0.1", nil, false),
    ] as [(String, FlagAttributeValue?, Bool)])
  func conditionsCompareAsDocumented(condition: String, value: FlagAttributeValue?, expected: Bool) throws {
    #expect(try holds(condition, value) == expected, "\(condition) for \(String(describing: value))")
  }

  @Test func textIsComparedByItsBytes() throws {
    // The same character composed and decomposed: equal to Swift, different to every evaluator that compares bytes.
    #expect(try holds("x = \"caf\u{E9}\"", "caf\u{E9}"))
    #expect(try !holds("x = \"caf\u{E9}\"", "cafe\u{301}"))
  }

  @Test func trustedAttributesComeFromTheTenantAlone() throws {
    var tenant = try FlagSamples.tenant(labels: ["beta": "yes"])
    tenant.tier = try Slug(parsing: "free")
    let request = FlagRequest(
      tenant: tenant, user: "u1", userAttributes: ["role": "admin"],
      context: ["tier": "enterprise", "region": "mars", "tenant": "other", "label.beta": "no", "user": "root"])
    let expectations = [
      ("tier = free", true), ("tier = enterprise", false), ("region = eu-west-1", true), ("tenant = acme", true),
      ("label.beta = yes", true), ("label.beta = no", false), ("user = u1", true), ("user.role = admin", true),
      ("role = admin", false), ("label.other absent", true),
    ]
    for (condition, expected) in expectations {
      var flag = try FlagSamples.flag(rules: ["\(condition) => on"])
      flag.defaultVariant = .off
      #expect(try (FlagSamples.evaluate(flag, for: request).variant == .on) == expected, "\(condition)")
    }
  }

  @Test(
    arguments: [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
    ].indices)
  func versionsAreOrderedAsSemverOrgHasThem(index: Int) throws {
    let order = [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
      "1.0.0",
    ]
    #expect(try holds("x semver < \(order[index + 1])", .string(order[index])))
    #expect(try !holds("x semver < \(order[index])", .string(order[index + 1])))
  }

  @Test(arguments: [
    "1.2.3.4", "01.2.3", "1.2.3-01", "1.2.3-", "1..3", "", "v", "1.2-rc", "1.2.3+", "1.2.3-a_b", "-1.0.0",
  ])
  func textThatIsNoVersionIsRefused(text: String) {
    #expect(throws: TenantError.self) { try FlagCondition(.context("x"), .semverEquals, [text]) }
  }
}
