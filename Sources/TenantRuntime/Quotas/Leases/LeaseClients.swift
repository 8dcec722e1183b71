// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The limits that the keeper looks after, by tenant and by when they are due: a round costs what it serves, however many there
/// are.
struct LeaseClients {
  private var clients: [TenantID: [LeaseClient]] = [:]
  /// A binary heap, the earliest first. An entry that is not what its client says any more is passed over.
  private var queue: [(due: Int64, client: LeaseClient)] = []
  /// Entries that count.
  private var queued = 0

  /// The tenants that are looked after.
  var tenants: Set<TenantID> { Set(clients.keys) }

  /// When the next client is due, by the boot clock.
  var nextDue: Int64 { queue.first?.due ?? .max }

  /// Notes that a limit wants units.
  ///
  /// - Returns: Its tenant.
  mutating func want(_ control: QuotaControl) -> TenantID {
    if let client = clients[control.tenant]?.first(where: { $0.control === control }) {
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
    while let first = queue.first, first.due <= instant {
      if first.client.queuedDue == first.due {
        tenants.insert(first.client.control.tenant)
        first.client.queuedDue = nil
        queued -= 1
      }
      removeFirst()
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
    guard queue.count > 64 + 4 * queued else { return }
    // Entries that are passed over must not become many more than those that count; what is sorted is a heap.
    queue = queue.filter { $0.client.queuedDue == $0.due }.sorted { $0.due < $1.due }
  }

  private mutating func insert(_ client: LeaseClient) {
    if client.queuedDue == nil { queued += 1 }
    client.queuedDue = client.due
    queue.append((client.due, client))
    var index = queue.count - 1
    while index > 0, queue[index].due < queue[(index - 1) / 2].due {
      queue.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func removeFirst() {
    queue.swapAt(0, queue.count - 1)
    queue.removeLast()
    var index = 0
    while true {
      let children = (2 * index + 1)..<(2 * index + 3)
      guard let least = children.filter({ $0 < queue.count }).min(by: { queue[$0].due < queue[$1].due }),
        queue[least].due < queue[index].due
      else { return }
      queue.swapAt(index, least)
      index = least
    }
  }
}
