// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The keys of an issuer, by one reference, so that it costs little to see that they are the same as before.
final class ContextKeyRing: Sendable {
  let keys: ContextKeySet

  init(_ keys: ContextKeySet) {
    self.keys = keys
  }
}

/// A context whose signature was found good by one of the keys.
final class VerifiedContext: Sendable {
  let token: ContextToken
  let publicKey: ContextDigest
  /// The keys of which one was good, if that needs no second look: it signs, or will.
  let ring: ContextKeyRing?

  init(_ token: ContextToken, by key: ContextKey, of ring: ContextKeyRing) {
    self.token = token
    publicKey = key.publicKey
    self.ring = [.next, .active].contains(key.state) ? ring : nil
  }
}

/// Tokens whose signatures were found good, by all of their bytes, until they are over.
///
/// Only the signature is remembered, with the key it was checked by. Every rule about time, tenant and use is asked again each
/// time, and so is the state of the key. There are two generations, as for tenants, so that it never grows beyond its
/// capacity, whoever sends what; and shards, so that threads rarely wait for each other.
final class VerificationCache: Sendable {
  /// A token as it was sent.
  private struct Key: Hashable {
    let text: String

    /// Compares bytes: strings are equal in Swift also where one has another sign for the same letter.
    ///
    /// A sign that stands for letters of ASCII is longer than they are, and a token that was found good is of ASCII.
    static func == (left: Key, right: Key) -> Bool {
      left.text.utf8.count == right.text.utf8.count && left.text == right.text
    }

    /// The end of the signature tells genuine tokens apart, and no other one is ever kept.
    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer($0).suffix(32))) }
    }
  }

  private struct Generations {
    var young: [Key: VerifiedContext] = [:]
    var old: [Key: VerifiedContext] = [:]

    mutating func insert(_ context: VerifiedContext, as key: Key, capacity: Int) {
      if young.count >= capacity {
        old = young
        young = [:]
      }
      young[key] = context
    }
  }

  private let shards: [Monitor<Generations>]
  private let generationCapacity: Int

  init(capacity: Int) {
    let count = capacity < 4_096 ? 1 : 16
    shards = (0..<count).map { _ in Monitor(Generations()) }
    generationCapacity = max(1, capacity / count / 2)
  }

  /// How many tokens are remembered.
  var count: Int { shards.reduce(0) { sum, shard in sum + shard.withLock { $0.young.count + $0.old.count } } }

  /// What was found good, or `nil`.
  func context(_ text: String, at now: Timestamp) -> VerifiedContext? {
    let key = Key(text: text)
    return shard(key).withLock { shard in
      guard let context = shard.young[key] ?? shard.old[key] else { return nil }
      guard now.microseconds < (context.token.claims.expiresAt + ContextPolicy.skewSeconds) * 1_000_000 else {
        shard.young[key] = nil
        shard.old[key] = nil
        return nil
      }
      if !shard.old.isEmpty, shard.old.removeValue(forKey: key) != nil {
        shard.insert(context, as: key, capacity: generationCapacity)
      }
      return context
    }
  }

  /// Remembers what was found good.
  func insert(_ context: VerifiedContext) {
    let key = Key(text: context.token.text)
    shard(key).withLock { $0.insert(context, as: key, capacity: generationCapacity) }
  }

  private func shard(_ key: Key) -> Monitor<Generations> {
    shards[Int(key.text.utf8.dropLast().last ?? 0) & (shards.count - 1)]
  }
}
