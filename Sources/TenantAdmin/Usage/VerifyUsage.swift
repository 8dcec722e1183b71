// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Recomputes every rollup from the events, and every event's digest from what it says.
  ///
  /// - Parameter onDifference: Receives each difference, by tenant.
  /// - Returns: How much was checked, and how many differences there are.
  /// - Throws: ``TenantError`` from the store.
  package func verifyUsage(_ onDifference: (UsageDifference) throws -> Void) throws -> UsageVerification {
    try store.read { try $0.verifyUsage(onDifference) }
  }
}
