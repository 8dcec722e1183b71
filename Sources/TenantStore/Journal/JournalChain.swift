// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// The newest row of the journal.
struct JournalHead: Equatable {
  let revision: Int64
  let hash: [UInt8]
}

/// The hash that ties each journal row to all rows before it.
enum JournalChain {
  /// SHA-256 over the previous hash and every field, each with its presence and length, so that no two rows share an
  /// encoding.
  static func hash(
    previous: [UInt8], revision: Int64, time: Timestamp, actor: String, reason: String?, tenant: String?, kind: String,
    key: String, before: String?, after: String?
  ) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(256 + (before?.utf8.count ?? 0) + (after?.utf8.count ?? 0))
    encoded.append(contentsOf: "tenantctl-journal-1\0".utf8)
    append(previous, to: &encoded)
    append(UInt64(bitPattern: revision), to: &encoded)
    append(UInt64(bitPattern: time.microseconds), to: &encoded)
    for field in [actor, reason, tenant, kind, key, before, after] {
      guard let field else {
        encoded.append(0)
        continue
      }
      encoded.append(1)
      append(field.utf8, to: &encoded)
    }
    return SHA256.hash(data: encoded).withUnsafeBytes(Array.init)
  }

  private static func append(_ number: UInt64, to encoded: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { encoded.append(contentsOf: $0) }
  }

  private static func append(_ bytes: some Collection<UInt8>, to encoded: inout [UInt8]) {
    append(UInt64(bytes.count), to: &encoded)
    encoded.append(contentsOf: bytes)
  }
}
