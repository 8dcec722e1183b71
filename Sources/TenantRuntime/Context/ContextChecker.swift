// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Verifies tokens against the keys of the moment.
final class ContextChecker: Sendable {
  private let cache: VerificationCache

  init(capacity: Int) {
    cache = VerificationCache(capacity: capacity)
  }

  /// How many tokens are remembered.
  var count: Int { cache.count }

  /// A token that a key of the ring signed, and that may still be accepted as far as the key goes.
  func context(of text: String, by ring: ContextKeyRing, at now: Timestamp) throws(ContextRefusal) -> VerifiedContext {
    // Nothing longer is worth a look.
    guard text.utf8.count <= ContextPolicy.maximumTokenBytes else { throw .malformed }
    if let known = cache.context(text, at: now) {
      if known.ring === ring { return known }
      let key = try ring.keys.key(of: known.token, at: now)
      if key.publicKey == known.publicKey {
        return remember(VerifiedContext(known.token, by: key, of: ring), at: now)
      }
    }
    let token = try ContextToken(parsing: text)
    let key = try ring.keys.key(of: token, at: now)
    try ContextSignature.check(token, by: key)
    return remember(VerifiedContext(token, by: key, of: ring), at: now)
  }

  private func remember(_ context: VerifiedContext, at now: Timestamp) -> VerifiedContext {
    // What is over already would only take the place of others.
    if now.microseconds < context.forgottenAt { cache.insert(context) }
    return context
  }
}
