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
}
