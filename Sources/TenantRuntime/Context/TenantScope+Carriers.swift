// SPDX-License-Identifier: Apache-2.0

public import Instrumentation
public import TenantModel

extension TenantScope {
  /// Writes the context that the scope was made of into what is sent, for a service of the same audience.
  ///
  /// A service of another audience needs one that was exchanged for it; see ``inject(_:into:using:)``.
  ///
  /// - Parameters:
  ///   - carrier: What is sent: fields of a request, metadata of a call, attributes of a message.
  ///   - injector: Writes the carrier.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the scope was made of no context or of one without
  ///   hops, inside of ``withoutPropagation(_:)``, or where the tenant was suspended since;
  ///   ``TenantErrorCode/isolationViolation`` where another tenant is bound.
  public func inject<Inject: Injector>(into carrier: inout Inject.Carrier, using injector: Inject) throws {
    try checkCarrying()
    guard let token = arrival?.token, token.claims.hops > 0 else { throw refusal(.endedContext) }
    injector.inject(token.text, forKey: ContextField.context, into: &carrier)
  }

  /// Writes a context that was issued or exchanged for the call into what is sent.
  ///
  /// - Parameters:
  ///   - token: The context, of the tenant of this scope.
  ///   - carrier: What is sent.
  ///   - injector: Writes the carrier.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where the context or what is bound is of another
  ///   tenant, ``TenantErrorCode/contextRefused`` inside of ``withoutPropagation(_:)`` or where the tenant was suspended since.
  public func inject<Inject: Injector>(
    _ token: ContextToken, into carrier: inout Inject.Carrier, using injector: Inject
  ) throws {
    try checkCarrying()
    guard token.claims.tenant == tenant.id, token.claims.incarnation == tenant.incarnation else {
      throw refusal(.foreignContext)
    }
    injector.inject(token.text, forKey: ContextField.context, into: &carrier)
  }

  /// A client may send from a thread to which nothing is bound, but never for one tenant in the work of another.
  private func checkCarrying() throws {
    try checkBoundary(mayBeUnbound: true, other: .foreignContext, incarnation: .foreignContext)
    guard Self.propagates else { throw refusal(.endedContext) }
  }
}
