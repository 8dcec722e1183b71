// SPDX-License-Identifier: Apache-2.0

/// How an operator names a tenant: by machine id, by slug, or by another system's identifier.
public enum TenantSelector: Hashable, Sendable {
  /// The machine identifier.
  case id(TenantID)
  /// The short name.
  case slug(Slug)
  /// Another system's identifier and its kind.
  case external(kind: String, value: String)

  /// Reads `t_…`, a slug, or `KIND:VALUE` such as `billing:cus_123`.
  ///
  /// - Parameter text: The operator's word.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    if text.hasPrefix("t_") {
      self = .id(try TenantID(parsing: text))
    } else if let colon = text.firstIndex(of: ":") {
      let kind = String(text[..<colon])
      let value = String(text[text.index(after: colon)...])
      try ExternalID.validate(kind: kind, value: value)
      self = .external(kind: kind, value: value)
    } else {
      self = .slug(try Slug(parsing: text))
    }
  }

  /// The selector as an operator would write it.
  public var text: String {
    switch self {
    case .id(let id): id.rawValue
    case .slug(let slug): slug.rawValue
    case .external(let kind, let value): "\(kind):\(value)"
    }
  }
}

/// The rules for identifiers that other systems use for a tenant.
public enum ExternalID {
  /// Checks a kind, `[a-z][a-z0-9-]{0,39}`, and a value of 1 to 200 printable ASCII characters without blanks.
  ///
  /// - Parameters:
  ///   - kind: Which system's identifier it is.
  ///   - value: The identifier.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming what is wrong.
  public static func validate(kind: String, value: String) throws {
    guard KeyName.isValid(kind) else {
      throw TenantError(
        .invalidValue, "'\(kind.prefix(80))' is not a valid kind of external id",
        hint: "use 1 to 40 characters a-z, 0-9 and '-', starting with a letter", details: ["value": kind])
    }
    guard (1...200).contains(value.utf8.count), value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw TenantError(
        .invalidValue, "'\(value.prefix(80))' is not a valid external id",
        hint: "use 1 to 200 printable ASCII characters without blanks", details: ["value": value])
    }
  }
}

/// The grammar of label keys and similar short names: `[a-z][a-z0-9-]{0,39}`.
enum KeyName {
  static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), bytes.count <= 40 else {
      return false
    }
    return bytes.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
  }
}
