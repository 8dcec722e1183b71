// SPDX-License-Identifier: Apache-2.0

/// How often something was refused, by what it was; no tenant is named.
public struct RefusalTally<Refusal: Hashable & Sendable>: Equatable, Sendable {
  private var counts: [Refusal: Int64] = [:]

  /// Creates counts of nothing.
  public init() {}

  /// How often something was refused.
  ///
  /// - Parameter refusal: What.
  public subscript(_ refusal: Refusal) -> Int64 { counts[refusal] ?? 0 }

  /// How often anything was refused; the greatest number where it is more.
  public var total: Int64 { counts.values.reduce(0) { $0.addingSaturating($1) } }

  /// Counts one more; the greatest number stays.
  ///
  /// - Parameter refusal: What was refused.
  public mutating func add(_ refusal: Refusal) { add(refusal, count: 1) }

  /// Counts more; the greatest number stays.
  ///
  /// - Parameters:
  ///   - refusal: What was refused.
  ///   - count: How often, 0 or more.
  package mutating func add(_ refusal: Refusal, count: Int64) {
    counts[refusal] = self[refusal].addingSaturating(count)
  }
}

/// How often the boundary between tenants refused something, by what it refused.
public typealias IsolationCounts = RefusalTally<IsolationViolation>

/// How often services refused something else, by what it was.
public typealias RefusalCounts = RefusalTally<CountedRefusal>
