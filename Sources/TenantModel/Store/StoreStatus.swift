// SPDX-License-Identifier: Apache-2.0

/// What an operator sees of a store at a glance.
public struct StoreStatus: Equatable, Sendable {
  /// Path of the file.
  public let path: String
  /// Schema version of the store.
  public let schema: Int64
  /// Size of the file in bytes, without its log.
  public let bytes: Int64
  /// Newest revision of the journal.
  public let revision: Int64
  /// How many tenants there are in each state; states without tenants are absent.
  public let tenants: [TenantState: Int64]
  /// The signing keys, without their private halves.
  public let keys: ContextKeySet

  /// Creates a status.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - schema: Schema version of the store.
  ///   - bytes: Size of the file in bytes.
  ///   - revision: Newest revision of the journal.
  ///   - tenants: How many tenants there are in each state.
  ///   - keys: The signing keys.
  public init(
    path: String, schema: Int64, bytes: Int64, revision: Int64, tenants: [TenantState: Int64], keys: ContextKeySet
  ) {
    self.path = path
    self.schema = schema
    self.bytes = bytes
    self.revision = revision
    self.tenants = tenants
    self.keys = keys
  }
}
