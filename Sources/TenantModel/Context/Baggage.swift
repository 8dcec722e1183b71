// SPDX-License-Identifier: Apache-2.0

/// What a `baggage` field carries (W3C Baggage), as far as members have to be told apart.
enum Baggage {
  /// A value without the members that speak of tenants; the others stay byte by byte.
  ///
  /// - Parameter value: The value of one field.
  /// - Returns: What stays; `nil` where nothing does.
  /// - Throws: ``IsolationViolation/malformedEncoding`` where a member has no key, or is not encoded well.
  static func stripped(_ value: String) throws(IsolationViolation) -> String? {
    guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 }) else { throw .malformedEncoding }
    var kept: [String] = []
    for member in value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      // Empty members are allowed in lists of fields, and say nothing.
      if member.allSatisfy(isSpace) { continue }
      if try !isOfTenants(member) { kept.append(String(Substring(member))) }
    }
    return kept.isEmpty ? nil : kept.joined(separator: ",")
  }

  private static func isOfTenants(_ member: Substring.UTF8View.SubSequence) throws(IsolationViolation) -> Bool {
    let assignment = member.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[0]
    let sides = assignment.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let key = trimmed(sides[0])
    guard sides.count == 2, !key.isEmpty, !key.contains(where: isSpace), let name = PercentEncoding.decoded(key),
      member.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .allSatisfy({ PercentEncoding.decoded($0) != nil })
    else { throw .malformedEncoding }
    // A reader that decodes keys, or folds their case, must find none either.
    let folded = name.utf8.map { ContextText.isUpperCase($0) ? $0 | 0x20 : $0 }
    return folded.elementsEqual("tenant".utf8) || folded.starts(with: "tenant.".utf8)
  }

  private static func trimmed(_ bytes: Substring.UTF8View.SubSequence) -> Substring.UTF8View.SubSequence {
    let rest = bytes.drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return rest }
    return rest[...last]
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
