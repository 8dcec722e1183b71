// SPDX-License-Identifier: Apache-2.0

/// How a split is shared between variants: in the order in which buckets are handed out.
public struct FlagWeights: Hashable, Sendable {
  /// One variant's share.
  public struct Share: Hashable, Sendable {
    /// The variant.
    public let variant: VariantName
    /// Its part of the total, 0 to 2,147,483,647.
    public let weight: Int64

    /// Creates a share.
    ///
    /// - Parameters:
    ///   - variant: The variant.
    ///   - weight: Its part of the total, 0 to 2,147,483,647.
    public init(_ variant: VariantName, _ weight: Int64) {
      self.variant = variant
      self.weight = weight
    }
  }

  /// The shares, at least two, of distinct variants.
  public let shares: [Share]
  /// The sum of the weights, 1 to 2,147,483,647.
  public let total: Int64

  /// Creates weights.
  ///
  /// - Parameter shares: The shares: 2 to 64 distinct variants whose weights are not negative and sum up to 1 to
  ///   2,147,483,647.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where they are not.
  public init(_ shares: [Share]) throws {
    // A single share would be served to everybody whatever its number says, and 'on=10' looks like ten percent.
    guard shares.count >= 2 else {
      throw TenantError(
        .invalidValue, "a split needs at least two variants",
        hint: "name the rest too, like on=10,off=90, or serve one variant to all")
    }
    guard shares.count <= FeatureFlag.maximumVariants else {
      throw TenantError(
        .invalidValue, "a split has at most \(FeatureFlag.maximumVariants) variants, not \(shares.count)")
    }
    var total: Int64 = 0
    var seen: Set<VariantName> = []
    for share in shares {
      guard seen.insert(share.variant).inserted else {
        throw TenantError(
          .invalidValue, "the split names variant '\(share.variant)' twice", hint: "name each variant once",
          details: ["variant": share.variant.rawValue])
      }
      guard (0...FractionalBucket.maximumTotal).contains(share.weight) else {
        throw TenantError(
          .invalidValue, "the weight '\(share.weight)' of variant '\(share.variant)' is out of range",
          hint: "weights are 0 to \(FractionalBucket.maximumTotal)", details: ["variant": share.variant.rawValue])
      }
      total += share.weight
    }
    guard (1...FractionalBucket.maximumTotal).contains(total) else {
      throw TenantError(
        .invalidValue, "the weights of the split sum up to '\(total)'",
        hint: "the sum must be 1 to \(FractionalBucket.maximumTotal)", details: ["total": String(total)])
    }
    self.shares = shares
    self.total = total
  }

  /// Reads `blue=25,red=75`.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the column of the first fault.
  public init(parsing text: some StringProtocol) throws {
    self = try FlagRuleParser.parse(String(text), what: "split") { parser in
      try parser.weights(first: parser.variant())
    }
  }

  /// Shares out a percentage to one variant and the rest to another; the first comes first, so that whoever has it keeps it
  /// when the percentage grows.
  ///
  /// - Parameters:
  ///   - text: The percentage, `0%` to `100%`, with at most 5 decimals.
  ///   - variant: The variant that the percentage is served.
  ///   - rest: The variant that everybody else is served.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not such a percentage.
  public init(percentage text: some StringProtocol, of variant: VariantName, rest: VariantName) throws {
    guard text.hasSuffix("%"), let parts = Self.percentage(String(text.dropLast())) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a percentage",
        hint: "write 0% to 100%, with at most 5 decimals, like 12.5%", details: ["value": String(text)])
    }
    try self.init([Share(variant, parts.share), Share(rest, parts.total - parts.share)])
  }

  private static func percentage(_ digits: String) -> (share: Int64, total: Int64)? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...3).contains(whole.utf8.count) else { return nil }
    let decimals = parts.dropFirst().first ?? ""
    guard decimals.utf8.count <= 5, parts.count == 1 || !decimals.isEmpty,
      (whole.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      (decimals.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let share = Int64(whole + decimals)
    else { return nil }
    let total = decimals.utf8.reduce(into: Int64(100)) { total, _ in total *= 10 }
    return share <= total ? (share, total) : nil
  }
}

extension FlagWeights: CustomStringConvertible {
  /// The weights as rules spell them.
  public var description: String {
    shares.map { "\($0.variant)=\($0.weight)" }.joined(separator: ",")
  }
}
