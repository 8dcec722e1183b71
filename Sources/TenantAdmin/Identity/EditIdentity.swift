// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about how claims lead to tenants.
package struct IdentityMapRequest: Sendable {
  /// How a claim leads to a tenant, in the operator's words.
  package enum Target: Hashable, Sendable {
    /// A value stands for a tenant.
    case binding(value: IdentityName, tenant: TenantSelector)
    /// The claim names the tenant itself.
    case named(IdentityTarget)
  }

  /// Whose tokens.
  package let issuer: IdentityName
  /// For whom they are.
  package let audience: IdentityName
  /// Which claim decides.
  package let claim: IdentityName
  /// How it leads to a tenant.
  package let target: Target

  /// Creates a request.
  package init(issuer: IdentityName, audience: IdentityName, claim: IdentityName, target: Target) {
    self.issuer = issuer
    self.audience = audience
    self.claim = claim
    self.target = target
  }

  fileprivate func map(_ reader: StoreReader) throws -> IdentityMap {
    let target: IdentityTarget =
      switch target {
      case .binding(let value, let tenant): .binding(value: value, tenant: try reader.requireTenant(tenant).id)
      case .named(let target): target
      }
    return IdentityMap(issuer: issuer, audience: audience, claim: claim, target: target)
  }

  fileprivate var fingerprint: [String] {
    let target =
      switch target {
      case .binding(let value, let tenant): ["binding", value.rawValue, tenant.text]
      case .named(let target): ["named", "\(target)"]
      }
    return [issuer.rawValue, audience.rawValue, claim.rawValue] + target
  }
}

extension Administration {
  /// The identity providers whose tokens are accepted.
  package func identityIssuers() throws -> [IdentityIssuer] { try store.read { try $0.identityIssuers() } }

  /// What binds their tokens to tenants.
  package func identityMaps() throws -> [IdentityMap] { try store.read { try $0.identityMaps() } }

  /// Everything that decides to whom an identity token leads.
  package func identityDirectory() throws -> IdentityDirectory { try store.read { try $0.identityDirectory() } }

  /// Makes the keys of an identity provider known, or replaces them; what the old ones signed is accepted no more.
  ///
  /// - Parameter issuer: The provider.
  /// - Returns: The provider.
  /// - Throws: ``TenantError`` about the store.
  package func setIdentityIssuer(_ issuer: IdentityIssuer) throws -> Outcome<IdentityIssuer> {
    try change("identity.set", request: [issuer.issuer.rawValue, issuer.keys.document]) { writer in
      let before = try writer.identityIssuers().first { $0.issuer == issuer.issuer }
      if before == issuer { return issuer }
      try writer.put(issuer)
      try writer.record(
        .identitySet, key: issuer.issuer.rawValue, before: before?.keys.journalled, after: issuer.keys.journalled)
      return issuer
    }
  }

  /// Accepts no tokens of an identity provider any more.
  ///
  /// - Parameters:
  ///   - name: The provider.
  ///   - ifExists: Whether an unknown one counts as removed.
  /// - Returns: The provider as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound``, or ``TenantErrorCode/inUse`` where maps speak of it.
  package func unsetIdentityIssuer(_ name: IdentityName, ifExists: Bool = false) throws -> Outcome<IdentityIssuer?> {
    try change("identity.unset", request: [name.rawValue]) { writer in
      guard let issuer = try writer.identityIssuers().first(where: { $0.issuer == name }) else {
        if ifExists { return nil }
        throw Self.unknownIssuer(name)
      }
      guard try !writer.identityMaps().contains(where: { $0.issuer == name }) else {
        throw TenantError(
          .inUse, "claims of '\(name)' are bound to tenants",
          hint: "delete them first; 'tenantctl identity map list' shows them", details: ["issuer": name.rawValue])
      }
      try writer.deleteIdentityIssuer(name)
      try writer.record(.identityUnset, key: name.rawValue, before: issuer.keys.journalled)
      return issuer
    }
  }

