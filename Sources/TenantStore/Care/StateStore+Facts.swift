// SPDX-License-Identifier: Apache-2.0

import CSQLite
package import TenantModel

extension StateStore {
  /// Learns what can be learnt of a store, whatever its condition.
  ///
  /// - Parameter path: Path of the store.
  /// - Returns: The facts.
  package static func facts(path: String) -> StoreFacts {
    let driver = try? connect(path, access: .readOnly, busyTimeoutMilliseconds: 1_000)
    let store = driver.map { StateStore(path: path, driver: $0) }
    return StoreFacts(
      engine: "SQLite \(String(cString: sqlite3_libversion()))", schema: try? driver?.pragma("user_version"),
      revision: try? store?.read { try $0.latestRevision() }, bytes: store?.size ?? 0)
  }
}
