// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// Computes the digests that tell a repeated event from a contradicting one.
enum UsageDigest {
  /// The first 128 bits of the SHA-256 of a payload's canonical bytes; ``UsagePayload/encode(into:)`` says why they suffice.
  static func digest(of payload: UsagePayload) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    payload.encode(into: &bytes)
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes { Array(UnsafeRawBufferPointer(rebasing: $0[..<16])) }
  }
}
