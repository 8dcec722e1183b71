// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// The grants that a tenant gave, by id.
  package func offeredGrants(by giver: TenantID) throws -> [OfferedGrant] {
    try rows(
      "SELECT \(Self.grantColumns) FROM event_grant WHERE tenant = ?1 ORDER BY grant_id", [SQLValue(giver)],
      Self.offered)
  }

  /// A grant that a tenant gave; `nil` where there is none.
  package func offeredGrant(_ id: CrossTenantGrantID, by giver: TenantID) throws -> OfferedGrant? {
    try first(
      "SELECT \(Self.grantColumns) FROM event_grant WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(giver), SQLValue(id)], Self.offered)
  }

  /// The grants that were offered to a tenant, by id; a receiver may see of its givers what they offer it, and nothing else.
  package func offers(to receiver: TenantID) throws -> [OfferedGrant] {
    try rows(
      "SELECT \(Self.grantColumns) FROM event_grant WHERE receiver = ?1 ORDER BY grant_id", [SQLValue(receiver)],
      Self.offered)
  }

  /// The grants that a tenant accepted, by id.
  package func acceptedGrants(by receiver: TenantID) throws -> [AcceptedGrant] {
    try rows(
      "SELECT \(Self.importColumns) FROM event_import WHERE tenant = ?1 ORDER BY grant_id", [SQLValue(receiver)],
      Self.accepted)
  }

  /// A grant that a tenant accepted; `nil` where there is none.
  package func acceptedGrant(_ id: CrossTenantGrantID, by receiver: TenantID) throws -> AcceptedGrant? {
    try first(
      "SELECT \(Self.importColumns) FROM event_import WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(receiver), SQLValue(id)], Self.accepted)
  }

  /// The grants that have something to deliver, those that wait longest first; looks across tenants.
  package func readyGrants(at now: Timestamp, limit: Int64) throws -> [(giver: TenantID, grant: CrossTenantGrantID)] {
    try rows(
      "SELECT tenant, grant_id FROM event_grant WHERE ready_at <= ?1 ORDER BY ready_at LIMIT ?2",
      [SQLValue(now), .integer(limit)]
    ) { (try $0.parsed(0), try $0.parsed(1)) }
  }

  /// Up to which sequence a grant's stream was looked through.
  func position(of grant: CrossTenantGrant) throws -> Int64 {
    try number(
      "SELECT position FROM event_grant WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(grant.giver.tenant), SQLValue(grant.id)])
  }

  /// Checks that events which came in under a grant may still be delivered: what is revoked or over is not, though it is
  /// stored.
  func requireImportable(_ stream: EventStream, of receiver: TenantID, at now: Timestamp) throws {
    guard let id = stream.grant else { return }
    guard let accepted = try acceptedGrant(id, by: receiver) else { throw EventRefusal.grantNotAccepted.error }
    let offered = try offeredGrant(id, by: accepted.grant.giver.tenant)
    _ = try requireInForce(offered, accepted, to: receiver, into: stream.name, at: now)
  }

  /// Checks a grant that is about to be accepted, as it would be checked for each delivery.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``.
  package func requireInForce(_ offered: OfferedGrant, _ accepted: AcceptedGrant, at now: Timestamp) throws {
    _ = try requireInForce(
      offered, accepted, to: accepted.grant.receiver.tenant, into: accepted.into, at: now)
  }

  /// Checks both copies of a grant, and both tenants, as they are in this transaction.
  ///
  /// - Returns: What both agreed to.
  func requireInForce(
    _ offered: OfferedGrant?, _ accepted: AcceptedGrant?, to receiver: TenantID, into: EventStreamName,
    at now: Timestamp
  ) throws -> CrossTenantGrant {
    guard let offered else { throw EventRefusal.grantMissing.error }
    func party(_ tenant: TenantID) throws -> CrossTenantGrant.Party {
      .init(tenant: tenant, incarnation: try eventTenant(tenant).incarnation)
    }
    let giver = offered.grant.giver.tenant
    do {
      return try EventDeliveryPolicy.check(
        offered, accepted, from: party(giver), to: party(receiver), into: into, at: now)
    } catch let refusal as EventRefusal {
      throw refusal.error
    }
  }

  private static let grantColumns = """
    grant_id, tenant, giver_incarnation, receiver, receiver_incarnation, stream, pattern, purpose, ends_at, approver,
    created_at, revoked_at, delivered
    """

  private static let importColumns = """
    grant_id, giver, giver_incarnation, tenant, receiver_incarnation, stream, pattern, purpose, ends_at, approver,
    created_at, revoked_at, into_stream, accepted_at, accepted_by
    """

  private static func offered(_ row: SQLRow) throws -> OfferedGrant {
    var offered = OfferedGrant(try grant(row))
    offered.revokedAt = row.optionalTimestamp(11)
    offered.delivered = row.integer(12)
    return offered
  }

  private static func accepted(_ row: SQLRow) throws -> AcceptedGrant {
    var accepted = AcceptedGrant(
      try grant(row), into: try row.parsed(12), acceptedAt: row.timestamp(13), acceptedBy: row.text(14))
    accepted.revokedAt = row.optionalTimestamp(11)
    return accepted
  }

  private static func grant(_ row: SQLRow) throws -> CrossTenantGrant {
    try CrossTenantGrant(
      id: try row.parsed(0), giver: .init(tenant: try row.parsed(1), incarnation: row.integer(2)),
      receiver: .init(tenant: try row.parsed(3), incarnation: row.integer(4)), stream: try row.parsed(5),
      pattern: try row.parsed(6), purpose: try row.parsed(7), until: row.timestamp(8), approver: row.text(9),
      createdAt: row.timestamp(10))
  }
}

extension StoreWriter {
  /// Files the giver's copy of a grant; events that were published before it are not given.
  package func insert(_ offered: OfferedGrant) throws {
    let grant = offered.grant
    let stream = try eventStreamOrNew(grant.stream, of: grant.giver.tenant)
    try run(
      """
      INSERT INTO event_grant (tenant, grant_id, giver_incarnation, receiver, receiver_incarnation, stream, pattern,
        purpose, ends_at, approver, created_at, revoked_at, delivered, position, ready_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, 0, ?12, NULL)
      """,
      [
        SQLValue(grant.giver.tenant), SQLValue(grant.id), .integer(grant.giver.incarnation),
        SQLValue(grant.receiver.tenant), .integer(grant.receiver.incarnation), SQLValue(grant.stream),
        SQLValue(grant.pattern), SQLValue(grant.purpose), SQLValue(grant.until), .text(grant.approver),
        SQLValue(grant.createdAt), .integer(stream.lastSequence),
      ])
  }

  /// Files the receiver's copy of a grant, and binds a stream of its own to it.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` where the stream has events or is bound already.
  package func insert(_ accepted: AcceptedGrant) throws {
    let grant = accepted.grant
    let receiver = grant.receiver.tenant
    var stream = try eventStreamOrNew(accepted.into, of: receiver)
    // An event of the giver could take the id of one of the receiver's own, and suppress it.
    guard stream.lastSequence == 0, stream.grant == nil else {
      throw TenantError(
        .inUse, "stream '\(accepted.into)' is in use", hint: "name a stream that takes in this grant's events alone",
        details: ["stream": accepted.into.rawValue])
    }
    stream.grant = grant.id
    try upsert(stream, of: receiver)
    try run(
      """
      INSERT INTO event_import (tenant, grant_id, receiver_incarnation, giver, giver_incarnation, stream, pattern, purpose,
        ends_at, approver, created_at, into_stream, accepted_at, accepted_by, revoked_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL)
      """,
      [
        SQLValue(receiver), SQLValue(grant.id), .integer(grant.receiver.incarnation), SQLValue(grant.giver.tenant),
        .integer(grant.giver.incarnation), SQLValue(grant.stream), SQLValue(grant.pattern), SQLValue(grant.purpose),
        SQLValue(grant.until), .text(grant.approver), SQLValue(grant.createdAt), SQLValue(accepted.into),
        SQLValue(accepted.acceptedAt), .text(accepted.acceptedBy),
      ])
    try run(
      "UPDATE event_grant SET ready_at = ?3 WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(grant.giver.tenant), SQLValue(grant.id), SQLValue(change.time)])
  }

  /// Takes the giver's copy back.
  package func revokeOffer(_ id: CrossTenantGrantID, by giver: TenantID) throws {
    try run(
      "UPDATE event_grant SET revoked_at = ?3, ready_at = NULL WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(giver), SQLValue(id), SQLValue(change.time)])
  }

  /// Takes the receiver's copy back.
  package func revokeAcceptance(_ id: CrossTenantGrantID, by receiver: TenantID) throws {
    try run(
      "UPDATE event_import SET revoked_at = ?3 WHERE tenant = ?1 AND grant_id = ?2",
      [SQLValue(receiver), SQLValue(id), SQLValue(change.time)])
  }
}
