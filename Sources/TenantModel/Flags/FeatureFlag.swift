// SPDX-License-Identifier: Apache-2.0

/// A switch of the service: a set of typed variants, and who is served which.
///
/// What is served is decided in a fixed order; the first step that has an answer ends it:
///
/// 1. **kill switch**: thrown, everybody gets the off variant, because in an incident nothing may stand above it;
/// 2. **state**: off, everybody gets the off variant;
/// 3. **schedule**: outside it, everybody gets the off variant;
/// 4. **entitlement**: tenants of other tiers get the off variant. It comes before overrides, so an override left behind
///    after a downgrade gives nothing away;
/// 5. **prerequisites**: unless all are met, the off variant. They too come before overrides: code behind this flag may rely
///    on what the others switch on;
/// 6. **override of the user**, then 7. **override of the tenant**, if it has not expired;
/// 8. **rules**, in their order: the first in force whose conditions all hold;
/// 9. **rollout**, if there is one;
/// 10. **default**: the default variant.
public struct FeatureFlag: Hashable, Sendable {
  /// Name, unique.
  public let key: FlagKey
  /// What the flag is for, at most 500 bytes.
  public var summary: String
  /// Type of all values.
  public let kind: FlagKind
  /// The variants, ascending by name.
  public var variants: [FlagVariant] {
    didSet { variants.sort { $0.name < $1.name } }
  }
  /// What is served where nothing else applies.
  public var defaultVariant: VariantName
  /// What is served to those who must not have the flag.
  public var offVariant: VariantName
  /// Whether the flag is evaluated at all.
  public var state: FlagState
  /// Whether the kill switch is thrown.
  public var isKilled: Bool
  /// When the flag is in force.
  public var window: FlagWindow
  /// Tiers whose tenants may have the flag, ascending; empty where all may.
  public var entitledTiers: [Slug] {
    didSet { entitledTiers.sort() }
  }
  /// What other flags must serve.
  public var prerequisites: [FlagPrerequisite]
  /// Targeting, in the order in which it is tried.
  public var rules: [FlagRule]
  /// The split for those whom no rule matches.
  public var rollout: FlagRollout?
  /// When the flag was created.
  public let createdAt: Timestamp
  /// When the flag was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// How many variants a flag has at most.
  public static let maximumVariants = 64

  /// Creates a flag that is off and has neither targeting nor rollout; these can be set afterwards.
  ///
  /// - Parameters:
  ///   - key: Name, unique.
  ///   - summary: What the flag is for.
  ///   - kind: Type of all values.
  ///   - variants: The variants, at least one.
  ///   - defaultVariant: What is served where nothing else applies.
  ///   - offVariant: What is served to those who must not have the flag.
  ///   - createdAt: When the flag is created.
  public init(
    key: FlagKey, summary: String = "", kind: FlagKind, variants: [FlagVariant], defaultVariant: VariantName,
    offVariant: VariantName, createdAt: Timestamp
  ) {
    self.key = key
    self.summary = summary
    self.kind = kind
    self.variants = variants.sorted { $0.name < $1.name }
    self.defaultVariant = defaultVariant
    self.offVariant = offVariant
    state = .off
    isKilled = false
    window = .always
    entitledTiers = []
    prerequisites = []
    rules = []
    rollout = nil
    self.createdAt = createdAt
    updatedAt = createdAt
    version = 1
  }

  /// Creates a boolean flag with the variants `on`, served where nothing else applies once the flag is on, and `off`.
  ///
  /// - Parameters:
  ///   - key: Name, unique.
  ///   - summary: What the flag is for.
  ///   - createdAt: When the flag is created.
  public init(boolean key: FlagKey, summary: String = "", createdAt: Timestamp) {
    self.init(
      key: key, summary: summary, kind: .boolean,
      variants: [FlagVariant(name: .on, value: .bool(true)), FlagVariant(name: .off, value: .bool(false))],
      defaultVariant: .on, offVariant: .off, createdAt: createdAt)
  }

  /// Whether nothing about the flag depends on the request or the instant, overrides apart.
  public var isStatic: Bool {
    !window.isBounded && entitledTiers.isEmpty && prerequisites.isEmpty && rules.isEmpty && rollout == nil
  }

  /// The variant that a bare percentage is a percentage of: the true one of a boolean flag.
  public var trueVariant: VariantName? {
    variants.first { $0.value == .bool(true) }?.name
  }
}
