// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct FeatureFlagTests {
  @Test(arguments: ["a", "checkout", "checkout.new-form", "a_b.c-d9", "v2"])
  func keysOfTheGrammar(text: String) throws {
    #expect(try FlagKey(parsing: text).rawValue == text)
  }

  @Test(arguments: ["", "A", "1a", "a..b", "a-", ".a", "a b", "é", "a/b", String(repeating: "a", count: 101)])
  func otherKeysAreRefused(text: String) throws {
    #expect(try FlagSamples.error { try FlagKey(parsing: text) }.code == .invalidValue)
  }

  @Test(arguments: ["", "-a", "a b", "a=b", "é", String(repeating: "a", count: 101)])
  func badVariantNamesAreRefused(text: String) throws {
    #expect(try FlagSamples.error { try VariantName(parsing: text) }.code == .invalidValue)
  }

  @Test func valuesAreOfTheFlagsKind() throws {
    #expect(try FlagKind.boolean.value(parsing: "true") == .bool(true))
    #expect(try FlagKind.string.value(parsing: "true") == .string("true"))
    #expect(try FlagKind.number.value(parsing: "1.50") == .number("1.50"))
    #expect(try FlagKind.object.value(parsing: #"{"a":1}"#) == .object(["a": .number("1")]))
    for (kind, text) in [(FlagKind.boolean, "yes"), (.number, "ten"), (.object, "[1]"), (.boolean, "null")] {
      #expect(try FlagSamples.error { try kind.value(parsing: text) }.code == .flagTypeMismatch)
    }
  }

  @Test func unknownVariantsAreRefusedWhereverTheyAreNamed() throws {
    let gone = try FlagSamples.variant("gone")
    let changes: [(inout FeatureFlag) throws -> Void] = [
      { $0.defaultVariant = gone },
      { $0.offVariant = gone },
      { $0.rules = [try FlagRule(parsing: "always => gone")] },
      { $0.rules = [try FlagRule(parsing: "always => on=1,gone=1")] },
      { $0.rollout = try FlagRollout(FlagWeights(parsing: "on=1,gone=1")) },
      {
        $0.rollout = try FlagRollout(
          FlagWeights(parsing: "on=1,off=1"),
          steps: [FlagRollout.Step(from: FlagSamples.start, weights: FlagWeights(parsing: "on=1,gone=1"))])
      },
    ]
    for change in changes {
      var flag = try FlagSamples.flag()
      try change(&flag)
      let error = try FlagSamples.error { try flag.validate() }
      #expect(error.code == .flagUnknownVariant, "\(error)")
      #expect(error.hint == "the flag has 'off', 'on'")
    }
  }

  @Test func badDefinitionsAreRefused() throws {
    let changes: [(TenantErrorCode, (inout FeatureFlag) throws -> Void)] = [
      (.flagTypeMismatch, { $0.variants.append(FlagVariant(name: try FlagSamples.variant("x"), value: .string("x"))) }),
      (.flagTypeMismatch, { $0.variants.append(FlagVariant(name: try FlagSamples.variant("x"), value: .null)) }),
      (.invalidValue, { $0.variants.append(FlagVariant(name: .on, value: .bool(true))) }),
      (.invalidValue, { $0.variants = [] }),
      (.flagCycle, { $0.prerequisites = [try FlagPrerequisite(parsing: "checkout=on")] }),
      (.invalidValue, { $0.entitledTiers = [try Slug(parsing: "pro"), try Slug(parsing: "pro")] }),
      (.invalidValue, { $0.summary = String(repeating: "x", count: 501) }),
      (.invalidValue, { $0.rules = Array(repeating: try FlagRule(parsing: "always => on"), count: 201) }),
      (
        .invalidValue,
        { flag in flag.prerequisites = try (0..<17).map { try FlagPrerequisite(parsing: "p\($0)=on") } }
      ),
    ]
    for (code, change) in changes {
      var flag = try FlagSamples.flag()
      try flag.validate()
      try change(&flag)
      #expect(try FlagSamples.error { try flag.validate() }.code == code)
    }
  }

  @Test func variantsAndTiersAreKeptSorted() throws {
    var flag = try FlagSamples.colors()
    #expect(flag.variants.map(\.name.rawValue) == ["blue", "green", "red", "yellow"])
    flag.variants.append(FlagVariant(name: try FlagSamples.variant("amber"), value: .string("")))
    #expect(flag.variants.first?.name.rawValue == "amber")
    flag.entitledTiers = [try Slug(parsing: "pro"), try Slug(parsing: "enterprise")]
    #expect(flag.entitledTiers.map(\.rawValue) == ["enterprise", "pro"])
    #expect(try FlagSamples.flag().trueVariant == .on)
    #expect(flag.trueVariant == nil)
  }

  @Test func userIdentifiersAreBounded() throws {
    for text in ["", "a\nb", "\u{7F}", String(repeating: "x", count: 201)] {
      #expect(throws: TenantError.self) { try FlagOverride.validate(user: text) }
    }
    try FlagOverride.validate(user: "Jürgen Müller <j@x.example>")
  }

  @Test func prerequisitesNameAFlagAndAVariant() throws {
    #expect("\(try FlagPrerequisite(parsing: "a.b=v1"))" == "a.b=v1")
    for text in ["a", "=on", "a=", "a=b=c"] {
      #expect(throws: TenantError.self) { try FlagPrerequisite(parsing: text) }
    }
  }
}
