// SPDX-License-Identifier: Apache-2.0

/// What a condition looks at.
///
/// `tenant`, `tier`, `region` and `label.…` come from the store and cannot be forged by a caller: a context attribute of the
/// same name is never consulted for them.
public enum FlagAttribute: Hashable, Sendable {
  /// The tenant's slug.
  case tenant
  /// The name of the tenant's tier.
  case tier
  /// The tenant's home region.
  case region
  /// One of the tenant's labels.
  case label(String)
  /// The user's identifier.
  case user
  /// One of the user's attributes.
  case userAttribute(String)
  /// An attribute that the caller passes along with the request.
  case context(String)

  /// Reads `tenant`, `tier`, `region`, `label.NAME`, `user`, `user.NAME`, or any other name as a context attribute.
  ///
  /// - Parameter text: The candidate; names are `[A-Za-z0-9_][A-Za-z0-9_./:@-]{0,99}`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    switch text {
    case "tenant": self = .tenant
    case "tier": self = .tier
    case "region": self = .region
    case "user": self = .user
    default:
      if text.hasPrefix("label.") {
        self = .label(try Self.name(text.dropFirst("label.".count), in: text))
      } else if text.hasPrefix("user.") {
        self = .userAttribute(try Self.name(text.dropFirst("user.".count), in: text))
      } else {
        self = .context(try Self.name(text, in: text))
      }
    }
  }

  /// Checks that the attribute reads back as itself: a context attribute named `tier` would be taken for the tenant's.
  func validate() throws {
    guard try FlagAttribute(parsing: description) == self else {
      throw TenantError(
        .invalidValue, "a context attribute cannot be named '\(self)'",
        hint: "rules would read it as the tenant's or user's",
        details: ["value": description])
    }
  }

  private static func name(_ name: some StringProtocol, in text: some StringProtocol) throws -> String {
    let valid =
      (1...100).contains(name.utf8.count) && name.utf8.first.map(isWord) == true
      && name.utf8.allSatisfy { isWord($0) || "./:@-".utf8.contains($0) }
    guard valid else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not the name of an attribute",
        hint: "use tenant, tier, region, label.NAME, user, user.NAME or the name of a context attribute",
        details: ["value": String(text)])
    }
    return String(name)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension FlagAttribute: CustomStringConvertible {
  /// The attribute as rules spell it.
  public var description: String {
    switch self {
    case .tenant: "tenant"
    case .tier: "tier"
    case .region: "region"
    case .label(let name): "label.\(name)"
    case .user: "user"
    case .userAttribute(let name): "user.\(name)"
    case .context(let name): name
    }
  }
}
