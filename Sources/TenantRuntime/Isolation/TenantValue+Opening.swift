// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension SealedValue {
  /// The value, where it is that of a name: whoever finds something by a digest compares the whole name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  func value(named name: [UInt8], with root: TenantRoot) throws -> TenantValue? {
    guard try openedName(with: root) == name else { return nil }
    return TenantValue(bytes: try openedValue(with: root), version: version, updatedAt: updatedAt)
  }
}
