// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// An event that an operator published.
package struct PublishedEvent: Codable, Equatable, Sendable {
  /// The tenant's slug.
  package let tenant: Slug
  /// The stream.
  package let stream: EventStreamName
  /// What became of it.
  package let receipt: EventReceipt
}

extension Administration {
  /// Publishes an event of a tenant.
  ///
  /// The journal tells who did, and which event it is; nothing of what it says.
  ///
  /// - Parameters:
  ///   - draft: The event.
  ///   - stream: Which of the tenant's streams; made where there is none.
  ///   - selector: Whose.
  ///   - region: Where this is done.
  ///   - master: What the tenant's key is wrapped by.
  /// - Returns: Its place in the stream.
  /// - Throws: ``TenantError`` where the tenant is unknown, with ``TenantErrorCode/eventRefused``,
  ///   ``TenantErrorCode/eventBacklogFull`` or ``TenantErrorCode/masterKeyUnusable``.
  package func publishEvent(
    _ draft: EventDraft, to stream: EventStreamName, of selector: TenantSelector, in region: Region? = nil,
    with master: MasterKeyFile
  ) throws -> Outcome<PublishedEvent> {
    let envelope = draft.envelope(id: EventID(bits: session.randomBits()), at: session.now())
    // The data decide what is done too, but the journal must not hold them.
    let request = [selector.text, stream.rawValue, draft.id?.rawValue ?? ""]
    return try change("event.publish", request: request) { writer in
      let tenant = try writer.requireTenant(selector)
      let place = EventPlace(tenant, region: region)
      _ = try writer.requireCurrent(place)
      let root = try writer.makeRoot(of: tenant.id, incarnation: tenant.incarnation, with: master.read())
      let receipts = try writer.publish([envelope], to: stream, at: place, sealing: TenantEventSealing(root))
      guard let receipt = receipts.first else { throw TenantError(.internalFault, "a publish has no receipt") }
      let published = PublishedEvent(tenant: tenant.slug, stream: stream, receipt: receipt)
      if !receipt.isDuplicate {
        try writer.record(.eventPublish, key: stream.rawValue, tenant: tenant.id, after: published)
      }
      return published
    }
  }
}
