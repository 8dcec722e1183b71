// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Where a sealed payload belongs; it opens nowhere else.
package struct EventAddress: Hashable, Sendable {
  /// The tenant's incarnation.
  package let incarnation: Int64
  /// The stream.
  package let stream: EventStreamName
  /// The event.
  package let id: EventID
  /// Its place in the stream.
  package let sequence: Int64
  /// In which region it was sealed.
  package let region: Region
  /// When it was published.
  package let publishedAt: Timestamp
  /// Who made it, its attribute `source`.
  package let producer: String
  /// All other attributes, as one JSON object.
  package let attributes: String
}

/// Seals the payloads of one tenant's events, and opens them.
///
/// Whose key it uses is settled when it is made, from the scope of whoever asks, and never by what is to be opened.
package protocol EventSealing: Sendable {
  /// Seals a payload.
  func seal(_ data: [UInt8], at address: EventAddress) throws -> [UInt8]

  /// Opens a payload.
  func open(_ sealed: [UInt8], at address: EventAddress) throws -> [UInt8]
}

/// Seals with a tenant's own root key.
package struct TenantEventSealing: EventSealing {
  private let root: TenantRoot

  /// Takes the key of a tenant.
  ///
  /// - Parameter root: The key, from the scope of whoever asks.
  package init(_ root: TenantRoot) {
    self.root = root
  }

  /// Seals a payload.
  package func seal(_ data: [UInt8], at address: EventAddress) throws -> [UInt8] {
    let item = item(address)
    return try SealedEnvelope.seal(data, as: item, with: root.dataKey(for: item))
  }

  /// Opens a payload.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``, whatever the reason.
  package func open(_ sealed: [UInt8], at address: EventAddress) throws -> [UInt8] {
    let item = item(address)
    return try SealedEnvelope.open(sealed, as: item, with: root.dataKey(for: item))
  }

  private func item(_ address: EventAddress) -> SealItem {
    SealItem(
      purpose: .events, stream: address.stream.rawValue, period: SealPeriod(containing: address.publishedAt),
      region: address.region, item: address.id.rawValue, sequence: address.sequence, schema: address.attributes,
      producer: address.producer)
  }
}

/// An event as it is stored: its attributes, and the data sealed.
package struct StoredEvent: Sendable {
  /// The stream.
  package let stream: EventStreamName
  /// Its place in the stream, from 1.
  package let sequence: Int64
  /// The incarnation of the tenant that published it.
  package let incarnation: Int64
  /// The placement epoch in which it was published.
  package let placementEpoch: Int64
  /// In which region it was sealed.
  package let region: Region
  /// When it was published.
  package let publishedAt: Timestamp
  /// The attributes; the data are empty.
  package let envelope: EventEnvelope
  /// The data, sealed.
  package let payload: [UInt8]

  /// Where the payload belongs.
  var address: EventAddress {
    EventAddress(
      incarnation: incarnation, stream: stream, id: envelope.id, sequence: sequence, region: region,
      publishedAt: publishedAt, producer: envelope.source, attributes: envelope.sealedAttributes)
  }

  /// The event with its data.
  ///
  /// - Parameter sealing: The key of whoever opens it.
  /// - Returns: The envelope, whose hints are those of the scope that it was published in.
  /// - Throws: What the opening throws, without detail.
  package func opened(by sealing: some EventSealing) throws -> EventEnvelope {
    var envelope = envelope
    envelope.data = try sealing.open(payload, at: address)
    return envelope
  }
}

extension EventEnvelope {
  /// All attributes that the address does not hold, as one text; two envelopes have the same only where they agree in all.
  var sealedAttributes: String {
    var members: [String: JSONValue] = [
      "subject": .string(subject.rawValue), "time": JSONValue(time.microseconds), "type": .string(type.rawValue),
    ]
    members["contentType"] = contentType.map(JSONValue.string)
    members["schema"] = schema.map(JSONValue.string)
    members["key"] = key.map { .string($0.rawValue) }
    members["cause"] = cause.map { .string($0.rawValue) }
    return JSONValue.object(members).description
  }
}
