// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel
import TenantStore

/// Tokens whose signatures were found good, by their SHA-256, until they are over.
///
/// Only the signature is remembered, with the key it was checked by. Every rule about time, tenant and use is asked again each
/// time, and so is the state of the key. There are two generations, as for tenants, so that it never grows beyond its
/// capacity, whoever sends what.
struct SignatureCache {
  private struct Entry {
    let token: ContextToken
    let publicKey: ContextDigest
  }

  private let generationCapacity: Int
  private var young: [SHA256.Digest: Entry] = [:]
  private var old: [SHA256.Digest: Entry] = [:]

  init(capacity: Int) {
    generationCapacity = max(1, capacity / 2)
  }

  var count: Int { young.count + old.count }

  /// A token that was found good by exactly this key, or `nil`.
  mutating func token(_ digest: SHA256.Digest, at now: Timestamp) -> (token: ContextToken, publicKey: ContextDigest)? {
    guard let entry = young[digest] ?? old[digest] else { return nil }
    guard now.microseconds < (entry.token.claims.expiresAt + ContextPolicy.skewSeconds) * 1_000_000 else {
      young[digest] = nil
      old[digest] = nil
      return nil
    }
    if old.removeValue(forKey: digest) != nil { insert(entry, as: digest) }
    return (entry.token, entry.publicKey)
  }

  /// Remembers a token that was found good.
  mutating func insert(_ token: ContextToken, by key: ContextKey, as digest: SHA256.Digest) {
    insert(Entry(token: token, publicKey: key.publicKey), as: digest)
  }

  private mutating func insert(_ entry: Entry, as digest: SHA256.Digest) {
    if young.count >= generationCapacity {
      old = young
      young = [:]
    }
    young[digest] = entry
  }
}

/// Verifies tokens against the keys of the moment.
final class ContextChecker: Sendable {
  private let cache: Monitor<SignatureCache>

  init(capacity: Int) {
    cache = Monitor(SignatureCache(capacity: capacity))
  }

  /// How many tokens are remembered.
  var count: Int { cache.withLock { $0.count } }

  /// What a token says that a key of the set signed, and that may still be accepted as far as the key goes.
  func claims(of text: String, by keys: ContextKeySet, at now: Timestamp) throws(ContextRefusal) -> ContextClaims {
    // Nothing longer is worth a digest.
    guard text.utf8.count <= ContextPolicy.maximumTokenBytes else { throw .malformed }
    let digest = SHA256.hash(data: Array(text.utf8))
    if let known = cache.withLock({ $0.token(digest, at: now) }),
      try keys.key(of: known.token, at: now).publicKey == known.publicKey
    {
      return known.token.claims
    }
    let token = try ContextToken(parsing: text)
    let key = try keys.key(of: token, at: now)
    try ContextSignature.check(token, by: key)
    // What is over already would only take the place of others.
    if now.microseconds < token.claims.expiresAt * 1_000_000 {
      cache.withLock { $0.insert(token, by: key, as: digest) }
    }
    return token.claims
  }
}
