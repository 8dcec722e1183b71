// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// The connections of one runtime to databases of tenants.
///
/// A connection is one tenant's for as long as it is open, and is used by one transaction at a time. There are only so many, and
/// of those no tenant has more than its part; when it becomes too much, those that are not used are closed, the one used
/// longest ago first.
final class TenantDatabases: Sendable {
  /// Whose connection it is, and to what.
  private struct Key: Hashable {
    let tenant: TenantID
    let incarnation: Int64
    let name: TenantFileName
  }

  private struct State {
    /// Connections that no transaction uses; the one used last is the last.
    var idle: [(key: Key, connection: TenantDatabaseConnection)] = []
    /// How many are used, by whom.
    var used: [TenantID: Int] = [:]
    var usedInAll = 0
    /// Counts how often all were closed.
    var generation = 0
  }

  /// Room for a connection, and the one to be used, if there is one already.
  private struct Place {
    let connection: TenantDatabaseConnection?
    let generation: Int
  }

  private let state = Monitor(State())
  private let path: String
  private let limit: Int
  private let limitOfTenant: Int
  private let patience: Duration
  private let settings: TenantDatabaseConnection.Settings
  let transactionMilliseconds: Int32

  init(besideStore path: String, _ options: RuntimeOptions) {
    self.path = path
    limit = options.databaseConnections
    limitOfTenant = max(1, options.databaseConnections / 4)
    patience = .milliseconds(options.busyTimeoutMilliseconds)
    transactionMilliseconds = options.databaseTransactionMilliseconds
    var settings = TenantDatabaseConnection.Settings()
    settings.busyTimeoutMilliseconds = options.busyTimeoutMilliseconds
    settings.maximumBytes = options.databaseBytes
    self.settings = settings
  }

  /// How many connections are open.
  var count: Int { state.withLock { $0.idle.count + $0.usedInAll } }

  /// Uses a connection to a database of the scope's tenant.
  ///
  /// - Parameters:
  ///   - scope: The scope.
  ///   - name: Which of the tenant's databases.
  ///   - make: Makes the database where there is none, or says why there is to be none.
  ///   - body: Uses the connection, and leaves no transaction open.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeBusy`` where the tenant, or all together, have used all of theirs for
  ///   longer than the busy timeout; one about the file; or what `make` or the body throws.
  func use<Result>(
    _ scope: TenantScope, _ name: TenantFileName, orMake make: (TenantDatabaseArea) throws -> Void,
    _ body: (TenantDatabaseConnection) throws -> Result
  ) throws -> Result {
    let key = Key(tenant: scope.tenant.id, incarnation: scope.tenant.incarnation, name: name)
    let place = try take(key)
    var used: TenantDatabaseConnection?
    defer { giveBack(used, key, place, of: scope) }
    let connection: TenantDatabaseConnection
    if let kept = place.connection, !kept.isMoved {
      connection = kept
    } else {
      connection = try open(key, make)
    }
    used = connection
    return try body(connection)
  }

  private func open(_ key: Key, _ make: (TenantDatabaseArea) throws -> Void) throws -> TenantDatabaseConnection {
    let area = TenantDatabaseArea(besideStore: path, tenant: key.tenant, incarnation: key.incarnation)
    if let found = try TenantDatabaseConnection.open(key.name, in: area, settings) { return found }
    try make(area)
    // It was there a moment ago; whoever removed it since has removed the tenant's folder.
    guard let made = try TenantDatabaseConnection.open(key.name, in: area, settings) else {
      throw ContextRefusal.staleLifecycle.error
    }
    return made
  }

  private func take(_ key: Key) throws -> Place {
    let deadline = ContinuousClock.now + patience
    repeat {
      if let place = tryTake(key) { return place }
    } while state.wait(atMost: ContinuousClock.now.duration(to: deadline), until: { hasRoom(for: key.tenant, $0) })
    throw TenantError(
      .storeBusy, "all connections that the tenant may have to its databases are in use",
      hint: "try again; keep transactions short, and begin none inside of another")
  }

  private func hasRoom(for tenant: TenantID, _ state: State) -> Bool {
    state.used[tenant, default: 0] < limitOfTenant && state.usedInAll < limit
  }

  private func tryTake(_ key: Key) -> Place? {
    // What is closed is closed when nobody waits for it.
    var closed: TenantDatabaseConnection?
    defer { withExtendedLifetime(closed) {} }
    return state.withLock { state in
      guard hasRoom(for: key.tenant, state) else { return nil }
      var connection: TenantDatabaseConnection?
      if let index = state.idle.lastIndex(where: { $0.key == key }) {
        connection = state.idle.remove(at: index).connection
      } else if state.idle.count + state.usedInAll >= limit {
        closed = state.idle.removeFirst().connection
      }
      state.used[key.tenant, default: 0] += 1
      state.usedInAll += 1
      return Place(connection: connection, generation: state.generation)
    }
  }

  private func giveBack(
    _ connection: TenantDatabaseConnection?, _ key: Key, _ place: Place, of scope: TenantScope
  ) {
    // One with which something is wrong is not used again.
    let kept = connection.flatMap { $0.isInTransaction ? nil : $0 }
    state.change { state in
      state.used[key.tenant]? -= 1
      if state.used[key.tenant] == 0 { state.used[key.tenant] = nil }
      state.usedInAll -= 1
      // Asked under the lock: a record stops being the newest before the tenant's connections are closed.
      if let kept, state.generation == place.generation, scope.record.isNewest { state.idle.append((key, kept)) }
    }
  }

  /// Closes the connections of tenants that have changed and may have left; those in use are closed when they are given back.
  func close(_ tenants: Set<TenantID>) {
    let closed = state.change { state in
      let closed = state.idle.filter { tenants.contains($0.key.tenant) }
      state.idle.removeAll { tenants.contains($0.key.tenant) }
      return closed
    }
    withExtendedLifetime(closed) {}
  }

  /// Closes all connections; those in use are closed when they are given back.
  func closeAll() {
    let closed = state.change { state in
      let closed = state.idle
      state = State(used: state.used, usedInAll: state.usedInAll, generation: state.generation + 1)
      return closed
    }
    withExtendedLifetime(closed) {}
  }
}
