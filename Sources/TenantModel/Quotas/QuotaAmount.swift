// SPDX-License-Identifier: Apache-2.0

/// Whole amounts with a suffix: `5M` is 5,000,000, `50GiB` is 53,687,091,200.
public enum QuotaAmount {
  private static let decimal: [(suffix: String, factor: Int64)] = [
    ("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000),
  ]
  private static let binary: [(suffix: String, factor: Int64)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
  ]

  /// Reads an amount: digits, then nothing or one of `k M G T` (powers of 1000, also as `kB MB GB TB`) and `KiB MiB GiB TiB`
  /// (powers of 1024).
  ///
  /// - Parameter text: The candidate.
  /// - Returns: The amount, 0 to 9,223,372,036,854,775,807.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is no amount, and with
  ///   ``TenantErrorCode/overflow`` where it is too large.
  public static func parse(_ text: some StringProtocol) throws -> Int64 {
    let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let suffix = String(text[digits.endIndex...])
    guard !digits.isEmpty, let factor = factor(suffix) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not an amount",
        hint: "write a whole number with an optional suffix k, M, G, T or KiB, MiB, GiB, TiB, like 1500k",
        details: ["value": String(text)])
    }
    var value: Int64 = 0
    for digit in digits {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = scaled.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if overflow || overflow2 { throw tooLarge(text) }
      value = sum
    }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    if overflow { throw tooLarge(text) }
    return product
  }

  private static func factor(_ suffix: String) -> Int64? {
    if suffix.isEmpty { return 1 }
    return (decimal + decimal.map { ($0.suffix + "B", $0.factor) } + binary).first { $0.suffix == suffix }?.factor
  }

  private static func tooLarge(_ text: some StringProtocol) -> TenantError {
    TenantError(
      .overflow, "'\(text.prefix(80))' is too large", hint: "the greatest amount is \(Int64.max)",
      details: ["value": String(text)])
  }

  /// The shortest exact text of an amount; binary suffixes from MiB on, because few counts of things are powers of 1024.
  ///
  /// - Parameter amount: The amount, not negative.
  /// - Returns: A text that ``parse(_:)`` reads as the same amount.
  public static func text(_ amount: Int64) -> String {
    var best = String(amount)
    guard amount > 0 else { return best }
    for (suffix, factor) in decimal + binary.dropLast() where amount % factor == 0 {
      let candidate = String(amount / factor) + suffix
      if candidate.utf8.count < best.utf8.count { best = candidate }
    }
    return best
  }
}
