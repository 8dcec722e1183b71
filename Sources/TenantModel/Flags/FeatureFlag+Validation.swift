// SPDX-License-Identifier: Apache-2.0

extension FeatureFlag {
  /// Checks everything about the flag that can be judged without the other flags.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagUnknownVariant`` where a variant is named that does not exist,
  ///   ``TenantErrorCode/flagTypeMismatch`` where a value is of another type, ``TenantErrorCode/flagCycle`` where the flag is
  ///   its own prerequisite, else ``TenantErrorCode/invalidValue``.
  public func validate() throws {
    try validateVariants()
    try require(defaultVariant, by: "the default")
    try require(offVariant, by: "the off variant")
    for (index, rule) in rules.enumerated() {
      for variant in rule.variants { try require(variant, by: "rule \(index + 1)") }
    }
    for weights in [rollout?.weights].compactMap(\.self) + (rollout?.steps.map(\.weights) ?? []) {
      for share in weights.shares { try require(share.variant, by: "the rollout") }
    }
    try validatePrerequisites()
    try validateSizes()
  }

  /// Checks that a variant exists.
  ///
  /// - Parameters:
  ///   - variant: The variant.
  ///   - origin: What names it, for the message.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagUnknownVariant``, naming the ones that exist.
  public func require(_ variant: VariantName, by origin: String) throws {
    if variants.contains(where: { $0.name == variant }) { return }
    let names = variants.map { "'\($0.name)'" }.joined(separator: ", ")
    throw TenantError(
      .flagUnknownVariant, "\(origin) names variant '\(variant)', which flag '\(key)' does not have",
      hint: "the flag has \(names)", details: ["flag": key.rawValue, "variant": variant.rawValue])
  }

  private func validateVariants() throws {
    guard (1...Self.maximumVariants).contains(variants.count) else {
      throw TenantError(
        .invalidValue, "flag '\(key)' has \(variants.count) variants", hint: "a flag has 1 to \(Self.maximumVariants)",
        details: ["flag": key.rawValue])
    }
    for (one, next) in zip(variants, variants.dropFirst()) where one.name == next.name {
      throw TenantError(
        .invalidValue, "flag '\(key)' has variant '\(one.name)' twice", hint: "name each variant once",
        details: ["flag": key.rawValue, "variant": one.name.rawValue])
    }
    for variant in variants where !kind.admits(variant.value) {
      throw TenantError(
        .flagTypeMismatch,
        "the value '\("\(variant.value)".prefix(80))' of variant '\(variant.name)' is not of kind '\(kind.rawValue)'",
        hint: "all values of a flag are of its one kind",
        details: ["flag": key.rawValue, "variant": variant.name.rawValue, "kind": kind.rawValue])
    }
  }

  private func validatePrerequisites() throws {
    var seen: Set<FlagKey> = []
    for prerequisite in prerequisites {
      guard prerequisite.flag != key else { throw FlagGraph.cycleError([key, key]) }
      guard seen.insert(prerequisite.flag).inserted else {
        throw TenantError(
          .invalidValue, "flag '\(key)' names '\(prerequisite.flag)' as a prerequisite twice",
          hint: "a flag serves one variant at a time, so give one", details: ["flag": key.rawValue])
      }
    }
  }

  private func validateSizes() throws {
    let counts = [("rules", rules.count, 200), ("prerequisites", prerequisites.count, 16)]
    for (what, count, maximum) in counts where count > maximum {
      throw TenantError(
        .invalidValue, "flag '\(key)' has \(count) \(what)", hint: "a flag has at most \(maximum)",
        details: ["flag": key.rawValue])
    }
    guard summary.utf8.count <= 500 else {
      throw TenantError(
        .invalidValue, "the description of flag '\(key)' is longer than 500 bytes", hint: "shorten it",
        details: ["flag": key.rawValue])
    }
    for (one, next) in zip(entitledTiers, entitledTiers.dropFirst()) where one == next {
      throw TenantError(
        .invalidValue, "flag '\(key)' names tier '\(one)' twice", hint: "name each tier once",
        details: ["flag": key.rawValue])
    }
  }
}
