// SPDX-License-Identifier: Apache-2.0

/// How long a tenant that was suspended may still be served, at most: until the change has reached who serves it, or until
/// every context that was issued before is over, whatever comes first.
public struct RevocationBound: Equatable, Sendable {
  /// How long at most until the slowest runtime looks for changes, in milliseconds; `nil` where none is known to look.
  public let reloadMilliseconds: Int64?

  /// Creates a bound.
  ///
  /// - Parameter reloadMilliseconds: How long at most until the slowest runtime looks for changes, in milliseconds, 0 or more;
  ///   `nil` where none is known to look.
  public init(reloadMilliseconds: Int64?) {
    self.reloadMilliseconds = reloadMilliseconds
  }

  /// The bound for a context of the usual life, in milliseconds.
  public var usualMilliseconds: Int64 { milliseconds(life: ContextPolicy.defaultLifeSeconds) }

  /// The bound for a context of the longest life, in milliseconds: the worst case.
  public var worstMilliseconds: Int64 { milliseconds(life: ContextPolicy.maximumLifeSeconds) }

  private func milliseconds(life: Int64) -> Int64 {
    let token = (life + ContextPolicy.skewSeconds) * 1_000
    return reloadMilliseconds.map { min($0, token) } ?? token
  }
}
