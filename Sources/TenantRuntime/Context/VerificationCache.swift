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
  /// The tenant that it names.
  let tenant: TenantID
  /// When nobody accepts it any more, in microseconds since 1970, whatever the clocks of others show.
  let forgottenAt: Int64

  init(_ token: ContextToken, by key: ContextKey, of ring: ContextKeyRing) {
    self.token = token
    publicKey = key.publicKey
    self.ring = [.next, .active].contains(key.state) ? ring : nil
    tenant = token.claims.tenant
    forgottenAt = (token.claims.expiresAt + ContextPolicy.skewSeconds) * 1_000_000
  }

  /// What it was presented for, as far as it says so itself: whoever it was verified for has shown all of that.
  var use: ContextUse {
    var use = ContextUse(audience: token.claims.audience)
    use.caller = token.claims.caller
    use.confirmation = token.claims.confirmation
    return use
  }

  /// Decides whether it is accepted for a use; here, because what it says would be copied elsewhere just to be looked at.
  func check(_ use: ContextUse, of tenant: ContextTenant, at now: Timestamp) throws(ContextRefusal) {
    try ContextPolicy.checkUse(token.claims, use, of: tenant, at: now)
  }
}

/// Tokens whose signatures were found good, by all of their bytes, until they are over.
///
/// Only the signature is remembered, with the key it was checked by. Every rule about time, tenant and use is asked again each
/// time, and so is the state of the key. There are two generations, as for tenants, so that it never grows beyond its
/// capacity, whoever sends what; and shards, so that threads rarely wait for each other.
final class VerificationCache: Sendable {
  /// Some bytes of a token's signature: they tell genuine tokens apart, no other one is ever kept, and nobody can choose them.
  private typealias Tag = UInt64

  private struct Generations {
    var young: [Tag: VerifiedContext] = [:]
    var old: [Tag: VerifiedContext] = [:]

    mutating func insert(_ context: VerifiedContext, as tag: Tag, capacity: Int) {
      if young.count >= capacity, young[tag] == nil {
        old = young
        young = [:]
      }
      young[tag] = context
    }

    /// What is kept under a tag; used again, it is young again.
    mutating func find(_ tag: Tag, capacity: Int) -> VerifiedContext? {
      if let context = young[tag] { return context }
      guard let context = old.removeValue(forKey: tag) else { return nil }
      insert(context, as: tag, capacity: capacity)
      return context
    }

    mutating func remove(_ tag: Tag) {
      young[tag] = nil
      old[tag] = nil
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
    let tag = Self.tag(text)
    return shard(tag).withLock { shard in
      guard let context = shard.find(tag, capacity: generationCapacity), Self.isSame(context.token.text, text) else {
        return nil
      }
      if now.microseconds < context.forgottenAt { return context }
      shard.remove(tag)
      return nil
    }
  }

  /// Remembers what was found good.
  func insert(_ context: VerifiedContext) {
    let tag = Self.tag(context.token.text)
    shard(tag).withLock { $0.insert(context, as: tag, capacity: generationCapacity) }
  }

  /// Compares bytes: strings are equal in Swift also where one has another sign for the same letter.
  ///
  /// A sign that stands for letters of ASCII is longer than they are, and a token that was found good is of ASCII.
  private static func isSame(_ genuine: String, _ text: String) -> Bool {
    genuine.utf8.count == text.utf8.count && genuine == text
  }

  private static func tag(_ text: String) -> Tag {
    var text = text
    return text.withUTF8 { bytes in
      // Before the last letters, which say little: the end of a signature is a number below a power of two.
      bytes.count < 24 ? 0 : UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: bytes.count - 16, as: Tag.self)
    }
  }

  private func shard(_ tag: Tag) -> Monitor<Generations> {
    // Letters differ in their lower bits, and each in its own byte; the product brings all of them together.
    shards[Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> 60) & (shards.count - 1)]
  }
}
