// SPDX-License-Identifier: Apache-2.0

/// What of a request crosses the edge of what is trusted, inwards or outwards, and whose request it is.
///
/// Nothing that a client says of its tenant is believed: it is removed before the tenant is found by what was
/// authenticated, like the host name, an API key or a session. Where two such sources do not agree, no one wins.
public struct BoundaryRules: Equatable, Sendable {
  /// Parameters of a query that name a tenant, in lower case without `_`, `-` and `.`; those that begin with `tenant.` always
  /// do.
  public var queryParameters: Set<String> = ["tenant", "tenantid", "tenantref", "tenantslug", "tenantcontext", "tid"]

  /// Creates the usual rules.
  public init() {}

  /// The fields that cross: those that carry a context or hint at a tenant do not, and baggage crosses without its members
  /// that speak of tenants.
  ///
  /// - Parameter fields: The fields in the order of the request.
  /// - Returns: Those that cross, in the same order.
  /// - Throws: ``IsolationViolation/malformedEncoding`` where baggage is not well-formed.
  public func crossing(_ fields: [CarriedField]) throws(IsolationViolation) -> [CarriedField] {
    var crossing: [CarriedField] = []
    for field in fields {
      let name = field.foldedName
      if ContextField.untrusted.contains(name) { continue }
      guard name == ContextField.baggage else {
        crossing.append(field)
        continue
      }
      if let value = try Baggage.stripped(field.value) { crossing.append(CarriedField(field.name, value)) }
    }
    return crossing
  }

  /// The query that crosses: parameters that name a tenant do not.
  ///
  /// Parameters end at `&` and at `;`, for there are servers that take either.
  ///
  /// - Parameter query: The query as it was sent, without the question mark.
  /// - Returns: The other parameters, byte by byte, in the same order, each but the first after the sign that stood before it.
  /// - Throws: ``IsolationViolation/malformedEncoding`` where the name of a parameter is not encoded well.
  public func crossing(query: String) throws(IsolationViolation) -> String {
    var crossing: [Substring] = []
    var rest = Substring(query).utf8
    // What stands before the parameter that is looked at.
    var sign: Substring = ""
    var isLast = false
    repeat {
      let parameter = rest.prefix { !ContextText.isOne(of: "&;", $0) }
      let spelled = parameter.prefix { $0 != UInt8(ascii: "=") }
      guard let name = PercentEncoding.decoded(spelled, plusIsSpace: true) else { throw .malformedEncoding }
      if !isOfTenants(name) { crossing += [crossing.isEmpty ? "" : sign, Substring(parameter)] }
      rest = rest.dropFirst(parameter.count)
      isLast = rest.isEmpty
      sign = Substring(rest.prefix(1))
      rest = rest.dropFirst()
    } while !isLast
    return crossing.joined()
  }

  private func isOfTenants(_ name: String) -> Bool {
    let folded = name.utf8.map { ContextText.isUpperCase($0) ? $0 | 0x20 : $0 }.drop { $0 <= 0x20 }
    // Frameworks take what stands in brackets for members, and a zero for the end.
    let base = folded.prefix { $0 != UInt8(ascii: "[") && $0 != 0 }
    let letters = base.filter { $0 > 0x20 && !ContextText.isOne(of: "_-.", $0) }
    return folded.starts(with: "tenant.".utf8) || queryParameters.contains(String(decoding: letters, as: UTF8.self))
  }

  /// The one context that a request from inside carries.
  ///
  /// - Parameter fields: The fields of the request.
  /// - Returns: The token as it was sent; nothing is known of it yet.
  /// - Throws: ``IsolationViolation/noContext`` or ``IsolationViolation/severalContexts``.
  public static func context(in fields: [CarriedField]) throws(IsolationViolation) -> String {
    let values = fields.filter { $0.foldedName == "tenant-context" }.map(\.value)
    guard let value = values.first else { throw .noContext }
    guard values.count == 1 else { throw .severalContexts }
    return try context(in: value)
  }

  /// The one context in the value of a field; a transport may have joined several by commas.
  ///
  /// - Parameter value: The value.
  /// - Returns: The same.
  /// - Throws: ``IsolationViolation/severalContexts``.
  public static func context(in value: String) throws(IsolationViolation) -> String {
    var text = value
    // The bytes in one piece are looked through several times as fast.
    guard !text.withUTF8({ $0.contains(UInt8(ascii: ",")) }) else { throw .severalContexts }
    return value
  }

  /// The tenant on which all sources agree.
  ///
  /// - Parameter sources: What was authenticated, and whom it names.
  /// - Returns: The tenant.
  /// - Throws: ``IsolationViolation/noSource`` without a source, ``IsolationViolation/conflictingSources`` where two differ.
  public static func tenant(of sources: [TenantSource]) throws(IsolationViolation) -> TenantID {
    guard let tenant = sources.first?.tenant else { throw .noSource }
    guard sources.allSatisfy({ $0.tenant == tenant }) else { throw .conflictingSources }
    return tenant
  }
}

/// Something that was authenticated and names a tenant: a host name, an API key, a session, a context.
public struct TenantSource: Equatable, Sendable {
  /// What it is, for whoever finds out later why sources did not agree.
  public let name: String
  /// Whom it names.
  public let tenant: TenantID

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - name: What it is, like `host` or `api-key`.
  ///   - tenant: Whom it names.
  public init(_ name: String, _ tenant: TenantID) {
    self.name = name
    self.tenant = tenant
  }
}
