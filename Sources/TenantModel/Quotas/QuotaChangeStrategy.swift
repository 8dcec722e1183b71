// SPDX-License-Identifier: Apache-2.0

/// What becomes of the use of a quota where its limit changes; the names are those of bucket4j.
public enum QuotaChangeStrategy: String, CaseIterable, Codable, Sendable {
  /// What is used stays used.
  case preserveUsed = "preserve-used"
  /// The same part of the limit stays used.
  case proportional
  /// What is left stays left, and an upgrade adds what it is greater by.
  case additive
  /// Nothing is used any more.
  case reset

  /// The use under the new limit.
  ///
  /// - Parameters:
  ///   - used: The use under the old limit.
  ///   - old: The old limit, 0 or more.
  ///   - new: The new limit, 0 or more.
  /// - Returns: The use, rounded up; above the new limit where more was used than it allows. At most the greatest number.
  public func used(_ used: Int64, from old: Int64, to new: Int64) -> Int64 {
    let (old, new) = (max(old, 0), max(new, 0))
    switch self {
    case .preserveUsed: return used
    case .reset: return 0
    case .proportional:
      guard used > 0 else { return 0 }
      // No part of nothing is anything, so what was used beyond a limit of 0 stays.
      guard old > 0 else { return used }
      // Of 128 bits, because the product of two amounts need not fit into 64.
      let (quotient, remainder) = (Int128(used) * Int128(new)).quotientAndRemainder(dividingBy: Int128(old))
      return Int64(exactly: remainder > 0 ? quotient + 1 : quotient) ?? .max
    case .additive:
      let left = max(0, old - min(max(used, 0), old))
      let added = max(0, new - old)
      // Left is at most the old limit, so the sum is at most the greater of both.
      return new - min(new, left + added)
    }
  }
}
