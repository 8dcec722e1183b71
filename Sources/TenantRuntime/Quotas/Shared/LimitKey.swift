// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// Which limit a slot of the mapped file belongs to: 128 bits of SHA-256 over the tenant, the quota, the user and the part.
///
/// One half is the tag in the slot, the other says where to look for it, so two limits share a slot only if all bits that
/// matter agree.
struct LimitKey: Hashable, Sendable {
  /// Never 0, which marks a slot as nobody's.
  let tag: UInt64
  let place: UInt64

  /// - Parameters:
  ///   - tenant: Whose limit.
  ///   - quota: Which one.
  ///   - user: Which user's; `nil` for the tenant as a whole.
  ///   - part: What of it, where a limit has several words.
  init(tenant: TenantID, quota: QuotaKey, user: String?, part: String = "") {
    var hash = SHA256()
    for text in [tenant.rawValue, quota.rawValue, user ?? "", part] {
      // Lengths first, so that no two lists of texts look alike.
      withUnsafeBytes(of: UInt32(text.utf8.count)) { hash.update(bufferPointer: $0) }
      hash.update(data: Array(text.utf8))
    }
    let digest = hash.finalize()
    let halves = digest.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    tag = halves.0 == 0 ? 1 : halves.0
    place = halves.1
  }

  private init(tag: UInt64, place: UInt64) {
    self.tag = tag
    self.place = place
  }

  /// Another key that is looked for in the same places.
  func colliding(tag: UInt64) -> LimitKey { LimitKey(tag: tag, place: place) }
}
