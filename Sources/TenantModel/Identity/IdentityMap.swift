// SPDX-License-Identifier: Apache-2.0

/// How a claim leads to a tenant.
public enum IdentityTarget: Codable, Hashable, Sendable {
  /// The claim has exactly this value, and the tenant is this one.
  case binding(value: IdentityName, tenant: TenantID)
  /// The claim holds the tenant's id.
  case tenantID
  /// The claim holds the tenant's slug.
  case slug
  /// The claim holds the tenant's identifier of a kind in another system.
  case external(kind: String)
}

/// What binds the claims of one issuer's tokens for one audience to tenants.
public struct IdentityMap: Codable, Equatable, Sendable {
  /// Whose tokens.
  public let issuer: IdentityName
  /// For whom they are.
  public let audience: IdentityName
  /// Which claim decides.
  public let claim: IdentityName
  /// How it leads to a tenant.
  public let target: IdentityTarget

  /// Creates a map.
  ///
  /// - Parameters:
  ///   - issuer: Whose tokens.
  ///   - audience: For whom they are.
  ///   - claim: Which claim decides.
  ///   - target: How it leads to a tenant.
  public init(issuer: IdentityName, audience: IdentityName, claim: IdentityName, target: IdentityTarget) {
    self.issuer = issuer
    self.audience = audience
    self.claim = claim
    self.target = target
  }

  /// The tenant to which claims lead, as far as this map goes.
  func selector(of claims: IdentityClaims) -> TenantSelector? {
    guard let value = claims.members[claim.rawValue]?.string else { return nil }
    switch target {
    case .binding(let bound, let tenant):
      // Byte by byte: in Swift, texts are equal that are spelled differently.
      return value.utf8.elementsEqual(bound.rawValue.utf8) ? .id(tenant) : nil
    case .tenantID:
      return (try? TenantID(parsing: value)).map(TenantSelector.id)
    case .slug:
      return (try? Slug(parsing: value)).map(TenantSelector.slug)
    case .external(let kind):
      guard (try? ExternalID.validate(kind: kind, value: value)) != nil else { return nil }
      return .external(kind: kind, value: value)
    }
  }
}

/// An identity provider whose tokens are accepted.
public struct IdentityIssuer: Codable, Equatable, Sendable {
  /// Its name, as the claim `iss` has it.
  public let issuer: IdentityName
  /// Its public keys.
  public let keys: IdentityKeySet

  /// Creates a provider.
  ///
  /// - Parameters:
  ///   - issuer: Its name.
  ///   - keys: Its public keys.
  public init(issuer: IdentityName, keys: IdentityKeySet) {
    self.issuer = issuer
    self.keys = keys
  }
}

/// All identity providers and what binds their tokens to tenants: the rules as functions of what a token says.
public struct IdentityDirectory: Equatable, Sendable {
  private let issuers: [IdentityName: IdentityKeySet]
  private let maps: [IdentityName: [IdentityMap]]

  /// Creates a directory.
  ///
  /// - Parameters:
  ///   - issuers: The providers.
  ///   - maps: What binds their tokens to tenants.
  public init(issuers: [IdentityIssuer], maps: [IdentityMap]) {
    self.issuers = issuers.reduce(into: [:]) { $0[$1.issuer] = $1.keys }
    self.maps = Dictionary(grouping: maps, by: \.issuer)
  }

  /// The key that must have signed a token: one of its own issuer, for exactly the algorithm that the token names.
  ///
  /// - Parameter token: The token.
  /// - Returns: The key.
  /// - Throws: ``IdentityRefusal/unknownIssuer``, ``IdentityRefusal/unknownKey`` or ``IdentityRefusal/wrongAlgorithm``.
  public func key(of token: IdentityToken) throws(IdentityRefusal) -> IdentityKey {
    guard let keys = issuers[token.claims.issuer]?.keys else { throw .unknownIssuer }
    guard let key = keys.first(where: { $0.id == token.keyID }) else { throw .unknownKey }
    guard key.algorithms.contains(token.algorithm) else { throw .wrongAlgorithm }
    return key
  }

  /// The tenants to which claims lead whose signature is good; who looks them up must find one and the same by each.
  ///
  /// - Parameters:
  ///   - claims: What the token says.
  ///   - now: What the clock shows.
  /// - Returns: One name or more.
  /// - Throws: ``IdentityRefusal/expired``, ``IdentityRefusal/notYetValid``, ``IdentityRefusal/wrongAudience`` or
  ///   ``IdentityRefusal/unmapped``.
  public func selectors(
    of claims: IdentityClaims, at now: Timestamp
  ) throws(IdentityRefusal) -> Set<TenantSelector> {
    let skew = ContextPolicy.skewSeconds * 1_000_000
    guard now.microseconds < claims.expiresAt * 1_000_000 + skew else { throw .expired }
    guard now.microseconds >= claims.notBefore * 1_000_000 - skew else { throw .notYetValid }
    let fitting = (maps[claims.issuer] ?? []).filter { map in
      claims.audiences.contains { $0.utf8.elementsEqual(map.audience.rawValue.utf8) }
    }
    guard !fitting.isEmpty else { throw .wrongAudience }
    let selectors = Set(fitting.compactMap { $0.selector(of: claims) })
    guard !selectors.isEmpty else { throw .unmapped }
    return selectors
  }

  /// The tenant to which claims lead.
  ///
  /// - Parameters:
  ///   - claims: What the token says; its signature must be known to be good.
  ///   - now: What the clock shows.
  ///   - id: Tells whom `find` returned.
  ///   - find: Looks a tenant up that is served.
  /// - Returns: What `find` returned, for the one tenant that every map found.
  /// - Throws: ``IdentityRefusal``, or what `find` throws that is not about the tenant.
  public func tenant<Found>(
    of claims: IdentityClaims, at now: Timestamp, id: (Found) -> TenantID, find: (TenantSelector) throws -> Found
  ) throws -> Found {
    let found = try selectors(of: claims, at: now).sorted { $0.text < $1.text }.map { selector in
      do {
        return try find(selector)
      } catch let fault as TenantError where fault.code == .tenantNotFound {
        throw IdentityRefusal.unknownTenant
      } catch let fault as TenantError where fault.code == .tenantInactive {
        throw IdentityRefusal.inactiveTenant
      }
    }
    guard let first = found.first, found.allSatisfy({ id($0) == id(first) }) else {
      throw IdentityRefusal.conflictingMaps
    }
    return first
  }
}
