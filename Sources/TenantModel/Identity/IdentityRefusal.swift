// SPDX-License-Identifier: Apache-2.0

/// Why an identity token is not accepted: for the journal and for operators; whoever sent the token is told nothing of it.
public enum IdentityRefusal: String, CaseIterable, Codable, Error, Sendable {
  case malformed
  case unknownIssuer = "unknown-issuer"
  case unknownKey = "unknown-key"
  case wrongAlgorithm = "wrong-algorithm"
  case badSignature = "bad-signature"
  case expired
  case notYetValid = "not-yet-valid"
  case wrongAudience = "wrong-audience"
  case unmapped
  case conflictingMaps = "conflicting-maps"
  case unknownTenant = "unknown-tenant"
  case inactiveTenant = "inactive-tenant"

  /// What was wrong, as the end of a sentence.
  public var meaning: String {
    switch self {
    case .malformed: "it is not a signed token of the usual form"
    case .unknownIssuer: "its issuer is not known"
    case .unknownKey: "its key is not among those of its issuer"
    case .wrongAlgorithm: "it is not signed as its key signs"
    case .badSignature: "its signature does not belong to it"
    case .expired: "its time is over"
    case .notYetValid: "its time has not come"
    case .wrongAudience: "no map is for its audience"
    case .unmapped: "no map leads from its claims to a tenant"
    case .conflictingMaps: "its claims lead to more than one tenant"
    case .unknownTenant: "its claims lead to no tenant that exists"
    case .inactiveTenant: "its claims lead to a tenant that is not served"
    }
  }

  /// What whoever sent the token is told: the same for every reason, so that nothing can be learned by trying.
  public static let error = TenantError(
    .identityRefused, "the identity token is refused",
    hint: "the journal of the store, or the audit of the service, says why")
}
