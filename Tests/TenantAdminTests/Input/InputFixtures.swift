// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@testable import TenantAdmin

/// A source that hands out at most `piece` bytes at a time, so that tests can put a boundary anywhere.
func pieces(of bytes: [UInt8], piece: Int = .max, name: String = "input") -> ByteSource {
  var position = 0
  return ByteSource(name: name, size: Int64(bytes.count)) { buffer in
    let count = min(piece, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

func pieces(of text: String, piece: Int = .max) -> ByteSource {
  pieces(of: Array(text.utf8), piece: piece)
}

/// Runs `body`, which must throw a `TenantError`, and returns it.
func fault(sourceLocation: SourceLocation = #_sourceLocation, of body: () throws -> Void) throws -> TenantError {
  try #require(throws: TenantError.self, sourceLocation: sourceLocation) { try body() }
}
