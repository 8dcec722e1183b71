// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// What the runtimes of a host refused, also those that have ended.
public struct RegisteredRefusals: Equatable, Sendable {
  /// How often at the boundary between tenants, by what was refused.
  public let counts: IsolationCounts
  /// How often by the rules of contexts, identities, events, statements and transactions.
  public let refusals: RefusalCounts
  /// Since when: the file in which they count was made then.
  public let since: Timestamp
}

extension EnforcementRuntime {
  /// Lists the runtimes of this host that use a store, without opening one.
  ///
  /// - Parameter store: Where the store is.
  /// - Returns: The runtimes in the order of the register, with those that died and were not replaced yet; none where no
  ///   runtime was opened since the host was started.
  /// - Throws: ``TenantError`` where the store or the file of limits beside it cannot be read.
  public static func registered(store: StoreLocation) throws -> [RegisteredRuntime] {
    switch store {
    case .path(let path):
      let storeID = try StateStore(opening: path, access: .readOnly).read { try $0.storeID() }
      return try LimitsFile.runtimes(besideStore: path, storeID: storeID)
    }
  }

  /// Counts what the runtimes of this host refused, without opening one.
  ///
  /// Each adds its own with its signs of life, half a second apart, and when it is closed.
  ///
  /// - Parameters:
  ///   - store: Where the store is.
  ///   - now: What the clock shows.
  /// - Returns: The counts; `nil` where no runtime was opened since the host was started.
  /// - Throws: ``TenantError`` where the store or the file of limits beside it cannot be read.
  public static func refusals(
    store: StoreLocation, at now: Timestamp = RuntimeOptions.systemTime()
  ) throws -> RegisteredRefusals? {
    switch store {
    case .path(let path):
      let storeID = try StateStore(opening: path, access: .readOnly).read { try $0.storeID() }
      return try LimitsFile.refusals(besideStore: path, storeID: storeID).map { counts, refusals, age in
        RegisteredRefusals(
          counts: counts, refusals: refusals, since: now.advanced(by: .nanoseconds(-age)) ?? now)
      }
    }
  }
}
