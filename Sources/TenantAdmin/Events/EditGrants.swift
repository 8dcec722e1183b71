// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says of a grant, in the name of the giver.
package struct GrantRequest: Sendable {
  /// Whose events they are.
  package let giver: TenantSelector
  /// Who may have them.
  package let receiver: TenantSelector
  /// The giver's stream.
  package let stream: EventStreamName
  /// Which of its subjects.
  package let pattern: EventSubjectPattern
  /// What for.
  package let purpose: ContextPurpose
  /// First instant at which it is over.
  package let until: Timestamp

  /// Creates a request.
  package init(
    giver: TenantSelector, receiver: TenantSelector, stream: EventStreamName, pattern: EventSubjectPattern,
    purpose: ContextPurpose, until: Timestamp
  ) {
    self.giver = giver
    self.receiver = receiver
    self.stream = stream
    self.pattern = pattern
    self.purpose = purpose
    self.until = until
  }
}

/// A grant as one of its sides sees it.
package struct GrantStanding: Codable, Equatable, Sendable {
  /// Where a grant stands.
  package enum State: String, Codable, Sendable {
    case offered, accepted, revoked, expired
  }

  /// What is permitted.
  package let grant: CrossTenantGrant
  /// Where it stands.
  package let state: State
  /// The receiver's stream, once it has accepted.
  package let into: EventStreamName?
  /// How many events were delivered under it.
  package let delivered: Int64
}

extension Administration {
  /// Offers events of one tenant to another one; nothing is delivered before that accepts.
  ///
  /// - Returns: The grant.
  /// - Throws: ``TenantError`` where a tenant is unknown or not active, or with ``TenantErrorCode/invalidValue``.
  package func createGrant(_ request: GrantRequest) throws -> Outcome<GrantStanding> {
    let record = [
      request.giver.text, request.receiver.text, request.stream.rawValue, request.pattern.rawValue,
      request.purpose.rawValue, request.until.description,
    ]
    return try change("grant.create", request: record) { writer in
      func party(_ selector: TenantSelector) throws -> CrossTenantGrant.Party {
        let tenant = try writer.requireTenant(selector)
        try tenant.requireActive()
        return CrossTenantGrant.Party(tenant: tenant.id, incarnation: tenant.incarnation)
      }
      let grant = try CrossTenantGrant(
        id: CrossTenantGrantID(bits: session.randomBits()), giver: party(request.giver),
        receiver: party(request.receiver), stream: request.stream, pattern: request.pattern, purpose: request.purpose,
        until: request.until, approver: session.actor, createdAt: writer.change.time)
      let offered = OfferedGrant(grant)
      try writer.insert(offered)
      try writer.record(.grantCreate, key: grant.id.rawValue, tenant: grant.giver.tenant, after: offered)
      return GrantStanding(grant: grant, state: .offered, into: nil, delivered: 0)
    }
  }

  /// Accepts a grant in the name of its receiver: from now on its events come into a stream of the receiver's own.
  ///
  /// - Parameters:
  ///   - id: Which grant.
  ///   - selector: The receiver.
  ///   - into: A stream without events, which takes in nothing else.
  /// - Returns: The grant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/grantNotFound`` where none of that id was offered to the tenant,
  ///   ``TenantErrorCode/eventRefused`` where it is revoked, over or of another incarnation, or
  ///   ``TenantErrorCode/inUse``.
  package func acceptGrant(
    _ id: CrossTenantGrantID, by selector: TenantSelector, into: EventStreamName
  ) throws -> Outcome<GrantStanding> {
    try change("grant.accept", request: [id.rawValue, selector.text, into.rawValue]) { writer in
      let tenant = try writer.requireTenant(selector)
      try tenant.requireActive()
      guard let offered = try writer.offers(to: tenant.id).first(where: { $0.grant.id == id }) else {
        throw Self.noGrant(id, of: tenant)
      }
      if let accepted = try writer.acceptedGrant(id, by: tenant.id) {
        guard accepted.into == into else {
          throw TenantError(
            .alreadyExists, "the grant was accepted into stream '\(accepted.into)'", hint: "name that stream",
            details: ["id": id.rawValue])
        }
        return standing(offered.grant, offered, accepted, at: writer.change.time)
      }
      let accepted = AcceptedGrant(
        offered.grant, into: into, acceptedAt: writer.change.time, acceptedBy: session.actor)
      try writer.requireInForce(offered, accepted, at: writer.change.time)
      try writer.insert(accepted)
      try writer.record(.grantAccept, key: id.rawValue, tenant: tenant.id, after: accepted)
      return standing(offered.grant, offered, accepted, at: writer.change.time)
    }
  }

