// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A tenant was given a root key.
  package static let tenantKeyCreate = JournalKind(rawValue: "tenant-key.create")
  /// A tenant's root key was destroyed, and with it everything that was sealed by it.
  package static let tenantKeyDestroy = JournalKind(rawValue: "tenant-key.destroy")
}
