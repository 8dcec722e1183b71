// SPDX-License-Identifier: Apache-2.0

/// The code of a currency, three capital letters as in ISO 4217.
public struct CurrencyCode: ParsedText {
  /// The code as it is stored and printed.
  public let rawValue: String

  /// Reads a code, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not three capital letters.
  public init(parsing text: some StringProtocol) throws {
    let bytes = text.utf8
    guard bytes.count == 3, bytes.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a currency code", hint: "use three capital letters, like USD",
        details: ["value": String(text.prefix(200))])
    }
    rawValue = String(text)
  }

  /// Number of decimals in which the currency is paid, after ISO 4217; for display only.
  public var displayDecimals: Int {
    switch rawValue {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    case "CLF", "UYW": 4
    default: 2
    }
  }
}
