// SPDX-License-Identifier: Apache-2.0

/// Which lines of a bill are shared how.
///
/// Each line obeys exactly one rule: the first that matches.
public struct CostRule: Equatable, Sendable {
  /// Name, unique.
  public let name: Slug
  /// Rules are tried from the lowest number up; rules of one number in the order of their names.
  public var priority: Int64
  /// What a line must meet, all of it; an empty list matches every line.
  public var conditions: [LineCondition]
  /// How a matching line is shared.
  public var method: CostMethod
  /// When the rule was created.
  public let createdAt: Timestamp
  /// When the rule was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// Priority of a rule that names none.
  public static let defaultPriority: Int64 = 100

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - name: Name, unique.
  ///   - priority: Rank, the lowest first.
  ///   - conditions: What a line must meet; empty for every line.
  ///   - method: How a matching line is shared.
  ///   - createdAt: When the rule is created.
  public init(
    name: Slug, priority: Int64 = defaultPriority, conditions: [LineCondition] = [], method: CostMethod,
    createdAt: Timestamp
  ) {
    self.name = name
    self.priority = priority
    self.conditions = conditions
    self.method = method
    self.createdAt = createdAt
    updatedAt = createdAt
    version = 1
  }

  /// Whether a line meets all conditions.
  ///
  /// - Parameter line: The line.
  /// - Returns: `true` where it does.
  public func matches(_ line: BillLine) -> Bool {
    conditions.allSatisfy { $0.matches(line) }
  }

  /// Whether the rule is tried before another.
  ///
  /// - Parameter other: The other rule.
  /// - Returns: `true` where its priority, then its name is lower.
  public func precedes(_ other: CostRule) -> Bool {
    priority == other.priority ? name < other.name : priority < other.priority
  }
}
