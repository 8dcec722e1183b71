// SPDX-License-Identifier: Apache-2.0

/// Weighted rendezvous hashing: every tenant ranks all places by itself, and a place that joins or leaves changes only the
/// ranks around its own.
///
/// Each pair of tenant and place has a hash, read as a number u between 0 and 1; the place with the smallest
/// −log₂(u) ÷ weight is first, so that a place is first as often as its share of all weights (Thaler and Ravishankar,
/// "Using Name-Based Mappings to Increase Hit Rates", 1998; weights after Resch, "New Hashing Algorithms for Data
/// Storage", SNIA 2015). All of it is integer arithmetic, so that the rank is the same on every machine, whatever its
/// mathematics library.
enum RendezvousHash {
  /// FNV-1a with 64 bits (Fowler, Noll and Vo).
  static func digest(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 {
      // Modular arithmetic is the algorithm here, not accounting.
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014; constants of Stafford's variant 13): a bijection in
  /// which every input bit changes every output bit with a probability close to one half.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// What a place is hashed by; computed once for many tenants.
  static func place(_ path: String) -> UInt64 {
    mix(digest(path))
  }

  /// How far a place is from a tenant: the smaller, the earlier it is proposed.
  ///
  /// - Parameters:
  ///   - tenant: ``digest(_:)`` of the tenant's id.
  ///   - place: ``place(_:)`` of the place.
  ///   - weight: The place's weight, 1 to 1,000,000.
  /// - Returns: The distance, below 2⁶³.
  static func distance(tenant: UInt64, place: UInt64, weight: UInt64) -> UInt64 {
    // At most 2³⁸ before the shift and 2⁶² after it; the shift keeps 24 binary places more of the quotient.
    (negativeLogarithm(mix(tenant ^ place)) << 24) / weight
  }

  /// −log₂(hash ÷ 2⁶⁴) with 32 binary places, never increasing in `hash`.
  static func negativeLogarithm(_ hash: UInt64) -> UInt64 {
    // A hash of 0 would be infinitely far; it counts as the next one.
    let hash = max(hash, 1)
    let exponent = 63 - hash.leadingZeroBitCount
    // The mantissa, 1 to 2 with its leading bit cut off: 8 bits choose the interval, 32 the position in it.
    let mantissa = hash << (hash.leadingZeroBitCount + 1)
    let interval = Int(mantissa >> 56)
    let position = (mantissa >> 24) & 0xFFFF_FFFF
    let low = logarithms[interval]
    let fraction = low + ((logarithms[interval + 1] - low) * position) >> 32
    return (64 << 32) - (UInt64(exponent) << 32 + fraction)
  }

  /// log₂(1 + i ÷ 256) with 32 binary places for i from 0 to 256, by repeated squaring (Turner, "A Fast Binary Logarithm
  /// Algorithm", IEEE Signal Processing Magazine, 2010).
  private static let logarithms: [UInt64] = (0...256).map { index in
    guard index < 256 else { return 1 << 32 }
    // The argument with 62 binary places, at least 1 and below 2.
    var argument = UInt64(256 + index) << 54
    var logarithm: UInt64 = 0
    for _ in 0..<32 {
      let (high, low) = argument.multipliedFullWidth(by: argument)
      argument = high << 2 | low >> 62
      logarithm <<= 1
      if argument >= 1 << 63 {
        logarithm |= 1
        argument >>= 1
      }
    }
    return logarithm
  }
}
