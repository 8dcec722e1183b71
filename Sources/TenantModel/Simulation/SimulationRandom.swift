// SPDX-License-Identifier: Apache-2.0

/// Numbers that look random and are the same on every machine: SplitMix64, after Sebastiano Vigna's public-domain reference.
///
/// Everything derived from them is computed in integers, because logarithms of floating point differ between systems.
struct SimulationRandom: Sendable {
  private var state: UInt64

  /// Creates the numbers of one stream; those of different streams have nothing to do with each other.
  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mixed(stream &* 0xD1B5_4A32_D192_ED03 &+ 1)
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    // Modular arithmetic is the algorithm here, not accounting.
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number below a bound.
  mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// A number of exponential distribution, in 65,536ths of its mean: time between requests that know nothing of each other.
  mutating func exponential() -> UInt64 {
    // The negative logarithm of a number in (0, 1]: its leading zeros are the whole part, and a parabola through the ends of
    // an octave, which is never off by more than a hundredth, is the rest.
    let bits = next() | 1
    let zeros = UInt64(bits.leadingZeroBitCount)
    let fraction = ((bits << zeros) << 1) >> 48
    let logarithm = fraction + ((fraction * (65_536 - fraction)) >> 16) * 22 / 64
    return ((((zeros + 1) << 16) - logarithm) * 45_426) >> 16
  }

  /// Whether the stream has something in a slot, once in so many slots; asking does not move the stream.
  func strikes(slot: Int64, onceIn slots: UInt64) -> Bool {
    Self.mixed(state ^ (UInt64(bitPattern: slot) &* 0x9E37_79B9_7F4A_7C15)).multipliedFullWidth(by: slots).high == 0
  }

  private static func mixed(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
