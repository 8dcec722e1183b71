// SPDX-License-Identifier: Apache-2.0

/// A public key of an identity provider.
public struct IdentityKey: Equatable, Sendable {
  /// What the key is made of, in base64url as the provider published it.
  public enum Material: Equatable, Sendable {
    /// An RSA key of 2,048 to 8,192 bits.
    case rsa(modulus: String, exponent: String)
    /// A point on a curve of NIST.
    case ellipticCurve(x: String, y: String)
    /// A point on Curve25519.
    case ed25519(x: String)
  }

  /// Its identifier in the header of tokens.
  public let id: IdentityName
  /// What it is made of.
  public let material: Material
  /// How it may sign; never more than fits its kind.
  public let algorithms: [IdentityAlgorithm]
}

/// The public keys of an identity provider, as its JWKS file holds them (RFC 7517).
public struct IdentityKeySet: Equatable, Sendable {
  /// How long a file may be, in bytes.
  public static let maximumDocumentBytes = 65_536
  /// The keys that can verify, ascending by id.
  public let keys: [IdentityKey]

  /// Reads a JWKS file.
  ///
  /// Keys for encryption and on other curves are passed over; a private or a shared key is refused, for it does not belong
  /// into anybody's file.
  ///
  /// - Parameter document: The file's text.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it is no key set, a key is private, weak or given
  ///   twice, or none can verify.
  public init(document: String) throws {
    guard document.utf8.count <= Self.maximumDocumentBytes,
      let elements = (try? JSONValue(parsing: document))?["keys"]?.array
    else { throw Self.fault("this is no JWKS file") }
    keys = try elements.compactMap(Self.key).sorted { $0.id < $1.id }
    guard !keys.isEmpty, Set(keys.map(\.id)).count == keys.count else {
      throw Self.fault("the JWKS file has no key that can verify, or two of one id")
    }
  }

  private static func fault(_ message: String) -> TenantError {
    TenantError(
      .invalidValue, message,
      hint: "give the public keys of RS256, PS256, ES256, ES384 or EdDSA as the provider publishes them")
  }

  private static func key(_ element: JSONValue) throws -> IdentityKey? {
    guard let members = element.object, let kind = members["kty"]?.string else {
      throw fault("the JWKS file has a key of no kind")
    }
    guard kind != "oct", ["d", "p", "q", "dp", "dq", "qi", "k", "oth"].allSatisfy({ members[$0] == nil }) else {
      throw fault("the JWKS file has a private or a shared key")
    }
    guard members["use"].map({ $0 == .string("sig") }) ?? true, let (material, fitting) = try material(kind, members)
    else { return nil }
    guard let id = try? IdentityName(parsing: members["kid"]?.string ?? "") else {
      throw fault("the JWKS file has a key without an id")
    }
    let algorithms = members["alg"].map { name in fitting.filter { .string($0.rawValue) == name } } ?? fitting
    return algorithms.isEmpty ? nil : IdentityKey(id: id, material: material, algorithms: algorithms)
  }

  /// What a key is made of, and how such keys sign; `nil` for kinds that are passed over.
  private static func material(
    _ kind: String, _ members: [String: JSONValue]
  ) throws -> (IdentityKey.Material, [IdentityAlgorithm])? {
    func text(_ name: String, _ bytes: ClosedRange<Int>) throws -> String {
      guard let text = members[name]?.string, let octets = Base64URL.bytes(text.utf8), bytes.contains(octets.count)
      else {
        throw fault("the JWKS file has a key with no fitting '\(name)'")
      }
      return text
    }
    switch (kind, members["crv"]?.string) {
    case ("RSA", _):
      return (.rsa(modulus: try text("n", 256...1_024), exponent: try text("e", 1...8)), [.rs256, .ps256])
    case ("EC", "P-256"): return (.ellipticCurve(x: try text("x", 32...32), y: try text("y", 32...32)), [.es256])
    case ("EC", "P-384"): return (.ellipticCurve(x: try text("x", 48...48), y: try text("y", 48...48)), [.es384])
    case ("OKP", "Ed25519"): return (.ed25519(x: try text("x", 32...32)), [.edDSA])
    default: return nil
    }
  }

  /// The set as it is stored: canonical JSON that reads back as the same set.
  public var document: String {
    JSONValue.object(["keys": .array(keys.map(Self.element))]).description
  }

  private static func element(of key: IdentityKey) -> JSONValue {
    var members = ["kid": key.id.rawValue]
    switch key.material {
    case .rsa(let modulus, let exponent):
      (members["kty"], members["n"], members["e"]) = ("RSA", modulus, exponent)
    case .ellipticCurve(let x, let y):
      (members["kty"], members["x"], members["y"]) = ("EC", x, y)
      members["crv"] = key.algorithms == [.es256] ? "P-256" : "P-384"
    case .ed25519(let x):
      (members["kty"], members["crv"], members["x"]) = ("OKP", "Ed25519", x)
    }
    if key.algorithms.count == 1 { members["alg"] = key.algorithms[0].rawValue }
    return .object(members.mapValues { .string($0) })
  }
}

extension IdentityKeySet: Codable {
  /// Decodes a set from its document.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the document is no key set.
  public init(from decoder: any Decoder) throws {
    try self.init(document: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the set as its document.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(document)
  }
}
