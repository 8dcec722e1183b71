// SPDX-License-Identifier: Apache-2.0

/// The grammar of meters, quotas and flags: `[a-z][a-z0-9]*([._-][a-z0-9]+)*`, at most 100 characters.
enum DottedName {
  static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...100).contains(bytes.count) else { return false }
    var isAfterJoint = true
    var isFirst = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): isAfterJoint = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isFirst { return false }
        isAfterJoint = false
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        if isAfterJoint { return false }
        isAfterJoint = true
      default: return false
      }
      isFirst = false
    }
    return !isAfterJoint
  }

  /// FNV-1a, 64 bits, with its high bits folded in; operators choose the names, so nobody gains by making them collide.
  static func digest(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}

/// A name that requests look things up by, so that its hash is taken once, when it is read.
package protocol DigestedName: ParsedText {
  /// A hash of the name, the same in every process.
  var digest: UInt64 { get }
}

/// Values by name, built once and looked up often: open addressing, at most half full.
package final class NameTable<Name: DigestedName, Value: Sendable>: Sendable {
  private let entries: [(name: Name, value: Value)]
  /// Positions of entries by hash, -1 where there is none; a power of two.
  private let places: [Int32]

  /// Creates a table.
  ///
  /// - Parameter values: What it holds.
  package init(_ values: [Name: Value]) {
    entries = values.map { ($0.key, $0.value) }
    var size = 2
    while size < 2 * entries.count { size *= 2 }
    var places = [Int32](repeating: -1, count: size)
    for (index, entry) in entries.enumerated() {
      var place = Int(truncatingIfNeeded: entry.name.digest) & (size - 1)
      while places[place] >= 0 { place = (place + 1) & (size - 1) }
      places[place] = Int32(index)
    }
    self.places = places
  }

  /// The values, in no order.
  package var values: [Value] { entries.map(\.value) }

  /// The value of a name; `nil` where it has none.
  ///
  /// - Parameter name: The name.
  package subscript(name: Name) -> Value? {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: name.digest) & mask
    while true {
      let index = Int(places[place])
      if index < 0 { return nil }
      if entries[index].name == name { return entries[index].value }
      place = (place + 1) & mask
    }
  }
}
