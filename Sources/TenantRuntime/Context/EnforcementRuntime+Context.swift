// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

extension EnforcementRuntime {
  /// Returns what the tenant of a context may do: the context alone decides whose scope it is.
  ///
  /// The signature is checked by the keys of the store; lifecycle, placement and residency by the tenant's record, so that a
  /// suspension that the runtime has seen refuses at once, however long the token still had.
  ///
  /// - Parameters:
  ///   - token: The token, as it arrived.
  ///   - audience: Who is called, as the service calls itself, like `prod.example/orders`.
  ///   - now: What the clock shows; the clock of the options by default.
  /// - Returns: The tenant's scope.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the context is not accepted,
  ///   ``TenantErrorCode/invalidValue`` where `audience` is none, or one about the store where the tenant cannot be read.
  public func scope(verifying token: String, audience: String, at now: Timestamp? = nil) throws -> TenantScope {
    try scope(verifying: token, for: ContextUse(audience: ContextAudience(parsing: audience)), at: now)
  }

  /// Returns what the tenant of a context may do, where more is known of what it is used for.
  ///
  /// - Parameters:
  ///   - token: The token, as it arrived.
  ///   - use: What it is used for.
  ///   - now: What the clock shows; the clock of the options by default.
  /// - Returns: The tenant's scope.
  /// - Throws: As ``scope(verifying:audience:at:)``.
  public func scope(verifying token: String, for use: ContextUse, at now: Timestamp? = nil) throws -> TenantScope {
    try core.scope(verifying: token, for: use, at: now)
  }

  /// How many verified tokens are remembered, for tests.
  var cachedTokens: Int { core.contexts.count }
}

extension RuntimeCore {
  func scope(verifying token: String, for use: ContextUse, at now: Timestamp?) throws -> TenantScope {
    let now = now ?? options.now()
    do {
      let context = try contexts.context(of: token, by: contextKeys, at: now)
      let scope = try verifiedScope(context.tenant)
      try context.check(use, of: scope.record.context, at: now)
      return TenantScope(scope, arrival: context)
    } catch let refusal as ContextRefusal {
      violations.count(.context(refusal))
      throw refusal.error
    }
  }

  /// A tenant that is not there must look like one that is somebody else's, and one that is not served like one whose
  /// context is too old.
  private func verifiedScope(_ tenant: TenantID) throws -> TenantScope {
    do {
      return try scope(tenant)
    } catch let fault as TenantError where fault.code == .tenantNotFound {
      throw ContextRefusal.wrongTenant
    } catch let fault as TenantError where fault.code == .tenantInactive {
      throw ContextRefusal.staleLifecycle
    }
  }
}
