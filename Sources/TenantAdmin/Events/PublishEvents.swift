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

/// What an idempotency key of a publish stands for.
struct PublishRequest: Encodable {
  private let tenant: String
  private let stream: EventStreamName
  private let region: Region?
  /// A digest of what is published; `nil` where the tenant's key is gone, and then nothing can be said of it.
  private let content: String?

  init(
    _ draft: EventDraft, to stream: EventStreamName, of selector: TenantSelector, in region: Region?,
    sealedFor root: TenantRoot?
  ) {
    tenant = selector.text
    self.stream = stream
    self.region = region
    // By a key of the tenant's own: the journal outlives the tenant, and a bare digest tells of a content that can be guessed.
    content = root.map { Hexadecimal.text($0.digest(of: Array(draft.said.utf8), for: .events)) }
  }
}

extension EventDraft {
  /// All that it says, as whoever publishes it said it, and no byte of the data otherwise.
  fileprivate var said: String {
    var rest = self
    rest.data = []
    let envelope = rest.envelope(id: EventID(bits: 0), at: Timestamp(microseconds: 0))
    return "\(id == nil) \(time == nil) \(Base64URL.text(data)) \(envelope.cloudEvent)"
  }
}

extension Administration {
  /// Publishes an event of a tenant.
  ///
  /// The journal tells who did, and which event it is; nothing of what it says. An idempotency key stands for all of it.
  ///
  /// - Parameters:
  ///   - draft: The event.
  ///   - stream: Which of the tenant's streams; made where there is none.
  ///   - selector: Whose.
  ///   - region: Where this is done.
  ///   - master: What the tenant's key is wrapped by.
  /// - Returns: Its place in the stream.
  /// - Throws: ``TenantError`` where the tenant is unknown, with ``TenantErrorCode/eventRefused``,
  ///   ``TenantErrorCode/eventBacklogFull``, ``TenantErrorCode/masterKeyUnusable``, or
  ///   ``TenantErrorCode/idempotencyMismatch`` where the session's key stands for an event that says something else.
  package func publishEvent(
    _ draft: EventDraft, to stream: EventStreamName, of selector: TenantSelector, in region: Region? = nil,
    with master: MasterKeyFile
  ) throws -> Outcome<PublishedEvent> {
    let envelope = draft.envelope(id: EventID(bits: session.randomBits()), at: session.now())
    func request(_ reader: StoreReader) throws -> PublishRequest {
      let tenant = try reader.requireTenant(selector)
      let root = try reader.root(of: tenant.id, incarnation: tenant.incarnation, with: master.read())
      return PublishRequest(draft, to: stream, of: selector, in: region, sealedFor: root)
    }
    return try change("event.publish", requestIn: request) { writer in
      let tenant = try writer.requireTenant(selector)
      let place = EventPlace(tenant, region: region)
      _ = try writer.requireCurrent(place)
      let root = try writer.makeRoot(of: tenant.id, incarnation: tenant.incarnation, with: master.read())
      let receipts = try writer.publish([envelope], to: stream, at: place, sealing: TenantEventSealing(root))
      // One for each event, and there is one.
      let receipt = receipts[0]
      let published = PublishedEvent(tenant: tenant.slug, stream: stream, receipt: receipt)
      if !receipt.isDuplicate {
        try writer.record(.eventPublish, key: stream.rawValue, tenant: tenant.id, after: published)
      }
      return published
    }
  }
}
