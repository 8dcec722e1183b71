// SPDX-License-Identifier: Apache-2.0

/// An identity token as it was sent: a JWT, signed, in the compact form (RFC 7515, RFC 7519).
///
/// Reading a token says nothing about who made it. The header names a key and how it signs; both are held against what is
/// known of the issuer, and nothing else of the header is looked at.
public struct IdentityToken: Equatable, Sendable {
  /// How long a token may be, in bytes.
  public static let maximumBytes = 16_384
  /// How it is said to be signed.
  public let algorithm: IdentityAlgorithm
  /// Which key is said to have signed it.
  public let keyID: IdentityName
  /// What it says.
  public let claims: IdentityClaims
  /// What the signature must be of.
  public let signedBytes: [UInt8]
  /// The signature.
  public let signature: [UInt8]

  /// Takes a token apart.
  ///
  /// - Parameter text: The token, nothing around it.
  /// - Throws: ``IdentityRefusal/malformed``, or ``IdentityRefusal/wrongAlgorithm`` where the header names one that is not
  ///   accepted at all.
  public init(parsing text: String) throws(IdentityRefusal) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumBytes else { throw .malformed }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let payload = Self.object(parts[1]),
      let signature = Base64URL.bytes(parts[2]), let name = header["alg"]?.string, header["crit"] == nil,
      let keyID = try? IdentityName(parsing: header["kid"]?.string ?? "")
    else { throw .malformed }
    guard let algorithm = IdentityAlgorithm(rawValue: name) else { throw .wrongAlgorithm }
    self.algorithm = algorithm
    self.keyID = keyID
    self.signature = signature
    claims = try IdentityClaims(members: payload)
    signedBytes = Array(bytes[..<(parts[2].startIndex - 1)])
  }

  private static func object(_ text: some Collection<UInt8>) -> [String: JSONValue]? {
    Base64URL.bytes(text).flatMap { try? JSONValue(utf8: $0) }?.object
  }
}

extension IdentityToken: CustomStringConvertible, CustomReflectable {
  /// The issuer, so that a token that is printed by mistake gives nothing away.
  public var description: String { "identity token of '\(claims.issuer)'" }

  /// Nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// What an identity token says.
public struct IdentityClaims: Equatable, Sendable {
  /// Who signs it (`iss`).
  public let issuer: IdentityName
  /// For whom it is (`aud`), one or more.
  public let audiences: [String]
  /// Whom it is about (`sub`), at most 1,024 bytes.
  public let subject: String
  /// Until when it is valid (`exp`), in seconds since 1970.
  public let expiresAt: Int64
  /// From when on it is valid: the later of `nbf` and `iat`, in seconds since 1970; 0 where neither is given.
  public let notBefore: Int64
  /// All claims.
  public let members: [String: JSONValue]

  /// Reads the payload of a token.
  ///
  /// - Parameter members: The claims.
  /// - Throws: ``IdentityRefusal/malformed`` where one that decides something is missing or of another type.
  init(members: [String: JSONValue]) throws(IdentityRefusal) {
    func seconds(_ name: String) -> Int64? {
      guard let number = members[name]?.number.flatMap({ Int64($0) }), ContextPolicy.seconds.contains(number) else {
        return nil
      }
      return number
    }
    let named = members["aud"].map { $0.array ?? [$0] } ?? []
    let audiences = named.compactMap(\.string)
    guard let issuer = try? IdentityName(parsing: members["iss"]?.string ?? ""), !audiences.isEmpty,
      audiences.count == named.count,
      let subject = members["sub"]?.string, (1...1_024).contains(subject.utf8.count), let expiresAt = seconds("exp"),
      ["nbf", "iat"].allSatisfy({ members[$0] == nil || seconds($0) != nil })
    else { throw .malformed }
    self.issuer = issuer
    self.audiences = audiences
    self.subject = subject
    self.expiresAt = expiresAt
    notBefore = max(seconds("nbf") ?? 0, seconds("iat") ?? 0)
    self.members = members
  }
}
