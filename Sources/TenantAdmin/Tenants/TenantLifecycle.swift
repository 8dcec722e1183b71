// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Stops serving a tenant until it is resumed.
  ///
  /// - Throws: ``TenantError`` where the tenant is unknown or its state does not allow it.
  package func suspend(_ selector: TenantSelector, ifVersion: Int64? = nil) throws -> Outcome<Tenant> {
    try move(selector, to: .suspended, as: .tenantSuspend, ifVersion: ifVersion)
  }

  /// Serves a suspended tenant again.
  ///
  /// - Throws: ``TenantError`` where the tenant is unknown or its state does not allow it.
  package func resume(_ selector: TenantSelector, ifVersion: Int64? = nil) throws -> Outcome<Tenant> {
    try move(selector, to: .active, as: .tenantResume, ifVersion: ifVersion)
  }

  private func move(
    _ selector: TenantSelector, to state: TenantState, as kind: JournalKind, ifVersion: Int64?
  ) throws -> Outcome<Tenant> {
    let request = TransitionRequest(tenant: selector.text, state: state, ifVersion: ifVersion)
    return try change(kind.rawValue, request: request) { writer in
      let before = try writer.requireTenant(selector)
      try ObjectVersion.require(ifVersion, found: before.version, of: "tenant '\(before.slug)'")
      if before.state == state { return before }
      var after = before
      try after.transition(to: state)
      try writer.save(&after, replacing: before, as: kind)
      return after
    }
  }
}

private struct TransitionRequest: Encodable {
  let tenant: String
  let state: TenantState
  let ifVersion: Int64?
}

extension Tenant {
  /// Changes the state, and with it the epoch that makes older permissions void.
  mutating func transition(to next: TenantState) throws {
    try state.requireTransition(to: next, tenant: slug.rawValue)
    let (epoch, overflow) = lifecycleEpoch.addingReportingOverflow(1)
    guard !overflow else {
      throw TenantError(.overflow, "the lifecycle epoch of tenant '\(slug)' cannot grow any more")
    }
    state = next
    lifecycleEpoch = epoch
  }
}
