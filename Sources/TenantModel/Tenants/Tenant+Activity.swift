// SPDX-License-Identifier: Apache-2.0

extension Tenant {
  /// Since when the tenant has been of its tier.
  public var tierSince: Timestamp { tierChangedAt ?? createdAt }

  /// Checks that the tenant may be served.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantInactive`` where it is suspended, leaving or gone.
  public func requireActive() throws {
    guard state != .active else { return }
    throw TenantError(
      .tenantInactive, "tenant '\(slug)' is \(state.rawValue) and served nothing",
      hint: state == .suspended ? "run 'tenantctl tenant resume \(slug)' to serve it again" : nil,
      details: ["tenant": id.rawValue, "state": state.rawValue])
  }
}
