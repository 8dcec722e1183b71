// SPDX-License-Identifier: Apache-2.0

/// Which journal entries to read.
public struct JournalFilter: Sendable {
  /// Only changes that concern this tenant.
  public var tenant: TenantID?
  /// Only changes that concern the fleet as a whole; excludes ``tenant``.
  public var isFleetWide = false
  /// Only this kind, or where it has no verb (`flag`), every kind of this noun.
  public var kind: String?
  /// Only this object within its kind.
  public var key: String?
  /// Only changes by this actor.
  public var actor: String?
  /// Only changes at or after this instant.
  public var since: Timestamp?
  /// Only changes before this instant.
  public var until: Timestamp?
  /// Only changes above this revision.
  public var afterRevision: Int64 = 0
  /// Whether the newest change comes first.
  public var newestFirst = false

  /// Creates a filter that keeps everything, or everything that concerns one tenant.
  ///
  /// - Parameter tenant: The tenant, or `nil` for all.
  public init(tenant: TenantID? = nil) {
    self.tenant = tenant
  }
}
