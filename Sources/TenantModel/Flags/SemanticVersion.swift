// SPDX-License-Identifier: Apache-2.0

/// A version as semver.org 2.0.0 orders them.
///
/// As in flagd a leading `v` is allowed, and a missing minor or patch version is 0. Build metadata is dropped, since it has
/// no part in the order.
struct SemanticVersion: Comparable, Sendable {
  let major: UInt64
  let minor: UInt64
  let patch: UInt64
  /// Identifiers of a pre-release; empty for a release.
  private let prerelease: [Substring]

  /// Reads a version, or answers `nil` where the text is not one.
  init?(parsing text: String) {
    // By bytes: taking text apart by characters would cost more than all the rest of a decision.
    var rest = text[...]
    if rest.utf8.first == UInt8(ascii: "v") { rest = rest[rest.utf8.index(after: rest.startIndex)...] }
    if let plus = rest.utf8.firstIndex(of: UInt8(ascii: "+")) {
      guard Self.identifiers(rest[rest.utf8.index(after: plus)...], allowingLeadingZeros: true) != nil else {
        return nil
      }
      rest = rest[..<plus]
    }
    var prerelease: [Substring] = []
    if let dash = rest.utf8.firstIndex(of: UInt8(ascii: "-")) {
      guard let identifiers = Self.identifiers(rest[rest.utf8.index(after: dash)...], allowingLeadingZeros: false)
      else {
        return nil
      }
      prerelease = identifiers
      rest = rest[..<dash]
    }
    var numbers: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    while true {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
      guard let number = Self.number(rest[..<end]) else { return nil }
      switch count {
      case 0: numbers.0 = number
      case 1: numbers.1 = number
      case 2: numbers.2 = number
      default: return nil
      }
      count += 1
      if end == rest.endIndex { break }
      rest = rest[rest.utf8.index(after: end)...]
    }
    // A shortened version has no place for a pre-release.
    if !prerelease.isEmpty, count < 3 { return nil }
    (major, minor, patch) = numbers
    self.prerelease = prerelease
  }

  private static func number(_ digits: Substring) -> UInt64? {
    guard isNumeric(digits), digits.utf8.count == 1 || digits.utf8.first != UInt8(ascii: "0") else { return nil }
    var number: UInt64 = 0
    for byte in digits.utf8 {
      let (shifted, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = shifted.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      if overflow || overflow2 { return nil }
      number = sum
    }
    return number
  }

  private static func isNumeric(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func identifiers(_ text: Substring, allowingLeadingZeros: Bool) -> [Substring]? {
    let identifiers = text.split(separator: ".", omittingEmptySubsequences: false)
    for identifier in identifiers {
      let valid = identifier.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
      guard valid, !identifier.isEmpty else { return nil }
      if !allowingLeadingZeros, isNumeric(identifier), identifier.utf8.count > 1,
        identifier.utf8.first == UInt8(ascii: "0")
      {
        return nil
      }
    }
    return identifiers
  }

  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let leftCore = (left.major, left.minor, left.patch)
    let rightCore = (right.major, right.minor, right.patch)
    if leftCore != rightCore { return leftCore < rightCore }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      return precedes(one, other)
    }
    return left.prerelease.count < right.prerelease.count
  }

  private static func precedes(_ one: Substring, _ other: Substring) -> Bool {
    switch (isNumeric(one), isNumeric(other)) {
    // Without leading zeros the longer number is the greater, however many digits it has.
    case (true, true): (one.utf8.count, String(one)) < (other.utf8.count, String(other))
    case (true, false): true
    case (false, true): false
    case (false, false): one.utf8.lexicographicallyPrecedes(other.utf8)
    }
  }
}
