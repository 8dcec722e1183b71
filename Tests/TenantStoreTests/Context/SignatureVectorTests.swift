// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@testable import TenantStore

/// Row 37: signatures of Ed25519 as the standard computes them, and what only looks like them.
@Suite struct SignatureVectorTests {
  /// A public key, what it signs, and the signature.
  struct Vector: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]

    init(_ key: String, _ message: String, _ signature: String) {
      self.key = SignatureVectorTests.bytes(key)
      self.message = SignatureVectorTests.bytes(message)
      self.signature = SignatureVectorTests.bytes(signature)
    }
  }

  /// Tests 1, 2, 3 and SHA(abc) of RFC 8032, section 7.1.
  static let good = [
    Vector(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655"
        + "141438e7a100b"),
    Vector(
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00"
        + "d291612bb0c00"),
    Vector(
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc02"
        + "7beceea1ec40a"),
    Vector(
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9"
        + "ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9b"
        + "ef1177331a704"),
  ]

  /// The order of the group, lowest byte first.
  private static let order = bytes("edd3f55c1a631258d69cf7a2def9de14") + [UInt8](repeating: 0, count: 15) + [0x10]
  /// The prime of the field, lowest byte first.
  private static let prime = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
  /// All spellings of the points whose order divides eight, without their highest bit.
  private static let smallOrder =
    [
      bytes("00"), bytes("01"), bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
      bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), sum(prime, [0xFF], modulus: true),
      prime,
      sum(prime, [1]),
    ].map { $0 + [UInt8](repeating: 0, count: 32 - $0.count) }

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Adds numbers whose lowest byte comes first; with `modulus`, the second is a negative one of 32 bytes.
  private static func sum(_ left: [UInt8], _ right: [UInt8], modulus: Bool = false) -> [UInt8] {
    var carry = 0
    return left.indices.map { index in
      let other = index < right.count ? Int(right[index]) : modulus ? 0xFF : 0
      let total = Int(left[index]) + other + carry
      carry = total >> 8
      return UInt8(total & 0xFF)
    }
  }

  private func isGood(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) throws -> Bool {
    ContextSignature.isGood(
      signature, for: message,
      by: ContextKey(
        id: ContextKeyID(bits: 1), publicKey: try ContextDigest(checking: key), state: .active,
        since: Timestamp(seconds: 0)))
  }

  @Test(arguments: good) func attack37SignaturesAreThoseOfTheStandardAndNoOthers(vector: Vector) throws {
    let (key, message, signature) = (vector.key, vector.message, vector.signature)
    #expect(try isGood(signature, message, key))
    var bad: [(what: String, signature: [UInt8])] = [
      ("nothing", []), ("without S", Array(signature.prefix(32))), ("without R", Array(signature.suffix(32))),
      ("too short", signature.dropLast()), ("too long", signature + [0]), ("twice", signature + signature),
      ("with its key", signature + key), ("the halves exchanged", Array(signature.suffix(32) + signature.prefix(32))),
      ("a zero before", [0] + signature), ("zeroes", [UInt8](repeating: 0, count: 64)),
      ("ones", [UInt8](repeating: 0xFF, count: 64)),
    ]
    let (r, s) = (Array(signature.prefix(32)), Array(signature.suffix(32)))
    // The same number modulo the order, spelt in every other way that 32 bytes allow.
    var other = s
    for times in 1...7 {
      other = Self.sum(other, Self.order)
      bad.append(("S and \(times) times the order", r + other))
    }
    bad += [
      ("S the order", r + Self.order), ("S zero", r + [UInt8](repeating: 0, count: 32)),
      ("S with its highest bit", r + s.dropLast() + [s[31] | 0x80]),
      ("R with another sign", signature.prefix(31) + [signature[31] ^ 0x80] + s),
    ]
    // No spelling of a point has a number of the prime or above.
    for above: UInt8 in 0...18 { bad.append(("R the prime and \(above)", Self.sum(Self.prime, [above]) + s)) }
    for point in Self.smallOrder { bad.append(("R of a small order", point + s)) }
    for position in signature.indices {
      for bit in 0..<8 {
        var bent = signature
        bent[position] ^= 1 << UInt8(bit)
        bad.append(("byte \(position), bit \(bit)", bent))
      }
    }
    for (what, signature) in bad { #expect(try !isGood(signature, message, key), "\(what)") }

    #expect(try !isGood(signature, message + [0], key))
    for other in Self.good where other.key != key { #expect(try !isGood(signature, message, other.key)) }
    for position in key.indices {
      var bent = key
      bent[position] ^= 1
      #expect(try !isGood(signature, message, bent), "byte \(position) of the key")
    }
  }

  /// Under such a key one signature is good for every message, or for one of eight, whoever made it.
  @Test func attack37KeysThatBindNobodyAreRefused() throws {
    let points = Self.smallOrder.flatMap { [$0, Array($0.dropLast()) + [$0[31] | 0x80]] }
    let zero = [UInt8](repeating: 0, count: 32)
    for key in points {
      for point in points {
        for message: UInt8 in 0..<32 {
          #expect(try !isGood(point + zero, [message], key), "\(key) \(point) \(message)")
        }
      }
    }
    // Nor do other spellings of numbers that are spelt below the prime.
    for above: UInt8 in 0...18 {
      let key = Self.sum(Self.prime, [above])
      for vector in Self.good { #expect(try !isGood(vector.signature, vector.message, key)) }
    }
  }
}
