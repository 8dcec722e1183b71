// SPDX-License-Identifier: Apache-2.0

/// How much of a limit is used, and what is left.
public struct QuotaStanding: Hashable, Sendable {
  /// What was used; negative only where more was reversed than counted.
  public let used: Int64
  /// The limit; `nil` means that there is none.
  public let limit: Int64?

  /// Creates a standing.
  ///
  /// - Parameters:
  ///   - used: What was used.
  ///   - limit: The limit, 0 or more; `nil` means that there is none.
  public init(used: Int64, limit: Int64?) {
    self.used = used
    self.limit = limit
  }

  /// What may still be used, never negative; `nil` without a limit.
  public var remaining: Int64? {
    guard let limit else { return nil }
    if used >= limit { return 0 }
    // Reversals beyond zero give no room above the limit.
    return limit - max(used, 0)
  }

  /// Whether more was used than is allowed now, as after a downgrade.
  public var isOverdrawn: Bool {
    limit.map { used > $0 } ?? false
  }

  /// How many hundredths of the limit are used, rounded down, so that 100 means that nothing is left; `nil` where that has no
  /// meaning.
  public var percent: Int64? {
    guard let limit, limit > 0 else { return nil }
    let (quotient, remainder) = max(used, 0).quotientAndRemainder(dividingBy: limit)
    // Of 128 bits, because a hundred times an amount need not fit into 64.
    let hundredths = Int128(quotient) * 100 + Int128(remainder) * 100 / Int128(limit)
    return Int64(exactly: hundredths) ?? .max
  }
}
