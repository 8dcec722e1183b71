// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The caches of all tenants of a runtime, each with its own room.
final class TenantCaches: Sendable {
  /// Whose cache it is; after a suspension, a restoration or a resumption it is another one.
  private struct Owner: Hashable {
    let tenant: TenantID
    let incarnation: Int64
    let lifecycleEpoch: Int64
  }

  private let spaces: Monitor<Generations<Owner, CacheSpace>>
  private let entries: Int

  /// Creates caches of nobody.
  ///
  /// - Parameters:
  ///   - tenants: How many tenants have one at most; those not asked for lately lose theirs first.
  ///   - entries: How many entries each of them has room for.
  init(tenants: Int, entries: Int) {
    spaces = Monitor(Generations(capacity: tenants))
    self.entries = entries
  }

  func space(of standing: TenantStanding) -> CacheSpace {
    let owner = Owner(
      tenant: standing.tenant, incarnation: standing.incarnation, lifecycleEpoch: standing.lifecycleEpoch)
    return spaces.withLock { spaces in
      if let space = spaces[owner] { return space }
      let space = CacheSpace(capacity: entries)
      spaces[owner] = space
      return space
    }
  }
}

/// Some of all that was put in; when it becomes too much, what was not asked for lately is forgotten.
struct Generations<Key: Hashable, Value> {
  private let generationCapacity: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  /// Creates an empty one.
  ///
  /// - Parameter capacity: How many values at most, 2 or more.
  init(capacity: Int) {
    generationCapacity = max(1, capacity / 2)
  }

  /// How many values there are.
  var count: Int { young.count + old.count }

  subscript(_ key: Key) -> Value? {
    mutating get {
      if let value = young[key] { return value }
      guard let value = old.removeValue(forKey: key) else { return nil }
      insert(value, for: key)
      return value
    }
    set {
      old[key] = nil
      guard let newValue else {
        young[key] = nil
        return
      }
      insert(newValue, for: key)
    }
  }

  private mutating func insert(_ value: Value, for key: Key) {
    if young[key] == nil, young.count >= generationCapacity {
      old = young
      young = [:]
    }
    young[key] = value
  }
}

/// The cache of one tenant.
final class CacheSpace: Sendable {
  /// The name and the type of a value: one of another type is another entry.
  struct Slot: Hashable {
    let name: String
    let type: ObjectIdentifier
  }

  /// A value, or that there is none, for a time.
  struct Entry {
    let value: (any Sendable)?
    let since: Timestamp
    let until: Timestamp

    /// A clock that went back says nothing about how old the entry is.
    func isFresh(at now: Timestamp) -> Bool { since <= now && now < until }
  }

  /// Somebody who finds a value out, for all that ask meanwhile.
  struct Flight {
    let number: Int64
    let task: Task<(any Sendable)?, any Error>
  }

  private struct State {
    var entries: Generations<Slot, Entry>
    var flights: [Slot: Flight] = [:]
    var number: Int64 = 0
  }

  private let state: Monitor<State>

  init(capacity: Int) {
    state = Monitor(State(entries: Generations(capacity: capacity)))
  }

  /// How many entries there are.
  var count: Int { state.withLock { $0.entries.count } }

  func entry(_ slot: Slot, at now: Timestamp) -> Entry? {
    state.withLock { state in
      guard let entry = state.entries[slot] else { return nil }
      if entry.isFresh(at: now) { return entry }
      state.entries[slot] = nil
      return nil
    }
  }

  /// Puts an entry in, or takes it out; who finds the value out at the time does so for nobody but those who wait.
  func put(_ entry: Entry?, in slot: Slot) {
    state.withLock { state in
      state.entries[slot] = entry
      state.flights[slot] = nil
    }
  }

  /// Lets one find the value out for all who ask at the same time; the value is kept unless something else was put in
  /// meanwhile.
  func value(
    _ slot: Slot, now: @escaping @Sendable () -> Timestamp, until: @escaping @Sendable (Timestamp) -> Timestamp,
    load: @escaping @Sendable () async throws -> (any Sendable)?
  ) async throws -> (any Sendable)? {
    let flight = state.withLock { state -> Flight in
      if let flight = state.flights[slot] { return flight }
      // A number that comes again is that of a flight which landed long ago.
      state.number &+= 1
      let number = state.number
      let task = Task { [self] in
        do {
          let value = try await load()
          let since = now()
          land(number, slot, Entry(value: value, since: since, until: until(since)))
          return value
        } catch {
          land(number, slot, nil)
          throw error
        }
      }
      let flight = Flight(number: number, task: task)
      state.flights[slot] = flight
      return flight
    }
    return try await flight.task.value
  }

  private func land(_ number: Int64, _ slot: Slot, _ entry: Entry?) {
    state.withLock { state in
      guard state.flights[slot]?.number == number else { return }
      state.flights[slot] = nil
      if let entry { state.entries[slot] = entry }
    }
  }
}
