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
  ) throws {
    tenant = selector.text
    self.stream = stream
    self.region = region
    // By a key of the tenant's own: the journal outlives the tenant, and a bare digest tells of a content that can be guessed.
    content = try root.map { root in
      let text = try CanonicalJSON.text(of: PublishedContent(draft))
      return Hexadecimal.text(root.digest(of: Array(text.utf8), for: .events))
    }
  }
}

/// All that an event says, as whoever publishes it said it.
private struct PublishedContent: Encodable {
  let id: EventID?
  let source: String
  let type: EventType
  let subject: EventSubject
  let time: Timestamp?
  let contentType: String?
  let schema: String?
  let key: EventKey?
  let cause: ContextTransaction?
  let tenant: TenantID?
  let incarnation: Int64?
  let placementEpoch: Int64?
  let data: String

  init(_ draft: EventDraft) {
    id = draft.id
    source = draft.source
    type = draft.type
    subject = draft.subject
    time = draft.time
    contentType = draft.contentType
    schema = draft.schema
    key = draft.key
    cause = draft.cause
    tenant = draft.hints.tenant
    incarnation = draft.hints.incarnation
    placementEpoch = draft.hints.placementEpoch
    data = Base64URL.text(draft.data)
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
      return try PublishRequest(draft, to: stream, of: selector, in: region, sealedFor: root)
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
