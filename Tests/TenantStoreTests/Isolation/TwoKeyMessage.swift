// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// A message that AES-GCM opens under two keys, as Dodis, Grubbs, Ristenpart and Woodage made them in 2018.
///
/// A tag is a polynomial in a secret of its key, plus another secret. With both secrets of both keys, the last block of the
/// ciphertext is chosen so that the two polynomials agree.
struct TwoKeyMessage {
  let ciphertext: [UInt8]
  let tag: [UInt8]

  private static let blockBytes = 16

  /// What the tags of a key and nonce are computed with.
  private struct Secrets {
    let hash: Block
    let mask: Block

    /// Learns them from the tags of two messages without payload.
    init(of key: SymmetricKey, nonce: [UInt8]) throws {
      func tag(_ data: [UInt8]) throws -> Block {
        Block(Array(try AES.GCM.seal([], using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: data).tag))
      }
      // The polynomial of nothing is zero; that of a block of zeroes is its length times the secret.
      mask = try tag([])
      let zeroes = [UInt8](repeating: 0, count: TwoKeyMessage.blockBytes)
      hash = (try tag(zeroes) + mask) * Block(bits: UInt128(8 * zeroes.count) << 64).inverse
    }

    /// The tag of blocks that stand before the last one, which has its lengths.
    func tag(_ blocks: [Block]) -> Block { blocks.reduce(Block(bits: 0)) { ($0 + $1) * hash } + mask }
  }

  /// Crafts a message.
  ///
  /// - Parameters:
  ///   - text: What it says under the first key, sixteen bytes; the rest is noise under both.
  ///   - keys: Two keys, each with what is authenticated under it.
  ///   - nonce: The nonce of both, twelve bytes.
  /// - Throws: What the cryptography throws.
  init(saying text: [UInt8], under keys: [(key: SymmetricKey, authenticated: [UInt8])], nonce: [UInt8]) throws {
    let box = try AES.GCM.seal(text, using: keys[0].key, nonce: AES.GCM.Nonce(data: nonce))
    let first = Array(box.ciphertext)
    let count = first.count + Self.blockBytes
    // Without the last block the tags differ by some block; that block counts for the square of each secret.
    var (difference, weight) = (Block(bits: 0), Block(bits: 0))
    func blocks(_ authenticated: [UInt8], _ last: Block) -> [Block] {
      let padding = [UInt8](
        repeating: 0, count: (Self.blockBytes - authenticated.count % Self.blockBytes) % Self.blockBytes)
      let bytes = authenticated + padding + first
      let start = stride(from: 0, to: bytes.count, by: Self.blockBytes).map {
        Block(Array(bytes[$0..<($0 + Self.blockBytes)]))
      }
      return start + [last, Block(bits: UInt128(8 * authenticated.count) << 64 | UInt128(8 * count))]
    }
    for (key, authenticated) in keys {
      let secrets = try Secrets(of: key, nonce: nonce)
      difference = difference + secrets.tag(blocks(authenticated, Block(bits: 0)))
      weight = weight + secrets.hash * secrets.hash
    }
    let last = difference * weight.inverse
    ciphertext = first + last.bytes
    tag = try Secrets(of: keys[0].key, nonce: nonce).tag(blocks(keys[0].authenticated, last)).bytes
  }
}

/// A block as AES-GCM computes with it: a polynomial over two elements modulo x^128 + x^7 + x^2 + x + 1, whose constant is the
/// highest bit.
private struct Block {
  let bits: UInt128

  init(bits: UInt128) { self.bits = bits }

  init(_ bytes: [UInt8]) { bits = bytes.reduce(0) { $0 << 8 | UInt128($1) } }

  var bytes: [UInt8] { withUnsafeBytes(of: bits.bigEndian) { Array($0) } }

  static func + (left: Block, right: Block) -> Block { Block(bits: left.bits ^ right.bits) }

  static func * (left: Block, right: Block) -> Block {
    var (sum, power) = (UInt128(0), right.bits)
    for place in (0..<128).reversed() {
      if left.bits >> UInt128(place) & 1 == 1 { sum ^= power }
      power = power & 1 == 1 ? power >> 1 ^ 0xE1 << 120 : power >> 1
    }
    return Block(bits: sum)
  }

  /// What is one when multiplied by it; its power by 2^128 - 2.
  var inverse: Block {
    var (power, product) = (self, Block(bits: 1 << 127))
    for _ in 1..<128 {
      power = power * power
      product = product * power
    }
    return product
  }
}
