// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What an operator wants a flag to be; `nil` and empty leave a thing as it is.
package struct FlagChanges: Codable, Equatable, Sendable {
  package var summary: String?
  package var state: FlagState?
  package var isKilled: Bool?
  /// Values of variants as the operator wrote them, by name; read by the flag's kind.
  package var variants: [String: String] = [:]
  package var removedVariants: [VariantName] = []
  package var defaultVariant: VariantName?
  package var offVariant: VariantName?
  package var from: Timestamp?
  package var until: Timestamp?
  /// Whether the flag loses its schedule before ``from`` and ``until`` apply.
  package var clearsWindow = false
  /// Replaces the tiers; empty means all.
  package var entitledTiers: [Slug]?
  /// Added, or replacing the prerequisite that names the same flag.
  package var prerequisites: [FlagPrerequisite] = []
  package var removedPrerequisites: [FlagKey] = []
  /// Replaces all rules.
  package var rules: [FlagRule]?
  package var addedRules: [FlagRule] = []
  package var rollout: FlagRolloutChange?

  /// Creates changes that change nothing.
  package init() {}

  func apply(to flag: inout FeatureFlag) throws {
    if let summary { flag.summary = summary }
    if let state { flag.state = state }
    if let isKilled { flag.isKilled = isKilled }
    try applyVariants(to: &flag)
    if clearsWindow { flag.window = .always }
    if from != nil || until != nil {
      flag.window = try FlagWindow(from: from ?? flag.window.from, until: until ?? flag.window.until)
    }
    if let entitledTiers { flag.entitledTiers = Array(Set(entitledTiers)) }
    let replaced = Set(removedPrerequisites + prerequisites.map(\.flag))
    flag.prerequisites = flag.prerequisites.filter { !replaced.contains($0.flag) } + prerequisites
    flag.rules = (rules ?? flag.rules) + addedRules
    if let rollout { flag.rollout = try rollout.rollout(for: flag) }
    try flag.validate()
  }

  private func applyVariants(to flag: inout FeatureFlag) throws {
    for name in removedVariants { try flag.require(name, by: "the command") }
    let given = try variants.sorted { $0.key < $1.key }.map { name, text in
      FlagVariant(name: try VariantName(parsing: name), value: try flag.kind.value(parsing: text))
    }
    let replaced = Set(removedVariants + given.map(\.name))
    flag.variants = flag.variants.filter { !replaced.contains($0.name) } + given
    if let defaultVariant { flag.defaultVariant = defaultVariant }
    if let offVariant { flag.offVariant = offVariant }
  }
}
