// SPDX-License-Identifier: Apache-2.0

import JWTKit
import TenantModel

/// The keys of identity providers as they are used, made when they are first needed.
actor IdentityKeyRing {
  private struct Use: Hashable {
    let material: String
    let algorithm: IdentityAlgorithm
  }

  private var keys: [Use: any JWTAlgorithm] = [:]
  private let capacity: Int

  /// Creates a ring without keys.
  ///
  /// - Parameter capacity: How many keys are kept; by default more than any fleet's providers have. Others are made again.
  init(capacity: Int = 1_024) {
    self.capacity = capacity
  }

  /// How many keys are kept.
  var count: Int { keys.count }

  /// Checks that a key signed a token as the token says.
  ///
  /// - Throws: ``IdentityRefusal/badSignature``, also where the key cannot be used.
  func check(_ token: IdentityToken, by key: IdentityKey) async throws(IdentityRefusal) {
    guard let algorithm = await algorithm(of: key, as: token.algorithm), algorithm.name == token.algorithm.rawValue,
      (try? algorithm.verify(token.signature, signs: token.signedBytes)) ?? false
    else { throw .badSignature }
  }

  private func algorithm(of key: IdentityKey, as algorithm: IdentityAlgorithm) async -> (any JWTAlgorithm)? {
    // By what the key is made of, so that a key that was replaced under its id is never taken for the new one.
    let use = Use(material: "\(key.material)", algorithm: algorithm)
    if let known = keys[use] { return known }
    guard let collection = try? await JWTKeyCollection().add(jwk: key.jwk(algorithm)),
      let made = try? await collection.getKey(for: JWKIdentifier(string: key.id.rawValue))
    else { return nil }
    if keys.count >= capacity { keys = [:] }
    keys[use] = made
    return made
  }
}

extension IdentityKey {
  fileprivate func jwk(_ algorithm: IdentityAlgorithm) -> JWK {
    let identifier = JWKIdentifier(string: id.rawValue)
    switch material {
    case .rsa(let modulus, let exponent):
      return .rsa(
        algorithm == .rs256 ? .rs256 : .ps256, identifier: identifier, modulus: modulus, exponent: exponent)
    case .ellipticCurve(let x, let y):
      let isSmall = algorithm == .es256
      return .ecdsa(isSmall ? .es256 : .es384, identifier: identifier, x: x, y: y, curve: isSmall ? .p256 : .p384)
    case .ed25519(let x):
      return .octetKeyPair(.eddsa, identifier: identifier, x: x, y: nil, curve: .ed25519)
    }
  }
}
