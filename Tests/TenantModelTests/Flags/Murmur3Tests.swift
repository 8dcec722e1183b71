// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct Murmur3Tests {
  @Test(arguments: [("", 0x0000_0000), ("hello", 0x248b_fa47), ("hello, world", 0x149b_bb7f)] as [(String, UInt32)])
  func publishedVectors(text: String, expected: UInt32) {
    #expect(Murmur3(text).hash == expected)
  }

  @Test func aPrefixHashedBeforehandChangesNothing() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            Unicode.Scalar(UInt8.random(in: 1...255, using: &generator))
          }))
      let cut = text.unicodeScalars.index(
        text.startIndex, offsetBy: Int.random(in: 0...text.unicodeScalars.count, using: &generator))
      var pieces = Murmur3(String(text[..<cut]))
      pieces.update(String(text[cut...]))
      #expect(pieces.hash == Self.reference(Array(text.utf8)))
    }
  }

  /// The algorithm once more, over a whole buffer.
  private static func reference(_ bytes: [UInt8]) -> UInt32 {
    var hash: UInt32 = 0
    func mixed(_ block: UInt32) -> UInt32 {
      let product = block.multipliedReportingOverflow(by: 0xCC9E_2D51).partialValue
      let rotated = product << 15 | product >> 17
      return rotated.multipliedReportingOverflow(by: 0x1B87_3593).partialValue
    }
    let blocks = bytes.count / 4
    for block in 0..<blocks {
      let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[4 * block + $1]) << (8 * UInt32($1)) }
      hash ^= mixed(word)
      hash = hash << 13 | hash >> 19
      hash = hash.multipliedReportingOverflow(by: 5).partialValue.addingReportingOverflow(0xE654_6B64).partialValue
    }
    var tail: UInt32 = 0
    for (position, byte) in bytes[(4 * blocks)...].enumerated() { tail |= UInt32(byte) << (8 * UInt32(position)) }
    if bytes.count % 4 != 0 { hash ^= mixed(tail) }
    hash ^= UInt32(bytes.count)
    hash = (hash ^ hash >> 16).multipliedReportingOverflow(by: 0x85EB_CA6B).partialValue
    hash = (hash ^ hash >> 13).multipliedReportingOverflow(by: 0xC2B2_AE35).partialValue
    return hash ^ hash >> 16
  }
}
