// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The keeper's work, on its own thread: who is looked after, and the transactions.
struct LeaseRounds {
  private let settings: LeaseKeeper.Settings
  /// Names this run of the process in the store.
  private let holder = "r" + String(UInt64.random(in: .min ... .max), radix: 16)
  private var clients = LeaseClients()
  /// Those whom the store could not be told of, or asked for.
  private var unserved: Set<TenantID> = []
  private var sequence: Int64 = 0
  private var store: StateStore?
  private var reclaimedAt: Int64 = 0
  /// When the next client, or the next try, is due, by the boot clock.
  private(set) var due: Int64 = .max

  /// How many tenants are served in one transaction at most, so that nobody else waits long for the store.
  private static let batch = 200

  init(_ settings: LeaseKeeper.Settings) {
    self.settings = settings
  }

  /// Serves those who want it, and those whose time has come.
  ///
  /// - Returns: What keeps the store from being reached, if anything does.
  mutating func serve(_ wanted: [QuotaControl], isClosing: Bool) -> TenantError? {
    for control in wanted { unserved.insert(clients.want(control)) }
    unserved.formUnion(isClosing ? clients.tenants : clients.due(at: LeaseBank.now()))
    while !unserved.isEmpty {
      let tenants = Set(unserved.prefix(Self.batch))
      // The boot clock first: whatever passes until the store's clock is read shortens the lease here.
      let boot = LeaseBank.now()
      let moment = LeaseMoment(now: settings.now(), boot: boot, lifetime: settings.lifetime, isClosing: isClosing)
      do {
        try serve(clients.of(tenants), moment)
      } catch {
        // A connection that failed is not trusted; what was not answered is repeated as it was.
        store = nil
        due = boot + 100_000_000
        return TenantError(wrapping: error)
      }
      clients.served(tenants)
      unserved.subtract(tenants)
    }
    due = clients.nextDue
    return nil
  }

  /// All of a tenant's leases are told of in one transaction, so that quotas that count the same meter agree at every instant.
  private mutating func serve(_ clients: [LeaseClient], _ moment: LeaseMoment) throws {
    for client in clients { client.prepare(moment) }
    let store = try open()
    let isReclaiming = moment.boot - reclaimedAt > settings.lifetime / 2
    var effects: [() -> Void] = []
    // A number is never given twice, not even where the store does not take what it was given to: the wish is repeated under
    // it, and a later one must not be taken for that wish.
    var sequence = self.sequence
    defer { self.sequence = sequence }
    try store.write(Change(actor: "runtime", time: moment.now)) { writer in
      for client in clients {
        effects += try Self.exchange(client, writer, holder, moment) {
          sequence += 1
          return sequence
        }
      }
      // After all reports, so that quotas that count the same meter see the same use.
      for client in clients { effects += try client.ask(writer) }
      if isReclaiming { try writer.reclaim(now: moment.now, driftPerMillion: LeaseMoment.driftPerMillion) }
    }
    if isReclaiming { reclaimedAt = moment.boot }
    for effect in effects { effect() }
  }

  /// Writes something that is no part of a round.
  ///
  /// - Throws: What keeps it from being written; then nothing was.
  mutating func write(_ body: (StoreWriter) throws -> Void) throws {
    do {
      try open().write(Change(actor: "runtime", time: settings.now()), body)
    } catch {
      // A connection that failed is not trusted.
      store = nil
      throw error
    }
  }

  private mutating func open() throws -> StateStore {
    let store =
      try self.store
      ?? StateStore(
        opening: settings.path, access: .readWrite, busyTimeoutMilliseconds: settings.busyTimeoutMilliseconds)
    self.store = store
    return store
  }

  private static func exchange(
    _ client: LeaseClient, _ writer: StoreWriter, _ holder: String, _ moment: LeaseMoment,
    nextSequence: () -> Int64
  ) throws -> [() -> Void] {
    do {
      return try writer.nested {
        try client.exchange(writer, holder: holder, moment, nextSequence: nextSequence)
      }
    } catch let error as TenantError where error.code == .tenantNotFound {
      return [{ client.abandon() }]
    }
  }
}