  /// Takes a grant back in the name of one of its sides; what was delivered stays with the receiver.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/grantNotFound`` where the tenant has no part in a grant of that id.
  package func revokeGrant(
    _ id: CrossTenantGrantID, by selector: TenantSelector
  ) throws -> Outcome<GrantStanding> {
    try change("grant.revoke", request: [id.rawValue, selector.text]) { writer in
      let tenant = try writer.requireTenant(selector)
      if let offered = try writer.offeredGrant(id, by: tenant.id) {
        let accepted = try writer.acceptedGrant(id, by: offered.grant.receiver.tenant)
        guard offered.revokedAt == nil else {
          return standing(offered.grant, offered, accepted, at: writer.change.time)
        }
        var after = offered
        after.revokedAt = writer.change.time
        try writer.revokeOffer(id, by: tenant.id)
        try writer.record(.grantRevoke, key: id.rawValue, tenant: tenant.id, before: offered, after: after)
        return standing(after.grant, after, accepted, at: writer.change.time)
      }
      guard let accepted = try writer.acceptedGrant(id, by: tenant.id) else { throw Self.noGrant(id, of: tenant) }
      let offered = try writer.offeredGrant(id, by: accepted.grant.giver.tenant)
      guard accepted.revokedAt == nil else {
        return standing(accepted.grant, offered, accepted, at: writer.change.time)
      }
      var after = accepted
      after.revokedAt = writer.change.time
      try writer.revokeAcceptance(id, by: tenant.id)
      try writer.record(.grantRevoke, key: id.rawValue, tenant: tenant.id, before: accepted, after: after)
      return standing(after.grant, offered, after, at: writer.change.time)
    }
  }

  /// The grants that a tenant gave, was offered or accepted, by id.
  package func grants(of selector: TenantSelector) throws -> [GrantStanding] {
    let now = session.now()
    return try store.read { reader in
      let tenant = try reader.requireTenant(selector).id
      var found: [CrossTenantGrantID: GrantStanding] = [:]
      for accepted in try reader.acceptedGrants(by: tenant) {
        let offered = try reader.offeredGrant(accepted.grant.id, by: accepted.grant.giver.tenant)
        found[accepted.grant.id] = standing(accepted.grant, offered, accepted, at: now)
      }
      for offered in try reader.offeredGrants(by: tenant) + reader.offers(to: tenant)
      where found[offered.grant.id] == nil {
        let accepted = try reader.acceptedGrant(offered.grant.id, by: offered.grant.receiver.tenant)
        found[offered.grant.id] = standing(offered.grant, offered, accepted, at: now)
      }
      return found.values.sorted { $0.grant.id < $1.grant.id }
    }
  }

  /// How a grant looks; one whose giver's copy is gone is one that nothing is delivered under.
  private func standing(
    _ grant: CrossTenantGrant, _ offered: OfferedGrant?, _ accepted: AcceptedGrant?, at now: Timestamp
  ) -> GrantStanding {
    let state: GrantStanding.State =
      if offered == nil || offered?.revokedAt != nil || accepted?.revokedAt != nil {
        .revoked
      } else if now >= grant.until {
        .expired
      } else {
        accepted == nil ? .offered : .accepted
      }
    return GrantStanding(grant: grant, state: state, into: accepted?.into, delivered: offered?.delivered ?? 0)
  }

  private static func noGrant(_ id: CrossTenantGrantID, of tenant: Tenant) -> TenantError {
    TenantError(
      .grantNotFound, "tenant '\(tenant.slug)' has no part in a grant '\(id)'",
      hint: "run 'tenantctl grant list \(tenant.slug)' to see its grants", details: ["id": id.rawValue])
  }
}
