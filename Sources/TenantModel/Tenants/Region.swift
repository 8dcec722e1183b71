// SPDX-License-Identifier: Apache-2.0

/// A place where data may live, named like a cloud provider's region: `[a-z0-9][a-z0-9-]{0,39}`.
public struct Region: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a region's name, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let bytes = text.utf8
    let valid =
      (1...40).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
      && bytes.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
    guard valid else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid region",
        hint: "use 1 to 40 characters a-z, 0-9 and '-', like eu-west-1", details: ["value": String(text)])
    }
    rawValue = String(text)
  }
}
