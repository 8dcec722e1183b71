// SPDX-License-Identifier: Apache-2.0

import TenantStore

/// Sleeps until a store was changed, or a time has passed.
package final class StoreListener {
  private let doorbell: DoorbellListener

  /// Starts to listen; what is changed from now on ends the next ``wait(milliseconds:)``.
  ///
  /// - Parameter store: Path of the store.
  package init(store: String) {
    doorbell = DoorbellListener(store: store)
  }

  /// Sleeps.
  ///
  /// - Parameter milliseconds: How long at most, 0 or more.
  package func wait(milliseconds: Int64) {
    doorbell.wait(milliseconds: Int32(clamping: milliseconds))
  }
}
