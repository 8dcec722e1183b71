// SPDX-License-Identifier: Apache-2.0

import HeapModule
import TenantModel

/// The limits that the keeper looks after, by tenant and by when they are due: a round costs what it serves, however many there
/// are.
struct LeaseClients {
  private struct Entry: Comparable {
    let due: Int64
    let client: LeaseClient

    var isValid: Bool { client.queuedDue == due }

    static func < (left: Entry, right: Entry) -> Bool { left.due < right.due }
    static func == (left: Entry, right: Entry) -> Bool { left.due == right.due }
  }

  private var clients: [TenantID: [LeaseClient]] = [:]
  /// An entry that is not what its client says any more is passed over.
  private var queue = Heap<Entry>()
  /// Entries that count.
  private var queued = 0

  /// The tenants that are looked after.
  var tenants: Set<TenantID> { Set(clients.keys) }

  /// When the next client is due, by the boot clock.
  var nextDue: Int64 { queue.min?.due ?? .max }

  /// Notes that a limit wants units.
  ///
  /// - Returns: Its tenant.
  mutating func want(_ control: QuotaControl) -> TenantID {
    if let client = clients[control.tenant]?.first(where: { $0.control.identity == control.identity }) {
      client.isWanted = true
    } else {
      let client = LeaseClient(control)
      client.isWanted = true
      clients[control.tenant, default: []].append(client)
    }
    return control.tenant
  }

  /// All that is looked after of some tenants.
  func of(_ tenants: some Sequence<TenantID>) -> [LeaseClient] { tenants.flatMap { clients[$0] ?? [] } }

  /// Takes those whose time has come out of the queue.
  ///
  /// - Returns: Their tenants.
  mutating func due(at instant: Int64) -> Set<TenantID> {
    var tenants: Set<TenantID> = []
    while let first = queue.min, first.due <= instant {
      if first.isValid {
        tenants.insert(first.client.control.tenant)
        first.client.queuedDue = nil
        queued -= 1
      }
      queue.removeMin()
    }
    return tenants
  }

  /// Puts those that were served into the queue again, and forgets those that need nothing more.
  mutating func served(_ tenants: some Sequence<TenantID>) {
    for tenant in tenants {
      let present = clients[tenant] ?? []
      for client in present where client.isIdle && client.queuedDue != nil {
        client.queuedDue = nil
        queued -= 1
      }
      let busy = present.filter { !$0.isIdle }
      clients[tenant] = busy.isEmpty ? nil : busy
      for client in busy where client.due != client.queuedDue && client.due < .max { insert(client) }
    }
    // Entries that are passed over must not become many more than those that count.
    if queue.count > 64 + 4 * queued { queue = Heap(queue.unordered.filter(\.isValid)) }
  }

  private mutating func insert(_ client: LeaseClient) {
    if client.queuedDue == nil { queued += 1 }
    client.queuedDue = client.due
    queue.insert(Entry(due: client.due, client: client))
  }
}
