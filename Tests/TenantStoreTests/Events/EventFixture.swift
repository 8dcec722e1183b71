// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport

/// A store with the tenants `acme` and `globex`, each with a subscription `reader` of its stream `orders`.
struct EventFixture {
  let store: TemporaryStore
  let administration: Administration
  let master: MasterKey
  let acme: EventPlace
  let globex: EventPlace

  init(
    retry: EventRetryPolicy? = nil, window: Int64 = 256, subscribed: Bool = true
  ) throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    master = MasterKey()
    var places: [EventPlace] = []
    for slug in ["acme", "globex"] {
      let tenant = try administration.onboard(.sample(slug)).value
      places.append(EventPlace(tenant, region: nil))
      guard subscribed else { continue }
      try store.write { writer in
        var subscription = EventSubscription(
          name: "reader", stream: "orders", pattern: ">", createdAt: writer.change.time)
        subscription.retry =
          try retry
          ?? EventRetryPolicy(attempts: 3, firstMilliseconds: 1_000, capMilliseconds: 60_000, jitterPercent: 0)
        subscription.window = window
        try writer.insert(subscription, of: tenant.id)
      }
    }
    (acme, globex) = (places[0], places[1])
  }

  /// The sealing of a tenant, as the runtime makes it.
  func sealing(_ place: EventPlace, _ writer: StoreWriter) throws -> any EventSealing {
    TenantEventSealing(try writer.makeRoot(of: place.tenant, incarnation: place.incarnation, with: master))
  }

  func envelope(
    _ id: String, subject: EventSubject = "order.paid", key: String? = nil, data: String = "{}"
  ) throws -> EventEnvelope {
    var envelope = EventEnvelope(
      id: try EventID(parsing: id), source: "/test", type: "test", subject: subject, time: store.clock.now,
      data: Array(data.utf8))
    envelope.key = try key.map { try EventKey(parsing: $0) }
    return envelope
  }

  @discardableResult
  func publish(
    _ events: [EventEnvelope], to stream: EventStreamName = "orders", at place: EventPlace
  ) throws -> [EventReceipt] {
    try store.write { try $0.publish(events, to: stream, at: place, sealing: sealing(place, $0)) }
  }

  func claim(_ limit: Int = 100, at place: EventPlace, lease: Int64 = 30_000_000) throws -> [ClaimedEvent] {
    try store.write { try $0.claimEvents(for: "reader", at: place, limit: limit, lease: lease) }
  }

  func acknowledge(_ claimed: ClaimedEvent, at place: EventPlace) throws {
    try store.write { try $0.acknowledge(key(claimed), at: place) }
  }

  @discardableResult
  func fail(_ claimed: ClaimedEvent, at place: EventPlace) throws -> Bool {
    try store.write { try $0.fail(key(claimed), at: place, fault: "test") }
  }

  func key(_ claimed: ClaimedEvent) -> DeliveryKey {
    DeliveryKey(subscription: "reader", sequence: claimed.event.sequence, fence: claimed.fence)
  }

  /// The reason of a refusal, or what else was thrown.
  func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      let fault = error as? TenantError
      return fault?.details["reason"] ?? fault?.code.rawValue ?? "\(error)"
    }
  }

  /// A place after the tenant's record changed.
  func place(_ slug: String, region: Region? = nil) throws -> EventPlace {
    EventPlace(try administration.tenant(TenantSelector(parsing: slug)), region: region)
  }
}
