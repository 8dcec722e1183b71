// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// The SHA-256 of an input, computed while somebody else reads it.
package final class SourceDigest {
  private var hash = SHA256()

  /// Starts to watch a source that nothing was read from yet.
  package init(watching source: ByteSource) {
    source.observer = { [unowned self] in hash.update(bufferPointer: $0) }
  }

  /// The digest of what was read so far, hexadecimal.
  var text: String { Hexadecimal.text(hash.finalize()) }

  /// Reads a source to its end.
  ///
  /// - Parameter source: A source that nothing was read from yet.
  /// - Returns: The digest of the whole input, hexadecimal.
  /// - Throws: `TenantError` where the input cannot be read.
  static func whole(_ source: ByteSource) throws -> String {
    let digest = SourceDigest(watching: source)
    defer { source.observer = nil }
    return try digest.ofAll(source)
  }

  /// Reads what is left of the source, and gives the digest of all of it.
  ///
  /// - Parameter source: The source that is watched.
  /// - Returns: The digest, hexadecimal.
  /// - Throws: `TenantError` where the input cannot be read.
  package func ofAll(_ source: ByteSource) throws -> String {
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while try piece.withUnsafeMutableBytes({ try source.read(into: $0) }) > 0 {}
    return text
  }
}
