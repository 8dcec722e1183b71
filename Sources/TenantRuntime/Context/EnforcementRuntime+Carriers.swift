// SPDX-License-Identifier: Apache-2.0

public import Instrumentation
public import TenantModel

extension EnforcementRuntime {
  /// The scope of the one context that a request from another service carries.
  ///
  /// - Parameters:
  ///   - fields: All fields of the request, so that a second context is not overlooked.
  ///   - use: What it is presented for; its audience is the service itself.
  ///   - now: What the clock shows; the clock of the options by default.
  /// - Returns: The tenant's scope.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextMissing``, ``TenantErrorCode/isolationViolation`` where there is
  ///   more than one, or as ``scope(verifying:for:at:)``.
  public func scope(
    carriedBy fields: [CarriedField], for use: ContextUse, at now: Timestamp? = nil
  ) throws -> TenantScope {
    try scope(
      verifying: counted { () throws(IsolationViolation) in try BoundaryRules.context(in: fields) }, for: use, at: now)
  }

  /// The scope of the one context that a carrier holds.
  ///
  /// - Parameters:
  ///   - carrier: What arrived.
  ///   - extractor: Reads the carrier; where a name has several values, it joins them by commas or the transport refuses them.
  ///   - use: What it is presented for; its audience is the service itself.
  ///   - now: What the clock shows; the clock of the options by default.
  /// - Returns: The tenant's scope.
  /// - Throws: As ``scope(carriedBy:for:at:)``.
  public func extract<Extract: Extractor>(
    from carrier: Extract.Carrier, using extractor: Extract, for use: ContextUse, at now: Timestamp? = nil
  ) throws -> TenantScope {
    let token = try counted { () throws(IsolationViolation) in
      guard let value = extractor.extract(key: ContextField.context, from: carrier) else { throw .noContext }
      return try BoundaryRules.context(in: value)
    }
    return try scope(verifying: token, for: use, at: now)
  }

  /// The fields of a request that cross the edge of what is trusted, inwards or outwards.
  ///
  /// - Parameter fields: The fields in the order of the request.
  /// - Returns: Those that cross, by the rules of the options.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where baggage is not well-formed.
  public func crossing(_ fields: [CarriedField]) throws -> [CarriedField] {
    try counted { () throws(IsolationViolation) in try core.options.boundary.crossing(fields) }
  }

  /// The query of a request that crosses the edge of what is trusted.
  ///
  /// - Parameter query: The query as it was sent, without the question mark.
  /// - Returns: The parameters that cross, by the rules of the options.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where it is not encoded well.
  public func crossing(query: String) throws -> String {
    try counted { () throws(IsolationViolation) in try core.options.boundary.crossing(query: query) }
  }

  /// The scope of the tenant on which everything agrees that was authenticated at the edge; no source takes precedence.
  ///
  /// - Parameter sources: What was authenticated, and whom it names.
  /// - Returns: The tenant's scope.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where two sources differ,
  ///   ``TenantErrorCode/contextMissing`` where there is none, or as ``scope(of:)-(TenantSelector)``.
  public func scope(agreedBy sources: [TenantSource]) throws -> TenantScope {
    let tenant = try counted(sources) { () throws(IsolationViolation) in try BoundaryRules.tenant(of: sources) }
    return try scope(of: tenant)
  }

  /// Counts what a rule refuses.
  private func counted<Result>(
    _ sources: [TenantSource] = [], _ rule: () throws(IsolationViolation) -> Result
  ) throws -> Result {
    do throws(IsolationViolation) {
      return try rule()
    } catch {
      throw core.violations.refusal(
        error, tenants: Set(sources.map(\.tenant)).sorted(), sources: sources.map(\.name))
    }
  }
}
