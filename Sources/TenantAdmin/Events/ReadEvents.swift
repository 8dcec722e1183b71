// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// An event as an operator sees it.
package struct EventListing: Equatable, Sendable {
  /// Its place in the stream.
  package let sequence: Int64
  /// When it was published.
  package let publishedAt: Timestamp
  /// How many bytes its data have, sealed.
  package let sealedBytes: Int
  /// Its attributes, with the data where they were asked for.
  package let envelope: EventEnvelope
}

/// A stream and what waits in it.
package struct StreamStanding: Codable, Equatable, Sendable {
  /// The tenant's slug.
  package let tenant: Slug
  /// The stream.
  package let stream: EventStream
  /// How many subscriptions it has.
  package let subscriptions: Int64
  /// How far the slowest of them is behind.
  package let behind: Int64
  /// How many events are handed out or wait for a further try.
  package let pending: Int64
  /// How many events were given up.
  package let dead: Int64
}

extension Administration {
  /// Visits the events of a stream in their order.
  ///
  /// - Parameters:
  ///   - name: The stream.
  ///   - selector: Whose.
  ///   - after: Only events with a greater sequence.
  ///   - limit: How many at most.
  ///   - master: What the tenant's key is wrapped by, where the data are wanted.
  ///   - visit: Takes each event.
  /// - Throws: ``TenantError`` where tenant or stream are unknown, or with ``TenantErrorCode/sealRefused``.
  package func forEachEvent(
    in name: EventStreamName, of selector: TenantSelector, after: Int64 = 0, limit: Int64 = .max,
    with master: MasterKeyFile? = nil, _ visit: (EventListing) throws -> Void
  ) throws {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      try reader.requireStream(name, of: tenant)
      let root = try master.flatMap { try reader.root(of: tenant.id, incarnation: tenant.incarnation, with: $0.read()) }
      try reader.forEachEvent(in: name, of: tenant.id, after: after, limit: limit) { event in
        var envelope = try root.map { try event.opened(by: TenantEventSealing($0)) } ?? event.envelope
        envelope.hints.tenant = tenant.id
        envelope.hints.incarnation = event.incarnation
        envelope.hints.placementEpoch = event.placementEpoch
        try visit(
          EventListing(
            sequence: event.sequence, publishedAt: event.publishedAt, sealedBytes: event.payload.count,
            envelope: envelope))
      }
    }
  }

  /// Tells the journal that somebody is to be shown what the events of a stream say.
  ///
  /// - Parameters:
  ///   - name: The stream.
  ///   - selector: Whose.
  ///   - after: The sequence after which they are shown.
  /// - Throws: ``TenantError`` where tenant or stream are unknown, or from the store; then nothing may be shown.
  package func recordReading(of name: EventStreamName, of selector: TenantSelector, after: Int64) throws {
    let tenant = try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      try reader.requireStream(name, of: tenant)
      return tenant
    }
    try recordDisclosure(
      .eventRead, key: "\(tenant.slug)/\(name)", of: tenant.id, after: ["after": after])
  }

  /// The streams of a tenant, or of all of them, and what waits in each.
  ///
  /// - Parameter selector: Whose; `nil` means all tenants'.
  /// - Returns: The streams, by tenant and name.
  /// - Throws: ``TenantError`` where the tenant is unknown.
  package func streamStandings(of selector: TenantSelector? = nil) throws -> [StreamStanding] {
    try store.read { reader in
      var standings: [StreamStanding] = []
      func add(_ tenant: Tenant) throws {
        let subscriptions = Dictionary(grouping: try reader.eventSubscriptions(of: tenant.id)) {
          $0.subscription.stream
        }
        for stream in try reader.eventStreams(of: tenant.id) {
          let readers = subscriptions[stream.name] ?? []
          standings.append(
            StreamStanding(
              tenant: tenant.slug, stream: stream, subscriptions: Int64(readers.count),
              behind: readers.map(\.unread).max() ?? 0, pending: readers.reduce(0) { $0 + $1.pending },
              dead: readers.reduce(0) { $0 + $1.dead }))
        }
      }
      if let selector {
        try add(reader.requireTenant(selector))
      } else {
        try reader.forEachTenant(TenantFilter()) {
          try add($0)
          return true
        }
      }
      return standings
    }
  }
}

extension StoreReader {
  fileprivate func requireStream(_ name: EventStreamName, of tenant: Tenant) throws {
    guard try eventStream(name, of: tenant.id) == nil else { return }
    throw TenantError(
      .notFound, "tenant '\(tenant.slug)' has no stream '\(name)'",
      hint: "run 'tenantctl event stats \(tenant.slug)' to see its streams", details: ["id": name.rawValue])
  }
}
