// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

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
}
