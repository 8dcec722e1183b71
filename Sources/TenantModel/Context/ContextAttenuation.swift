// SPDX-License-Identifier: Apache-2.0

/// What a context is to be exchanged for; it can only become narrower.
public struct ContextAttenuation: Equatable, Sendable {
  /// For whom the new one is.
  public var audience: ContextAudience
  /// What the new one is for; `nil` means all that the old one is for.
  public var purposes: [ContextPurpose]?
  /// How long the new one lives, 1 to 300 seconds; it ends with the old one at the latest.
  public var lifeSeconds: Int64 = ContextPolicy.defaultLifeSeconds
  /// Who will call with the new one; `nil` where the transport authenticates none.
  public var caller: ContextCaller?
  /// Thumbprint of the key that the holder of the new one must have; `nil` keeps that of the old one.
  public var confirmation: ContextDigest?

  /// Creates an exchange that keeps all purposes.
  ///
  /// - Parameter audience: For whom the new one is.
  public init(audience: ContextAudience) {
    self.audience = audience
  }
}

extension ContextClaims {
  /// What a context that was accepted may be exchanged for.
  ///
  /// Tenant, epochs, residency, subject and transaction stay; it can be exchanged once less often and never ends later.
  ///
  /// - Parameters:
  ///   - attenuation: What is asked for.
  ///   - now: What the clock shows.
  /// - Returns: The claims of the new context.
  /// - Throws: ``ContextRefusal/noHopsLeft``, ``ContextRefusal/widerScope`` where a purpose is asked for that the old one
  ///   does not have, ``ContextRefusal/tooLongLived``, or ``ContextRefusal/expired`` where nothing of its time is left.
  public func attenuated(_ attenuation: ContextAttenuation, at now: Timestamp) throws(ContextRefusal) -> ContextClaims {
    guard hops > 0 else { throw .noHopsLeft }
    guard (1...ContextPolicy.maximumLifeSeconds).contains(attenuation.lifeSeconds) else { throw .tooLongLived }
    var claims = self
    if let asked = attenuation.purposes {
      guard !asked.isEmpty, Set(asked).isSubset(of: purposes) else { throw .widerScope }
      claims.purposes = Set(asked).sorted()
    }
    claims.audience = attenuation.audience
    claims.caller = attenuation.caller
    claims.confirmation = attenuation.confirmation ?? confirmation
    claims.hops = hops - 1
    claims.issuedAt = Timestamp.floorDivide(now.microseconds, 1_000_000)
    claims.notBefore = max(claims.issuedAt, notBefore)
    guard ContextPolicy.seconds.contains(claims.issuedAt) else { throw .malformed }
    claims.expiresAt = min(expiresAt, claims.issuedAt + attenuation.lifeSeconds)
    guard claims.notBefore < claims.expiresAt else { throw .expired }
    try claims.validate()
    return claims
  }
}
