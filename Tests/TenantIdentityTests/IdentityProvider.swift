// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation
import TenantModel

/// An identity provider of our own, which signs with the primitives themselves and not with the library under test.
struct IdentityProvider {
  let issuer: String
  private let rsa: _RSA.Signing.PrivateKey
  private let small = P256.Signing.PrivateKey()
  private let large = P384.Signing.PrivateKey()
  private let edwards = Curve25519.Signing.PrivateKey()

  init(_ issuer: String = "https://login.example/") throws {
    self.issuer = issuer
    rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
  }

  static let algorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]

  /// The keys by id; those of RSA are the same for both algorithms.
  func keys() throws -> [String: [String: String]] {
    let primitives = try rsa.publicKey.getKeyPrimitives()
    let curves = { (raw: Data) in (raw.prefix(raw.count / 2), raw.suffix(raw.count / 2)) }
    let (smallX, smallY) = curves(small.publicKey.rawRepresentation)
    let (largeX, largeY) = curves(large.publicKey.rawRepresentation)
    return [
      "RS256": ["kty": "RSA", "n": Self.text(primitives.modulus), "e": Self.text(primitives.publicExponent)],
      "PS256": [
        "kty": "RSA", "n": Self.text(primitives.modulus), "e": Self.text(primitives.publicExponent), "alg": "PS256",
      ],
      "ES256": ["kty": "EC", "crv": "P-256", "x": Self.text(smallX), "y": Self.text(smallY), "use": "sig"],
      "ES384": ["kty": "EC", "crv": "P-384", "x": Self.text(largeX), "y": Self.text(largeY)],
      "EdDSA": ["kty": "OKP", "crv": "Ed25519", "x": Self.text(edwards.publicKey.rawRepresentation)],
    ]
  }

  func jwks() throws -> String {
    let keys = try keys().sorted { $0.key < $1.key }.map { id, members in members.merging(["kid": id]) { $1 } }
    return try Self.json(["keys": keys])
  }

  /// What a token says unless told otherwise; it lives for an hour.
  func claims(at now: Timestamp, _ changes: [String: Any?] = [:]) -> [String: Any] {
    let seconds = now.microseconds / 1_000_000
    var claims: [String: Any] = [
      "iss": issuer, "aud": "app", "sub": "alice", "exp": seconds + 3_600, "iat": seconds, "org": "acme",
    ]
    for (name, value) in changes { claims[name] = value }
    return claims
  }

  func token(_ algorithm: String, _ claims: [String: Any], header: [String: Any] = [:]) throws -> String {
    let header = ["alg": algorithm, "kid": algorithm, "typ": "JWT"].merging(header) { $1 }
    let text = try "\(Self.text(Data(Self.json(header).utf8))).\(Self.text(Data(Self.json(claims).utf8)))"
    return "\(text).\(Self.text(try signature(of: Data(text.utf8), algorithm)))"
  }

  func signature(of data: Data, _ algorithm: String) throws -> Data {
    switch algorithm {
    case "RS256": try rsa.signature(for: data, padding: .insecurePKCS1v1_5).rawRepresentation
    case "PS256": try rsa.signature(for: data, padding: .PSS).rawRepresentation
    case "ES256": try small.signature(for: data).rawRepresentation
    case "ES384": try large.signature(for: data).rawRepresentation
    default: try edwards.signature(for: data)
    }
  }

  static func json(_ value: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
  }

  static func text(_ bytes: some DataProtocol) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
