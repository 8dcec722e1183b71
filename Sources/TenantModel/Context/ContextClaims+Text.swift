// SPDX-License-Identifier: Apache-2.0

extension ContextClaims: CanonicallyWritable {
  /// The canonical JSON: keys ascending, no white space, nothing for what is `nil`.
  public var canonicalJSON: String {
    var object = CanonicalObject()
    object.add("act", caller?.rawValue)
    object.add("aud", audience.rawValue)
    object.add("cnf", confirmation?.rawValue)
    object.add("exp", expiresAt)
    object.add("hop", hops)
    object.add("iat", issuedAt)
    object.add("inc", incarnation)
    object.add("iss", issuer.rawValue)
    object.add("lep", lifecycleEpoch)
    object.add("nbf", notBefore)
    object.add("pep", placementEpoch)
    object.add("rgn", residency.rawValue)
    object.add("scp", purposes.map(\.rawValue).joined(separator: " "))
    object.add("sub", subject.rawValue)
    object.add("tid", tenant.rawValue)
    object.add("txn", transaction.rawValue)
    return object.closed
  }

  /// Encodes the claims as their canonical text.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(canonicalJSON)
  }
}

extension ContextClaims {
  private static let optionalFields: Set = ["act", "cnf"]
  private static let fields: Set = [
    "act", "aud", "cnf", "exp", "hop", "iat", "inc", "iss", "lep", "nbf", "pep", "rgn", "scp", "sub", "tid", "txn",
  ]

  /// Reads the payload of a token.
  ///
  /// Nothing is passed over: every field is known, given once, of exactly its type and within its range, and written
  /// without escapes, so that two readers cannot take the same bytes for different claims.
  ///
  /// - Parameter payload: One JSON object in printable ASCII.
  /// - Throws: ``ContextRefusal/malformed`` where a rule is broken, ``ContextRefusal/tooLongLived`` as ``validate()``.
  public init(payload: [UInt8]) throws(ContextRefusal) {
    guard payload.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else { throw .malformed }
    let claims: ContextClaims
    do {
      claims = try ContextClaims(members: JSONValue(utf8: payload).object ?? [:])
    } catch {
      throw .malformed
    }
    try claims.validate()
    self = claims
  }

  private init(members: [String: JSONValue]) throws {
    let names = Set(members.keys)
    guard names.isSubset(of: Self.fields), names.isSuperset(of: Self.fields.subtracting(Self.optionalFields)) else {
      throw ContextRefusal.malformed
    }
    func text(_ name: String) throws -> String {
      guard let text = members[name]?.string else { throw ContextRefusal.malformed }
      return text
    }
    func number(_ name: String) throws -> Int64 {
      // Only the plain spelling: no fraction, no exponent, no minus before a zero.
      guard let digits = members[name]?.number, let number = Int64(digits), String(number) == digits else {
        throw ContextRefusal.malformed
      }
      return number
    }
    issuer = try ContextIssuer(parsing: text("iss"))
    tenant = try TenantID(parsing: text("tid"))
    incarnation = try number("inc")
    lifecycleEpoch = try number("lep")
    placementEpoch = try number("pep")
    residency = try ContextDigest(parsing: text("rgn"))
    audience = try ContextAudience(parsing: text("aud"))
    subject = try ContextPrincipal(parsing: text("sub"))
    caller = members["act"] == nil ? nil : try ContextCaller(parsing: text("act"))
    purposes = try text("scp").split(separator: " ", omittingEmptySubsequences: false)
      .map { try ContextPurpose(parsing: $0) }
    transaction = try ContextTransaction(parsing: text("txn"))
    issuedAt = try number("iat")
    notBefore = try number("nbf")
    expiresAt = try number("exp")
    hops = try number("hop")
    confirmation = members["cnf"] == nil ? nil : try ContextDigest(parsing: text("cnf"))
  }
}
