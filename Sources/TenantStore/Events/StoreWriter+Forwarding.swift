// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What was delivered under a grant, for the journal: which events, and nothing of what they say.
package struct GrantDelivery: Codable, Equatable, Sendable {
  /// The grant.
  package let grant: CrossTenantGrantID
  /// Whose events they are.
  package let giver: TenantID
  /// Who has them now.
  package let receiver: TenantID
  /// The sequences in the giver's stream.
  package let events: [Int64]
  /// The sequences that were passed over, because they do not open with the giver's key; `nil` where there are none.
  package let unreadable: [Int64]?
  /// What for.
  package let purpose: ContextPurpose
}

/// How many events of a grant were looked at, and what became of them.
package struct ForwardedEvents: Equatable, Sendable {
  /// Those that were delivered.
  package var delivered: Int64 = 0
  /// Those that were passed over, because they do not open with the giver's key.
  package var unreadable: Int64 = 0
}

extension StoreWriter {
  /// Delivers events to another tenant under a grant: the only statement of the program that moves one from tenant to tenant.
  ///
  /// Everything is checked in this transaction: both copies of the grant, both tenants, and each event's subject. The data are
  /// opened with the giver's key and sealed again with the receiver's. Both tenants' journals get one row that names each
  /// event of the batch: a row for each event would make every runtime read the journal as often as events are delivered.
  ///
  /// - Parameters:
  ///   - id: The grant.
  ///   - giver: Who gave it.
  ///   - region: Where the process runs.
  ///   - limit: How many events are looked at, at most.
  ///   - sealing: Makes the sealing of a tenant from its place.
  /// - Returns: How many events were delivered, and how many did not open.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` or ``TenantErrorCode/eventBacklogFull``; then none was.
  package func forward(
    _ id: CrossTenantGrantID, by giver: TenantID, region: Region?, limit: Int64,
    sealing: (EventPlace) throws -> any EventSealing
  ) throws -> ForwardedEvents {
    guard let offered = try offeredGrant(id, by: giver) else { throw EventRefusal.grantMissing.error }
    let receiver = offered.grant.receiver.tenant
    guard let accepted = try acceptedGrant(id, by: receiver) else { throw EventRefusal.grantNotAccepted.error }
    let grant = try requireInForce(offered, accepted, to: receiver, into: accepted.into, at: change.time)
    let from = try side(giver, stream: grant.stream, region: region)
    let to = try side(receiver, stream: accepted.into, region: region)
    guard to.stream.grant == id else { throw EventRefusal.grantMismatch.error }
    var envelopes: [EventEnvelope] = []
    var (sequences, unreadable): ([Int64], [Int64]) = ([], [])
    var position = try self.position(of: grant)
    let giverSealing = try sealing(from.place)
    try forEachEvent(in: grant.stream, of: giver, after: position, limit: limit) { event in
      position = event.sequence
      guard event.incarnation == grant.giver.incarnation, grant.permits(event.envelope.subject, in: event.stream) else {
        return
      }
      // One that is damaged must not hold up all that come after it.
      guard let opened = try? event.opened(by: giverSealing) else { return unreadable.append(event.sequence) }
      envelopes.append(opened)
      sequences.append(event.sequence)
    }
    _ = try append(
      envelopes, to: to.stream, at: to.place, region: region ?? to.tenant.homeRegion, sealing: sealing(to.place))
    let (delivered, overflow) = offered.delivered.addingReportingOverflow(Int64(envelopes.count))
    guard !overflow else { throw TenantError(.overflow, "a grant cannot deliver more") }
    try run(
      "UPDATE event_grant SET position = ?3, delivered = ?4, ready_at = ?5 WHERE tenant = ?1 AND grant_id = ?2",
      [
        SQLValue(giver), SQLValue(id), .integer(position), .integer(delivered),
        SQLValue(position < from.stream.lastSequence ? change.time : nil),
      ])
    guard !envelopes.isEmpty || !unreadable.isEmpty else { return ForwardedEvents() }
    let delivery = GrantDelivery(
      grant: id, giver: giver, receiver: receiver, events: sequences, unreadable: unreadable.isEmpty ? nil : unreadable,
      purpose: grant.purpose)
    for tenant in [giver, receiver] { try record(.grantDeliver, key: id.rawValue, tenant: tenant, after: delivery) }
    return ForwardedEvents(delivered: Int64(envelopes.count), unreadable: Int64(unreadable.count))
  }

  /// Lets a grant that nobody can deliver by rest until its stream has news.
  package func putToRest(_ id: CrossTenantGrantID, by giver: TenantID) throws {
    try run(
      "UPDATE event_grant SET ready_at = NULL WHERE tenant = ?1 AND grant_id = ?2", [SQLValue(giver), SQLValue(id)])
  }

  /// One side of a delivery: the tenant and its stream as they are in this transaction.
  private func side(
    _ id: TenantID, stream name: EventStreamName, region: Region?
  ) throws -> (place: EventPlace, tenant: EventTenant, stream: EventStream) {
    let place = EventPlace(try requireTenant(.id(id)), region: region)
    let stream = try eventStreamOrNew(name, of: id)
    return (place, try requireCurrent(place, stream), stream)
  }
}
