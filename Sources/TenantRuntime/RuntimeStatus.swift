// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// How well a runtime keeps up with the store.
public struct RuntimeStatus: Equatable, Sendable {
  /// Revision of the store that is served.
  public let revision: Int64
  /// Why the newest revision is not served, or `nil` where it is.
  public let fault: TenantError?
  /// How many tenants are in memory.
  public let loadedTenants: Int
  /// How many times everything was read anew: once at the start, and after each restore.
  public let reloads: Int64
  /// What the boundary between tenants refused since the runtime was opened.
  public let violations: IsolationCounts
}
