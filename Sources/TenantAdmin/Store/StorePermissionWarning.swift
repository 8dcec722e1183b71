// SPDX-License-Identifier: Apache-2.0

import TenantStore

extension Administration {
  /// A sentence about a store that others than its owner may read or write, or `nil`.
  package func permissionWarning() -> String? {
    guard let bits = store.permissions, bits & 0o077 != 0 else { return nil }
    return "others may read the store '\(store.path)' (mode \(String(bits, radix: 8))); run 'chmod 600 \(store.path)'"
  }
}
