// SPDX-License-Identifier: Apache-2.0

public import Instrumentation
public import TenantModel

extension InstrumentationContext {
  private enum TenantScopeKey: InstrumentationContextKey {
    typealias Value = TenantScope
    static var nameOverride: String? { "tenant" }
  }

  /// The scope that the context carries, as ``TenantScope/run(_:)`` puts it there, or an instrument that found one.
  ///
  /// The type is also known as `ServiceContext`.
  public var tenantScope: TenantScope? {
    get { self[TenantScopeKey.self] }
    set { self[TenantScopeKey.self] = newValue }
  }
}

/// Lets clients and servers that know swift-distributed-tracing carry contexts, without a word about tenants in them.
///
/// A server that extracts binds nothing: whoever handles the request runs in the scope that was found, or has none. A client
/// injects what may be carried on, and nothing where it may not; that is counted.
///
/// - Warning: An instrument is not told whom a client calls. While a scope is bound that was made of a context with hops, every
///   instrumented client writes the context into every request, also into those that leave the trust domain, and whoever has it
///   can act for the tenant until it is over. Make such calls inside of ``TenantScope/withoutPropagation(_:)``, or by clients
///   that are not instrumented, and let the gateway that requests leave by strip `Tenant-Context`.
public struct TenantInstrument: Instrument {
  private let runtime: EnforcementRuntime
  private let use: ContextUse

  /// Creates an instrument.
  ///
  /// - Parameters:
  ///   - runtime: Verifies what arrives.
  ///   - use: What contexts are presented for; its audience is the service itself.
  public init(_ runtime: EnforcementRuntime, for use: ContextUse) {
    self.runtime = runtime
    self.use = use
  }

  /// Puts the scope of the context that a carrier holds into the task's context; none where it holds none that is accepted.
  ///
  /// - Parameters:
  ///   - carrier: What arrived.
  ///   - context: Where the scope goes.
  ///   - extractor: Reads the carrier.
  public func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    // Whatever was there before, this request is not of that tenant unless it says so itself.
    context.tenantScope = nil
    guard extractor.extract(key: ContextField.context, from: carrier) != nil else { return }
    context.tenantScope = try? runtime.extract(from: carrier, using: extractor, for: use)
  }

  /// Writes the context of the scope in the task's context into a carrier; nothing where it may not be carried on, or inside of
  /// ``TenantScope/withoutPropagation(_:)``.
  ///
  /// - Parameters:
  ///   - context: Holds the scope.
  ///   - carrier: What is sent.
  ///   - injector: Writes the carrier.
  public func inject<Carrier, Inject: Injector>(
    _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard TenantScope.propagates, let scope = context.tenantScope, scope.context != nil else { return }
    try? scope.inject(into: &carrier, using: injector)
  }
}