  /// Binds claims to tenants.
  ///
  /// - Parameters:
  ///   - request: Which claims, and how they lead to a tenant.
  ///   - ifNotExists: Whether a map that is there already is as good.
  /// - Returns: The map.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound`` where the provider is unknown,
  ///   ``TenantErrorCode/alreadyExists`` where there is such a map, or the value stands for another tenant,
  ///   ``TenantErrorCode/tenantIllegalTransition`` where the tenant has left.
  package func createIdentityMap(
    _ request: IdentityMapRequest, ifNotExists: Bool = false
  ) throws -> Outcome<IdentityMap> {
    try change("identity.map", request: request.fingerprint) { writer in
      guard try writer.identityIssuers().contains(where: { $0.issuer == request.issuer }) else {
        throw Self.unknownIssuer(request.issuer)
      }
      let map = try request.map(writer)
      let rivals = try writer.identityMaps().filter { $0.occupies(map) }
      if ifNotExists, rivals == [map] { return map }
      guard rivals.isEmpty else {
        throw TenantError(
          .alreadyExists, "the claim '\(map.claim)' of '\(map.issuer)' is bound so already",
          hint: "delete that map first; 'tenantctl identity map list' shows it",
          details: ["issuer": map.issuer.rawValue])
      }
      if let id = map.tenant { try writer.tenant(id)?.requirePresent() }
      try writer.insert(map)
      try writer.record(.identityMap, key: map.issuer.rawValue, tenant: map.tenant, after: map.journalled)
      return map
    }
  }

  /// Binds claims to tenants no more.
  ///
  /// - Parameters:
  ///   - request: Which claims, and how they lead to a tenant.
  ///   - ifExists: Whether a map that is not there counts as removed.
  /// - Returns: The map, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound`` where there is none.
  package func deleteIdentityMap(
    _ request: IdentityMapRequest, ifExists: Bool = false
  ) throws -> Outcome<IdentityMap?> {
    try change("identity.unmap", request: request.fingerprint) { writer in
      let map = try request.map(writer)
      guard try writer.identityMaps().contains(map) else {
        if ifExists { return nil }
        throw TenantError(
          .notFound, "the claim '\(map.claim)' of '\(map.issuer)' is not bound so",
          hint: "run 'tenantctl identity map list' to see what is", details: ["issuer": map.issuer.rawValue])
      }
      try writer.delete(map)
      try writer.record(.identityUnmap, key: map.issuer.rawValue, tenant: map.tenant, before: map.journalled)
      return map
    }
  }

  private static func unknownIssuer(_ name: IdentityName) -> TenantError {
    TenantError(
      .notFound, "identity provider '\(name)' not found",
      hint: "make its keys known with 'tenantctl identity issuer set'",
      details: ["issuer": name.rawValue])
  }
}

extension IdentityKeySet {
  /// What the journal keeps of keys: which, and not what they are made of.
  fileprivate var journalled: [String: [String]] {
    ["keys": keys.map { "\($0.id) \($0.algorithms.map(\.rawValue).joined(separator: " "))" }]
  }
}

extension IdentityMap {
  /// The tenant for which a value stands.
  package var tenant: TenantID? {
    if case .binding(_, let tenant) = target { tenant } else { nil }
  }

  /// Whether another map would decide the same question.
  fileprivate func occupies(_ other: IdentityMap) -> Bool {
    guard issuer == other.issuer, audience == other.audience, claim == other.claim else { return false }
    if case (.binding(let mine, _), .binding(let value, _)) = (target, other.target) { return mine == value }
    return target == other.target
  }

  /// What the journal keeps of a map.
  fileprivate var journalled: [String: String] {
    ["audience": audience.rawValue, "claim": claim.rawValue, "target": targetText]
  }

  /// How the map leads to a tenant, as an operator writes it.
  package var targetText: String {
    switch target {
    case .binding(let value, _): "value \(value)"
    case .tenantID: "id"
    case .slug: "slug"
    case .external(let kind): "external:\(kind)"
    }
  }
}
