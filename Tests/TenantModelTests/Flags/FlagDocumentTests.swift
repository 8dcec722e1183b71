// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import TenantModel
import Testing

@Suite struct FlagDocumentTests {
  private func sample() throws -> FeatureFlag {
    var flag = try FlagSamples.flag(rules: ["tier in pro,enterprise => on", "user.age >= 18 => on=1,off=3 by user"])
    flag.summary = "the \"new\" checkout"
    flag.isKilled = true
    flag.window = try FlagWindow(from: FlagSamples.start, until: FlagSamples.start.advanced(by: .seconds(1)))
    flag.entitledTiers = [try Slug(parsing: "pro")]
    flag.prerequisites = [try FlagPrerequisite(parsing: "base=on")]
    flag.rollout = try FlagRollout(
      FlagWeights(parsing: "on=25,off=75"),
      steps: [FlagRollout.Step(from: FlagSamples.start, weights: FlagWeights(parsing: "on=1,off=1"))],
      bucketing: FlagBucketing(by: .attribute(.label("group")), seed: "summer"))
    flag.version = 7
    return flag
  }

  @Test func aDocumentReadsBackAsTheFlag() throws {
    for flag in [try sample(), try FlagSamples.flag(), try FlagSamples.colors()] {
      #expect(try FeatureFlag(document: JSONValue(parsing: "\(flag.document)")) == flag)
      let coded = try JSONDecoder().decode(FeatureFlag.self, from: JSONEncoder().encode(flag))
      #expect(coded == flag)
    }
  }

  @Test func numbersKeepTheirDigits() throws {
    var flag = FeatureFlag(
      key: try FlagSamples.key("ratio"), kind: .number,
      variants: [FlagVariant(name: try FlagSamples.variant("a"), value: .number("0.10000000000000000001"))],
      defaultVariant: try FlagSamples.variant("a"), offVariant: try FlagSamples.variant("a"),
      createdAt: FlagSamples.start)
    flag.state = .on
    let again = try FeatureFlag(document: JSONValue(parsing: "\(flag.document)"))
    #expect(try FlagSamples.evaluate(again).value == .number("0.10000000000000000001"))
  }

  @Test(
    arguments: [
      ("key", nil), ("key", .number("1")), ("key", .string("Bad Key")), ("kind", .string("colour")),
      ("variants", .array([])), ("variants", .object([:])), ("variants", .object(["a b": .bool(true)])),
      ("defaultVariant", .string("gone")), ("offVariant", nil), ("state", .string("maybe")), ("killed", .string("yes")),
      ("from", .string("tomorrow")), ("until", .string("2001-01-01")), ("entitledTiers", .string("pro")),
      ("entitledTiers", .array([.number("1")])), ("prerequisites", .array([.string("x")])),
      ("rules", .array([.string("tier pro => on")])), ("rules", .array([.object([:])])), ("rollout", .string("25%")),
      ("rollout", .object(["split": .string("on=1,off=1"), "speed": .string("fast")])),
      (
        "rollout",
        .object(["split": .string("on=1,off=1"), "steps": .array([.object(["from": .string("2026-01-01")])])])
      ),
      ("createdAt", nil), ("updatedAt", .bool(true)), ("version", .number("1.5")), ("colour", .string("blue")),
    ] as [(String, JSONValue?)])
  func badDocumentsAreRefused(member: String, value: JSONValue?) throws {
    var members = try #require(try sample().document.object)
    members[member] = value
    let error = try FlagSamples.error { try FeatureFlag(document: .object(members)) }
    #expect([.invalidValue, .flagUnknownVariant].contains(error.code), "\(error)")
    #expect(throws: TenantError.self) { try FeatureFlag(document: .array([])) }
  }
}
