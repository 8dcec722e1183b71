// SPDX-License-Identifier: Apache-2.0

/// When a context is accepted: the rules as one function of what it says, what is known and what the clock shows.
public enum ContextPolicy {
  /// How long a context lives unless asked otherwise, in seconds.
  public static let defaultLifeSeconds: Int64 = 60
  /// How long a context may live at most, in seconds.
  public static let maximumLifeSeconds: Int64 = 300
  /// How far the clocks of issuer and verifier may be apart, in seconds.
  public static let skewSeconds: Int64 = 5
  /// How long a key should sign at most before the next one does, in days.
  public static let keyLifeDays: Int64 = 90
  /// How long a token may be, in bytes.
  public static let maximumTokenBytes = 1_024
  /// How many purposes a context may have.
  public static let maximumPurposes = 16
  /// How many times a context may be exchanged.
  public static let hops: ClosedRange<Int64> = 0...16
  /// Instants that can be spoken of, in seconds since 1970: up to the end of the year 9999.
  static let seconds: ClosedRange<Int64> = 0...253_402_300_799

  /// Decides whether a context whose signature is good is accepted.
  ///
  /// - Parameters:
  ///   - claims: What it says.
  ///   - use: What it is used for.
  ///   - tenant: What the verifier knows of the tenant that owns what is addressed.
  ///   - now: What the clock shows.
  /// - Throws: The first rule that does not hold.
  public static func check(
    _ claims: ContextClaims, _ use: ContextUse, of tenant: ContextTenant, at now: Timestamp
  ) throws(ContextRefusal) {
    try claims.validate()
    try checkUse(claims, use, of: tenant, at: now)
  }

  /// As ``check(_:_:of:at:)``, for what a token says: that was validated when the token was read.
  package static func checkUse(
    _ claims: ContextClaims, _ use: ContextUse, of tenant: ContextTenant, at now: Timestamp
  ) throws(ContextRefusal) {
    try checkTime(claims, at: now)
    guard claims.audience == use.audience else { throw .wrongAudience }
    guard claims.tenant == tenant.id else { throw .wrongTenant }
    guard claims.incarnation == tenant.incarnation else { throw .wrongIncarnation }
    // A verifier may know less than the issuer, never more.
    guard claims.lifecycleEpoch >= tenant.lifecycleEpoch, tenant.isActive else { throw .staleLifecycle }
    guard !use.writes || claims.placementEpoch == tenant.placementEpoch else { throw .stalePlacement }
    guard !use.crossesRegions || claims.residency == tenant.residency else { throw .wrongResidency }
    if let purpose = use.purpose, !claims.purposes.contains(purpose) { throw .missingScope }
    if let caller = use.caller, claims.caller != caller { throw .wrongCaller }
    // A context that is bound to a key is worth nothing to who does not show the key.
    if let key = claims.confirmation, use.confirmation != key { throw .wrongConfirmation }
    guard !use.passesOn || claims.hops > 0 else { throw .noHopsLeft }
  }

  private static func checkTime(_ claims: ContextClaims, at now: Timestamp) throws(ContextRefusal) {
    let skew = skewSeconds * 1_000_000
    let begin = max(claims.notBefore, claims.issuedAt) * 1_000_000
    guard now.microseconds >= begin - skew else { throw .notYetValid }
    guard now.microseconds < claims.expiresAt * 1_000_000 + skew else { throw .expired }
  }
}

/// What a context is used for, as whoever verifies it knows.
public struct ContextUse: Equatable, Sendable {
  /// Who is called.
  public var audience: ContextAudience
  /// What for; `nil` where it is asked later.
  public var purpose: ContextPurpose?
  /// Whether the tenant's data are to be changed, for which the place must be the one the context knows.
  public var writes = false
  /// Whether the call goes to another region, for which the allowed regions must be those the context knows.
  public var crossesRegions = false
  /// Whether the context is to be exchanged for another one.
  public var passesOn = false
  /// The peer that the transport authenticated; `nil` where it authenticates none.
  public var caller: ContextCaller?
  /// Thumbprint of the key that the holder proved to have; `nil` where none was shown.
  public var confirmation: ContextDigest?

  /// Creates a use that only reads.
  ///
  /// - Parameters:
  ///   - audience: Who is called.
  ///   - purpose: What for; `nil` where it is asked later.
  public init(audience: ContextAudience, purpose: ContextPurpose? = nil) {
    self.audience = audience
    self.purpose = purpose
  }
}
