// SPDX-License-Identifier: Apache-2.0

/// A variant that an operator fixed for one tenant, or for one user of it.
public struct FlagOverride: Hashable, Codable, Sendable {
  /// The tenant.
  public let tenant: TenantID
  /// The flag.
  public let flag: FlagKey
  /// The user; `nil` where the whole tenant is meant.
  public let user: String?
  /// The variant.
  public let variant: VariantName
  /// First instant at which the override no longer holds; `nil` where it stays.
  public let expiresAt: Timestamp?

  /// Creates an override.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - flag: The flag.
  ///   - user: The user's identifier, 1 to 200 bytes without control characters; `nil` for the whole tenant.
  ///   - variant: The variant.
  ///   - expiresAt: First instant at which the override no longer holds.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the user's identifier is not valid.
  public init(
    tenant: TenantID, flag: FlagKey, user: String? = nil, variant: VariantName, expiresAt: Timestamp? = nil
  ) throws {
    if let user { try Self.validate(user: user) }
    self.tenant = tenant
    self.flag = flag
    self.user = user
    self.variant = variant
    self.expiresAt = expiresAt
  }

  /// Checks a user's identifier, which other systems define.
  ///
  /// - Parameter user: The identifier.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it is empty, longer than 200 bytes, or has
  ///   control characters.
  public static func validate(user: String) throws {
    let printable = user.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    guard printable, (1...200).contains(user.utf8.count) else {
      throw TenantError(
        .invalidValue, "'\(user.prefix(80))' is not a user's identifier",
        hint: "use 1 to 200 bytes without control characters", details: ["value": user])
    }
  }

  /// Whether the override holds at an instant.
  ///
  /// - Parameter instant: The instant.
  /// - Returns: `true` until ``expiresAt`` is reached.
  public func holds(at instant: Timestamp) -> Bool {
    expiresAt.map { instant < $0 } ?? true
  }
}
