// SPDX-License-Identifier: Apache-2.0

/// What a context says: who acts for which tenant, where, what for, and until when.
///
/// The names in brackets are those of the token's fields.
public struct ContextClaims: Equatable, Sendable {
  /// Who signs it (`iss`).
  public var issuer: ContextIssuer
  /// The tenant (`tid`).
  public var tenant: TenantID
  /// Which incarnation of the tenant (`inc`), from 1.
  public var incarnation: Int64
  /// The tenant's lifecycle epoch when it was issued (`lep`), from 1.
  public var lifecycleEpoch: Int64
  /// The tenant's placement epoch when it was issued (`pep`), from 1.
  public var placementEpoch: Int64
  /// Digest of the tenant's allowed regions (`rgn`).
  public var residency: ContextDigest
  /// For whom it is (`aud`).
  public var audience: ContextAudience
  /// On whose behalf it is used (`sub`).
  public var subject: ContextPrincipal
  /// The immediate caller (`act`); `nil` where the transport authenticates none.
  public var caller: ContextCaller?
  /// What it may be used for (`scp`), 1 to 16 purposes, ascending.
  public var purposes: [ContextPurpose]
  /// What it has in common with the whole chain of calls (`txn`).
  public var transaction: ContextTransaction
  /// When it was issued (`iat`), in seconds since 1970.
  public var issuedAt: Int64
  /// From when on it is valid (`nbf`), in seconds since 1970.
  public var notBefore: Int64
  /// Until when it is valid (`exp`), in seconds since 1970.
  public var expiresAt: Int64
  /// How many times it may still be exchanged (`hop`), 0 to 16.
  public var hops: Int64
  /// Thumbprint of the key that its holder must prove to have (`cnf`); `nil` where holding it is enough.
  public var confirmation: ContextDigest?

  /// Creates claims without caller and key, for one purpose at least; see ``validate()`` for the rules.
  ///
  /// - Parameters:
  ///   - issuer: Who signs it.
  ///   - tenant: The tenant as whoever issues it knows it.
  ///   - audience: For whom it is.
  ///   - subject: On whose behalf it is used.
  ///   - purposes: What it may be used for, in any order.
  ///   - transaction: What it has in common with the chain of calls.
  ///   - issuedAt: When it is issued, in seconds since 1970; valid from then on.
  ///   - lifeSeconds: How long it is valid, 1 to 300 seconds.
  ///   - hops: How many times it may be exchanged, 0 to 16.
  public init(
    issuer: ContextIssuer, tenant: ContextTenant, audience: ContextAudience, subject: ContextPrincipal,
    purposes: some Sequence<ContextPurpose>, transaction: ContextTransaction, issuedAt: Int64,
    lifeSeconds: Int64 = ContextPolicy.defaultLifeSeconds, hops: Int64 = 0
  ) {
    self.issuer = issuer
    self.tenant = tenant.id
    incarnation = tenant.incarnation
    lifecycleEpoch = tenant.lifecycleEpoch
    placementEpoch = tenant.placementEpoch
    residency = tenant.residency
    self.audience = audience
    self.subject = subject
    self.purposes = Set(purposes).sorted()
    self.transaction = transaction
    self.issuedAt = issuedAt
    notBefore = issuedAt
    // An end that cannot be represented is refused with the other rules.
    expiresAt = issuedAt.addingReportingOverflow(lifeSeconds).overflow ? .max : issuedAt + lifeSeconds
    self.hops = hops
  }

  /// Checks the rules that every context keeps, whoever issued it and whenever it is looked at.
  ///
  /// - Throws: ``ContextRefusal/malformed`` where a number is out of its range, purposes are not ascending, or the times are
  ///   not in order; ``ContextRefusal/tooLongLived`` where it lives longer than 300 seconds.
  public func validate() throws(ContextRefusal) {
    // Asked for each request: no list is made of what there is to ask.
    let isCounted = incarnation >= 1 && lifecycleEpoch >= 1 && placementEpoch >= 1
    let isNamed =
      (1...ContextPolicy.maximumPurposes).contains(purposes.count)
      && (1..<purposes.count).allSatisfy { purposes[$0 - 1] < purposes[$0] }
    let instants = ContextPolicy.seconds
    let isTimed = instants.contains(issuedAt) && instants.contains(notBefore) && instants.contains(expiresAt)
    guard isCounted, isNamed, isTimed, ContextPolicy.hops.contains(hops), issuedAt <= notBefore,
      notBefore <= expiresAt
    else { throw .malformed }
    guard expiresAt - issuedAt <= ContextPolicy.maximumLifeSeconds else { throw .tooLongLived }
  }
}

/// What a verifier, or whoever issues, knows of a tenant.
public struct ContextTenant: Equatable, Sendable {
  /// Machine identifier.
  public let id: TenantID
  /// Incarnation, from 1.
  public let incarnation: Int64
  /// Lifecycle epoch, from 1.
  public let lifecycleEpoch: Int64
  /// Placement epoch, from 1.
  public let placementEpoch: Int64
  /// Digest of the allowed regions.
  public let residency: ContextDigest
  /// Whether the tenant is served at all.
  public let isActive: Bool

  /// Takes what is known from a tenant's record.
  ///
  /// - Parameters:
  ///   - tenant: The record.
  ///   - residency: Digest of its allowed regions.
  public init(_ tenant: Tenant, residency: ContextDigest) {
    id = tenant.id
    incarnation = tenant.incarnation
    lifecycleEpoch = tenant.lifecycleEpoch
    placementEpoch = tenant.placementEpoch
    self.residency = residency
    isActive = tenant.state == .active
  }
}
