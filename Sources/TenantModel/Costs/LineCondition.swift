// SPDX-License-Identifier: Apache-2.0

/// What a rule asks of one field of a bill line.
public enum LineCondition: Hashable, Sendable {
  /// The field holds exactly this text; an empty text asks that the field holds nothing.
  case equals(LineField, String)
  /// The field's text begins with this one.
  case hasPrefix(LineField, String)

  /// Reads a condition: `service=Amazon S3`, `resource^=arn:aws:rds`, `tag:team=`.
  ///
  /// - Parameter text: A field, `=` or `^=`, and a text.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of this form.
  public init(parsing text: some StringProtocol) throws {
    guard let sign = text.firstIndex(of: "=") else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a condition",
        hint: "write FIELD=TEXT, or FIELD^=TEXT for texts that begin so", details: ["value": String(text.prefix(200))])
    }
    let name = text[..<sign]
    let value = String(text[text.index(after: sign)...])
    if name.hasSuffix("^") {
      self = .hasPrefix(try LineField(parsing: name.dropLast()), value)
    } else {
      self = .equals(try LineField(parsing: name), value)
    }
  }

  /// Whether a line meets the condition; texts are compared byte by byte.
  ///
  /// - Parameter line: The line.
  /// - Returns: `true` where it does.
  public func matches(_ line: BillLine) -> Bool {
    switch self {
    case .equals(let field, let value): (line[field] ?? "").utf8.elementsEqual(value.utf8)
    case .hasPrefix(let field, let prefix): (line[field] ?? "").utf8.starts(with: prefix.utf8)
    }
  }
}

extension LineCondition: CustomStringConvertible {
  /// The condition in the form that is read.
  public var description: String {
    switch self {
    case .equals(let field, let value): "\(field)=\(value)"
    case .hasPrefix(let field, let prefix): "\(field)^=\(prefix)"
    }
  }
}
