// SPDX-License-Identifier: Apache-2.0

/// By what a rule that charges lines directly knows the tenant: `external:KIND`, `slug` or `id`.
public enum OwnerKey: Hashable, Sendable {
  /// An identifier of the given kind that other systems use for the tenant.
  case external(kind: String)
  /// The tenant's short name.
  case slug
  /// The tenant's machine identifier.
  case id

  /// Reads a key.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of the forms.
  public init(parsing text: some StringProtocol) throws {
    switch String(text) {
    case "slug": self = .slug
    case "id": self = .id
    case let text where text.hasPrefix("external:") && KeyName.isValid(String(text.dropFirst(9))):
      self = .external(kind: String(text.dropFirst(9)))
    default:
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' does not say how the owner is known",
        hint: "use 'external:KIND' with the kind of an external id, 'slug' or 'id'",
        details: ["value": String(text.prefix(200))])
    }
  }
}

extension OwnerKey: CustomStringConvertible {
  /// The key in the form that is read.
  public var description: String {
    switch self {
    case .external(let kind): "external:\(kind)"
    case .slug: "slug"
    case .id: "id"
    }
  }
}
