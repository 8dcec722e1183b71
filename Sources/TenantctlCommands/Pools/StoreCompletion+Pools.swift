// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

extension StoreCompletion {
  /// Names of pools.
  package static let pools = candidates { administration, _ in try administration.pools().map(\.pool.name.rawValue) }
  /// Names of instances, of all pools.
  package static let instances = candidates { administration, _ in
    try administration.instances().map(\.instance.name.rawValue)
  }
}
