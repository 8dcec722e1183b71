// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The desk's work on its own thread: the transactions.
struct EventWriter {
  private let settings: EventDesk.Settings
  private var store: StateStore?
  private var opened: StorePulse?
  private var keyring: EventKeyring
  /// Grants that this process cannot deliver by, and until when it leaves them alone; another one may be able to.
  private var resting: [CrossTenantGrantID: Timestamp] = [:]
  /// How many grants are served between two looks at the queue.
  private static let grants: Int64 = 16
  /// How many events of a grant are delivered in one transaction at most.
  private static let batch: Int64 = 100
  /// How long a grant rests that cannot deliver, in microseconds.
  private static let rest: Int64 = 1_000_000

  init(_ settings: EventDesk.Settings) {
    self.settings = settings
    keyring = EventKeyring(masterKeyFile: settings.masterKeyFile, isSealing: settings.sealsEvents)
  }

  /// Forgets the keys of tenants that were changed.
  mutating func forgetKeys(of tenants: Set<TenantID>) { keyring.forget(tenants) }

  /// Makes changes in one transaction, and tells each what became of it.
  ///
  /// Where they take as long together as one alone may, those that are left are made in the next, so that nobody else waits for
  /// the store as long as for all of them.
  mutating func write(_ jobs: [EventDesk.Job]) {
    var rest = ArraySlice(jobs)
    while !rest.isEmpty {
      var made = 0
      let box = TimeBox(milliseconds: settings.transactionMilliseconds, ticks: settings.ticks)
      let fault = transaction { writer, keyring in
        for job in rest where made == 0 || !box.isOver {
          job.perform(writer, &keyring)
          made += 1
        }
      }
      // Where no transaction could be begun, the next one could not either.
      if made == 0 { made = rest.count }
      for job in rest.prefix(made) { job.conclude(fault) }
      rest = rest.dropFirst(made)
    }
  }

  /// Delivers what grants have to deliver now.
  mutating func forward() {
    var ready: [(giver: TenantID, grant: CrossTenantGrantID)] = []
    do {
      let now = settings.now()
      resting = resting.filter { $0.value > now }
      // Those that rest are ready all the same, and must not take the places of others.
      let limit = Self.grants + Int64(resting.count)
      ready = try open().read { try $0.readyGrants(at: now, limit: limit) }.filter { resting[$0.grant] == nil }
    } catch {
      store = nil
    }
    for (giver, grant) in ready.prefix(Int(Self.grants)) {
      let (region, counters) = (settings.region, settings.counters)
      let rest = Timestamp(microseconds: settings.now().microseconds.addingSaturating(Self.rest))
      var isRefused = false
      var unreadable: Int64 = 0
      let fault = transaction { writer, keyring in
        do {
          unreadable = try writer.nested {
            try keyring.part { keyring in
              try writer.forward(grant, by: giver, region: region, limit: Self.batch) {
                try keyring.sealing(at: $0, writer)
              }
            }
          }.unreadable
        } catch {
          isRefused = true
          counters?.count(ofFailure: error)
          let reason = (error as? TenantError)?.details["reason"].flatMap { EventRefusal(rawValue: $0) }
          if reason?.isOfGrant == true { try writer.putToRest(grant, by: giver) }
        }
      }
      if isRefused { resting[grant] = rest }
      // Only now it is certain that they are passed over, and not looked at once more.
      if fault == nil { for _ in 0..<unreadable { _ = counters?.refusal(.unopened, tenants: [giver]) } }
    }
  }

  private mutating func transaction(_ body: (StoreWriter, inout EventKeyring) throws -> Void) -> TenantError? {
    do {
      var keyring = keyring
      defer { self.keyring = keyring }
      keyring.rollBack()
      try open().write(Change(actor: "runtime", time: settings.now())) { try body($0, &keyring) }
      keyring.commit()
      return nil
    } catch {
      // A connection that failed is not trusted.
      store = nil
      return TenantError(wrapping: error)
    }
  }

  /// The store; opened anew where another file was put in its place, and then no key is known any more.
  private mutating func open() throws -> StateStore {
    if let store, let opened, let pulse = try? store.pulse(), !store.mustReopen(opened, pulse) { return store }
    let store = try StateStore(
      opening: settings.path, access: .readWrite, busyTimeoutMilliseconds: settings.busyTimeoutMilliseconds)
    keyring = EventKeyring(masterKeyFile: settings.masterKeyFile, isSealing: settings.sealsEvents)
    opened = try store.pulse()
    self.store = store
    return store
  }
}
