// SPDX-License-Identifier: Apache-2.0

/// What the tenant references of an input are.
public enum TenantReferenceRule: Hashable, Sendable {
  /// A machine id, else a slug, else another system's identifier of whatever kind, else one written `KIND:VALUE`.
  case any
  /// A machine id.
  case id
  /// A slug.
  case slug
  /// Another system's identifier, of the given kind, or where it is `nil`, of whatever kind.
  case external(kind: String?)

  /// Reads `any`, `id`, `slug`, `external` or `external:KIND`.
  ///
  /// - Parameter text: The operator's word.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: String) throws {
    switch text {
    case "any": self = .any
    case "id": self = .id
    case "slug": self = .slug
    case "external": self = .external(kind: nil)
    default:
      let prefix = "external:"
      guard text.hasPrefix(prefix) else {
        throw TenantError(
          .invalidValue, "'\(text.prefix(80))' does not say what names a tenant",
          hint: "use id, slug, external, external:KIND or any", details: ["value": text])
      }
      let kind = String(text.dropFirst(prefix.count))
      // A value that is always valid leaves the kind to be checked.
      try ExternalID.validate(kind: kind, value: "x")
      self = .external(kind: kind)
    }
  }

  /// The rule as an operator would write it.
  public var text: String {
    switch self {
    case .any: "any"
    case .id: "id"
    case .slug: "slug"
    case .external(let kind): kind.map { "external:\($0)" } ?? "external"
    }
  }
}
