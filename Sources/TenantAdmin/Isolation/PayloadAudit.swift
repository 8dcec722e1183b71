// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Tries to open everything that is sealed for tenants.
struct PayloadAudit {
  /// How many payloads were tried with the keys of their tenants.
  private(set) var count = 0
  /// Payloads, and keys, that do not open.
  var unreadable: [String] = []
  /// Values that open, but are stored under another name.
  private(set) var misplaced: [String] = []
  /// Payloads that open with the key of another tenant.
  private(set) var crossing: [String] = []
  private let reader: StoreReader
  private let store: String

  /// - Parameters:
  ///   - reader: The store, in one transaction.
  ///   - store: Its path.
  init(_ reader: StoreReader, store: String) {
    self.reader = reader
    self.store = store
  }

  /// Tries the payloads of a tenant.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - root: Its key; `nil` where it has none, so that nothing opens.
  ///   - other: The key of another tenant.
  /// - Throws: ``TenantError`` where something cannot be read.
  mutating func check(_ tenant: Tenant, with root: TenantRoot?, against other: TenantRoot?) throws {
    try forEachPayload(of: tenant) { audit, payload in
      audit.count += 1
      if let root, payload.opens(root) {
        if !payload.isInPlace(root) { audit.misplaced.append(payload.place) }
      } else {
        audit.unreadable.append(payload.place)
      }
      if let other, payload.opens(other) { audit.crossing.append(payload.place) }
    }
  }

  /// Tries the payloads of a tenant with the key of another one alone.
  mutating func checkCrossing(_ tenant: Tenant, against other: TenantRoot) throws {
    try forEachPayload(of: tenant) { audit, payload in
      if payload.opens(other) { audit.crossing.append(payload.place) }
    }
  }

  /// Something sealed.
  private struct Payload {
    /// Where it is, for people.
    let place: String
    /// Whether it opens with a key.
    let opens: (TenantRoot) -> Bool
    /// Whether it is stored under its own name; asked where it opens.
    var isInPlace: (TenantRoot) -> Bool = { _ in true }
  }

  private mutating func forEachPayload(
    of tenant: Tenant, _ visit: (inout PayloadAudit, Payload) -> Void
  ) throws {
    try reader.forEachSealedValue(ofTenant: tenant.id, incarnation: tenant.incarnation) { sealed in
      let name = Payload(
        place: "\(tenant.slug) value \(Hexadecimal.text(sealed.digest.prefix(8)))",
        opens: { (try? sealed.openedValue(with: $0)) != nil && (try? sealed.openedName(with: $0)) != nil },
        isInPlace: { root in
          (try? sealed.openedName(with: root)).map { root.digest(of: $0, for: .values) } == sealed.digest
        })
      visit(&self, name)
      return true
    }
    for stream in try reader.eventStreams(of: tenant.id) {
      try reader.forEachEvent(in: stream.name, of: tenant.id, after: 0, limit: .max) { event in
        let opens = { (root: TenantRoot) in (try? event.opened(by: TenantEventSealing(root))) != nil }
        visit(&self, Payload(place: "\(tenant.slug) event \(stream.name)/\(event.sequence)", opens: opens))
      }
    }
    let area = TenantFileArea(besideStore: store, tenant: tenant.id, incarnation: tenant.incarnation)
    for digest in try area.names() {
      // A service may have deleted it meanwhile.
      guard let bytes = try area.read(digest, atMost: TenantFileArea.maximumStoredBytes) else { continue }
      // Its name is part of what opens, so it cannot be under another one.
      let opens = { (root: TenantRoot) in (try? SealedFile(bytes, digest: digest).content(with: root)) != nil }
      visit(&self, Payload(place: "\(tenant.slug) file \(digest.prefix(16))", opens: opens))
    }
  }
}
