// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// Computes the digests that tell a repeated event from a contradicting one.
struct UsageDigest {
  private var bytes: [UInt8] = []

  /// The first 128 bits of the SHA-256 of a payload's canonical bytes; ``UsagePayload/encode(into:)`` says why they suffice.
  mutating func digest(of payload: UsagePayload) -> [UInt8] {
    bytes.removeAll(keepingCapacity: true)
    payload.encode(into: &bytes)
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Array(hash.finalize().prefix(16))
  }
}
