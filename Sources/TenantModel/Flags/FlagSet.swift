// SPDX-License-Identifier: Apache-2.0

/// All flags of a store at one revision, checked against each other and ready to be evaluated.
public struct FlagSet: Sendable {
  /// One reference, for a set is handed on with every request.
  private final class Content: Sendable {
    let compiled: NameTable<FlagKey, CompiledFlag>
    /// What the flags serve that depend on nothing but overrides.
    let constants: NameTable<FlagKey, Constant>
    /// Flags that name a flag as their prerequisite, by that flag.
    let dependants: [FlagKey: [FlagKey]]

    init(_ compiled: [FlagKey: CompiledFlag], dependants: [FlagKey: [FlagKey]]) {
      self.compiled = NameTable(compiled)
      constants = NameTable(compiled.compactMapValues(Constant.init))
      self.dependants = dependants
    }
  }

  private let content: Content

  /// No flag at all.
  public static let empty = FlagSet()

  private init() {
    content = Content([:], dependants: [:])
  }

  /// Checks flags one by one and against each other, and compiles them.
  ///
  /// - Parameter flags: The flags, in any order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagCycle`` naming a cycle of prerequisites,
  ///   ``TenantErrorCode/flagNotFound`` where a prerequisite does not exist, ``TenantErrorCode/flagUnknownVariant`` where
  ///   its variant does not, ``TenantErrorCode/alreadyExists`` where a key occurs twice, or what ``FeatureFlag/validate()`` throws.
  public init(_ flags: [FeatureFlag]) throws {
    var indices: [FlagKey: Int] = [:]
    for (index, flag) in flags.enumerated() {
      try flag.validate()
      guard indices.updateValue(index, forKey: flag.key) == nil else {
        throw TenantError(.alreadyExists, "flag '\(flag.key)' exists twice", details: ["flag": flag.key.rawValue])
      }
    }
    var compiled: [FlagKey: CompiledFlag] = [:]
    var dependants: [FlagKey: [FlagKey]] = [:]
    for index in try FlagGraph.order(flags, indices: indices) {
      let flag = flags[index]
      compiled[flag.key] = try CompiledFlag(flag) { compiled[$0] }
      for prerequisite in flag.prerequisites { dependants[prerequisite.flag, default: []].append(flag.key) }
    }
    content = Content(compiled, dependants: dependants.mapValues { $0.sorted() })
  }

  /// The flags, ascending by key.
  public var flags: [FeatureFlag] {
    content.compiled.values.map(\.source).sorted { $0.key < $1.key }
  }

  /// The flag with the given key, or `nil` where there is none.
  ///
  /// - Parameter key: The flag's name.
  public subscript(key: FlagKey) -> FeatureFlag? {
    content.compiled[key]?.source
  }

  /// The flag with the given key, found once and evaluated often; `nil` where there is none.
  ///
  /// - Parameter key: The flag's name.
  /// - Returns: The flag as it is in this set, for as long as it is held.
  public func resolve(_ key: FlagKey) -> ResolvedFlag? {
    content.compiled[key].map(ResolvedFlag.init)
  }

  /// A truth value that a flag serves whoever asks.
  struct Constant: Sendable {
    let truth: Bool
    /// Whether it holds for tenants that have overrides, too.
    let isFinal: Bool

    init?(_ flag: CompiledFlag) {
      guard !flag.isServing || flag.isStatic,
        let truth = flag.truths[flag.isServing ? flag.defaultVariant : flag.offVariant]
      else { return nil }
      self.truth = truth
      isFinal = !flag.isServing
    }
  }

  /// The truth value of a flag that depends neither on the request nor on the time.
  ///
  /// - Parameters:
  ///   - key: The flag's name.
  ///   - overrides: The overrides of the request's tenant.
  /// - Returns: The value; `nil` where it may depend on them, or is none.
  package func constantTruth(_ key: FlagKey, _ overrides: FlagOverrideSet) -> Bool? {
    guard let constant = content.constants[key], constant.isFinal || overrides.isEmpty else { return nil }
    return constant.truth
  }

  /// Flags that name a flag as their prerequisite.
  ///
  /// - Parameter key: The flag's name.
  /// - Returns: Their keys, ascending.
  public func dependants(of key: FlagKey) -> [FlagKey] {
    content.dependants[key] ?? []
  }

  /// Checks that a flag can be deleted.
  ///
  /// - Parameter key: The flag's name.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` naming the flags that need it.
  public func requireDeletable(_ key: FlagKey) throws {
    let dependants = dependants(of: key)
    guard !dependants.isEmpty else { return }
    let names = dependants.map { "'\($0)'" }.joined(separator: ", ")
    throw TenantError(
      .inUse, "flag '\(key)' is a prerequisite of \(names)",
      hint: "drop the prerequisite there first",
      details: ["flag": key.rawValue, "dependants": dependants.map(\.rawValue).joined(separator: ",")])
  }
}

/// A flag of a ``FlagSet``, together with the prerequisites it had there.
public struct ResolvedFlag: Sendable {
  let compiled: CompiledFlag

  init(_ compiled: CompiledFlag) {
    self.compiled = compiled
  }

  /// The flag's definition.
  public var flag: FeatureFlag { compiled.source }
}
