// SPDX-License-Identifier: Apache-2.0

extension FeatureFlag {
  /// The flag as JSON: what the store keeps, the journal records and programs read.
  public var document: JSONValue {
    var members: [String: JSONValue] = [
      "key": .string(key.rawValue),
      "description": .string(summary),
      "kind": .string(kind.rawValue),
      "variants": .object(Dictionary(uniqueKeysWithValues: variants.map { ($0.name.rawValue, $0.value) })),
      "defaultVariant": .string(defaultVariant.rawValue),
      "offVariant": .string(offVariant.rawValue),
      "state": .string(state.rawValue),
      "killed": .bool(isKilled),
      "entitledTiers": .array(entitledTiers.map { .string($0.rawValue) }),
      "prerequisites": .array(prerequisites.map { .string("\($0)") }),
      "rules": .array(rules.map { .string("\($0)") }),
      "createdAt": .string("\(createdAt)"),
      "updatedAt": .string("\(updatedAt)"),
      "version": JSONValue(version),
    ]
    members["from"] = window.from.map { .string("\($0)") }
    members["until"] = window.until.map { .string("\($0)") }
    members["rollout"] = rollout.map(\.document)
    return .object(members)
  }

  /// Reads a flag from its document and validates it.
  ///
  /// - Parameter document: The document; members that are not known are refused.
  /// - Throws: ``TenantError`` where the document is not that of a valid flag.
  public init(document: JSONValue) throws {
    var reader = try FlagDocumentReader(document, place: "the document of a flag")
    let key = try reader.required("key", "a flag's key") { try $0.string.map(FlagKey.init(parsing:)) }
    reader = try FlagDocumentReader(document, place: "the document of flag '\(key)'")
    _ = reader.value("key")
    self.init(
      key: key,
      summary: try reader.optional("description", "a text") { $0.string } ?? "",
      kind: try reader.required("kind", "a kind of flag") { $0.string.flatMap(FlagKind.init(rawValue:)) },
      variants: try reader.required("variants", "an object") { value in
        try value.object.map { members in
          // Sorted, so that of several faults always the same one is reported.
          try members.sorted { $0.key < $1.key }
            .map { FlagVariant(name: try VariantName(parsing: $0.key), value: $0.value) }
        }
      },
      defaultVariant: try reader.required("defaultVariant", "a variant") {
        try $0.string.map(VariantName.init(parsing:))
      },
      offVariant: try reader.required("offVariant", "a variant") { try $0.string.map(VariantName.init(parsing:)) },
      createdAt: try reader.required("createdAt", "a time") { try $0.string.map(Timestamp.init(parsing:)) })
    state = try reader.required("state", "'on' or 'off'") { $0.string.flatMap(FlagState.init(rawValue:)) }
    isKilled = try reader.optional("killed", "true or false") { $0.bool } ?? false
    window = try FlagWindow(
      from: reader.optional("from", "a time") { try $0.string.map(Timestamp.init(parsing:)) },
      until: reader.optional("until", "a time") { try $0.string.map(Timestamp.init(parsing:)) })
    entitledTiers = try reader.list("entitledTiers") { try $0.string.map(Slug.init(parsing:)) }
    prerequisites = try reader.list("prerequisites") { try $0.string.map(FlagPrerequisite.init(parsing:)) }
    rules = try reader.list("rules") { try $0.string.map(FlagRule.init(parsing:)) }
    rollout = try reader.value("rollout").map(FlagRollout.init(document:))
    updatedAt = try reader.required("updatedAt", "a time") { try $0.string.map(Timestamp.init(parsing:)) }
    version = try reader.required("version", "a whole number") { $0.number.flatMap { Int64($0) } }
    try reader.finish()
    try validate()
  }
}

extension FeatureFlag: Codable {
  /// Decodes a flag from its document, which is a text within the source.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the document is not that of a valid flag.
  public init(from decoder: any Decoder) throws {
    try self.init(document: JSONValue(from: decoder))
  }

  /// Encodes the flag as the text of its document.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    try document.encode(to: encoder)
  }
}

extension FlagRollout {
  /// The rollout as JSON.
  public var document: JSONValue {
    var members: [String: JSONValue] = [
      "split": .string("\(weights)"), "by": .string("\(bucketing.subject)"),
    ]
    members["seed"] = bucketing.seed.map { .string($0) }
    if !steps.isEmpty {
      members["steps"] = .array(
        steps.map { .object(["from": .string("\($0.from)"), "split": .string("\($0.weights)")]) })
    }
    return .object(members)
  }

  /// Reads a rollout from its document.
  ///
  /// - Parameter document: The document; members that are not known are refused.
  /// - Throws: ``TenantError`` where the document is not that of a rollout.
  public init(document: JSONValue) throws {
    var reader = try FlagDocumentReader(document, place: "a rollout")
    let weights = try reader.required("split", "a split") { try $0.string.map(FlagWeights.init(parsing:)) }
    let subject = try reader.optional("by", "a subject") { try $0.string.map(FlagBucketing.Subject.init(parsing:)) }
    let seed = try reader.optional("seed", "a text") { $0.string }
    let steps = try reader.list("steps") { value in
      var step = try FlagDocumentReader(value, place: "a step of a rollout")
      let from = try step.required("from", "a time") { try $0.string.map(Timestamp.init(parsing:)) }
      let weights = try step.required("split", "a split") { try $0.string.map(FlagWeights.init(parsing:)) }
      try step.finish()
      return Step(from: from, weights: weights)
    }
    try reader.finish()
    try self.init(weights, steps: steps, bucketing: FlagBucketing(by: subject ?? .tenant, seed: seed))
  }
}
