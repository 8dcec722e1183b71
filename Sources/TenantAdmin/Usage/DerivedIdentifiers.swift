// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// Gives events that come without an id one that is the same whenever the same input is read again.
///
/// The id is the digest of the record and, from its second occurrence in the input on, a number: two equal lines of a log are two requests. It
/// does not depend on the file's name or on what follows, so a file that was renamed, or has grown, gives the lines it had before the ids they had
/// before. Across files, equal records are taken for the same one; that is what an overlap of rotated logs needs. Systems that may log equal
/// lines independently need sources of their own.
struct DerivedIdentifiers {
  // How often each record was seen, by the digest's first 64 bits; a collision there only makes a number start at 2.
  private var recent: [UInt64: UInt32] = [:]
  private var older: [UInt64: UInt32] = [:]
  private let limit: Int

  /// Creates identifiers for one input.
  ///
  /// - Parameter limit: Different records in a generation. Two generations are kept, so memory is bounded, and equal records are told apart
  ///   at least as long as no more than this many others stand between them.
  init(limit: Int = 500_000) {
    self.limit = limit
  }

  /// The id of the next record.
  mutating func next(_ record: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: record)
    let digest = Array(hash.finalize().prefix(16))
    let key = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let count = (recent[key] ?? older[key] ?? 0) + 1
    if recent.count >= limit, recent[key] == nil {
      swap(&recent, &older)
      recent.removeAll(keepingCapacity: true)
    }
    recent[key] = count
    return count == 1 ? Hexadecimal.text(digest) : "\(Hexadecimal.text(digest))#\(count)"
  }
}
