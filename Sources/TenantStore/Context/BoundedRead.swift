// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Reading of small files of which nobody has said how long they are.
package enum BoundedRead {
  /// Reads an open file up to its end or a bound.
  ///
  /// - Parameters:
  ///   - descriptor: The open file; an error ends the reading as the end of the file does.
  ///   - limit: How many bytes are read at most, 0 or more.
  /// - Returns: What was read.
  package static func bytes(of descriptor: Int32, atMost limit: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let piece = read(descriptor, buffer.baseAddress?.advanced(by: count), limit - count)
        if piece < 0, errno == EINTR { continue }
        guard piece > 0 else { break }
        count += piece
      }
    }
  }
}
