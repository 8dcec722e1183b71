// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

extension TenantScope {
  /// Exchanges the context that the scope was made of for a narrower one, for a call of another service.
  ///
  /// Tenant, incarnation, epochs, subject and chain of calls stay; the new one can be exchanged once less often, is for nothing
  /// that the old one is not for, and never ends later. The store is asked whether the old one is still accepted. The key that
  /// signs is opened by the master key of the options, so only a service that may read it can exchange; another one asks one
  /// that can. Call it where a request may wait for the disk, inside of ``run(_:)``.
  ///
  /// ```swift
  /// let token = try scope.exchanged(for: ContextAttenuation(audience: billing))
  /// try scope.inject(token, into: &request.headers, using: injector)
  /// ```
  ///
  /// - Parameter attenuation: What the new one is to be.
  /// - Returns: The new context.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, whose field `reason` says why: `no-hops-left`,
  ///   `wider-scope`, `ended-context` where the scope was made of no context, `stale-lifecycle` where the tenant was suspended
  ///   since; ``TenantErrorCode/masterKeyUnusable``, ``TenantErrorCode/keyNotFound``, or one about the boundary or the store.
  public func exchanged(for attenuation: ContextAttenuation) throws -> ContextToken {
    try requireBound()
    guard let arrival else { throw refusal(.endedContext) }
    return try core.vault.read(self) { reader in
      try reader.exchangeContext(
        arrival.token.text, presentedFor: arrival.use, as: attenuation, with: core.vault.masterKey,
        at: core.options.now())
    }
  }
}

extension EventDelivery {
  /// Issues a context for a call that the work on the event makes, for an event never carries one itself.
  ///
  /// It is of the tenant that consumes, as it is served now, and of the chain of calls in which the event was published; where
  /// that is not known, it begins one. Call it inside of the handler, where it may wait for the disk.
  ///
  /// - Parameters:
  ///   - audience: For whom it is.
  ///   - purposes: What it is for, 1 to 16.
  ///   - name: What the consumer is called: the subject is `system:NAME`.
  ///   - lifeSeconds: How long it lives, 1 to 300 seconds.
  ///   - hops: How many times it may be exchanged, 0 to 16.
  ///   - caller: Who will call with it; `nil` where the transport authenticates none.
  /// - Returns: The context; put it into what is sent with ``TenantScope/inject(_:into:using:)``.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the tenant is not served as it was,
  ///   ``TenantErrorCode/invalidValue`` where a limit is passed, ``TenantErrorCode/masterKeyUnusable``,
  ///   ``TenantErrorCode/keyNotFound``, or one about the boundary or the store.
  public func context(
    for audience: ContextAudience, purposes: [ContextPurpose], as name: String,
    lifeSeconds: Int64 = ContextPolicy.defaultLifeSeconds, hops: Int64 = 0, caller: ContextCaller? = nil
  ) throws -> ContextToken {
    try scope.requireBound()
    var request = ContextRequest(
      tenant: .id(scope.tenant.id), audience: audience, subject: try ContextPrincipal(parsing: "system:\(name)"),
      purposes: purposes)
    request.lifeSeconds = lifeSeconds
    request.hops = hops
    request.caller = caller
    request.transaction = event.cause
    var generator = SystemRandomNumberGenerator()
    let spare = ContextTransaction(bits: .random(in: .min ... .max, using: &generator))
    let core = scope.core
    return try core.vault.read(scope) { reader in
      try reader.issueContext(request, with: core.vault.masterKey, spare: spare, at: core.options.now())
    }
  }
}
