// SPDX-License-Identifier: Apache-2.0

/// The identifier of a grant: `g_` and 10 lower-case hexadecimal digits, unique within its tenant.
public struct QuotaGrantID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier byte by byte.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let isHexadecimal = text.utf8.dropFirst(2).allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard text.hasPrefix("g_"), text.utf8.count == 12, isHexadecimal else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not the id of a grant",
        hint: "an id is 'g_' and 10 characters of 0-9 a-f, see 'tenantctl quota show'", details: ["value": String(text)]
      )
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the lowest 40 of the given bits.
  ///
  /// - Parameter bits: Random bits.
  public init(bits: UInt128) {
    let digits = String(UInt64(bits & 0xFF_FFFF_FFFF), radix: 16)
    rawValue = "g_" + String(repeating: "0", count: 10 - digits.utf8.count) + digits
  }
}
