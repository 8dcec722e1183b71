// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// Tells whether two bills hold the same charges, in whatever order and spelling.
///
/// It is the sum of the SHA-256 of the lines, modulo 2²⁵⁶: enough against mistakes, which is what repeated imports are; the
/// operator who imports has nothing to gain from a collision.
struct ChargeDigest {
  private var words: [UInt64] = [0, 0, 0, 0]

  /// Adds a line; its place in the file does not matter.
  mutating func add(_ line: BillLine) {
    var fields: [JSONValue] = [
      .string(line.period.rawValue), .string(line.cost.description), .string(line.service),
      .object(line.tags.mapValues(JSONValue.string)),
    ]
    fields += [
      line.provider, line.billingAccount, line.subAccount, line.category, line.chargeCategory, line.region,
      line.resource,
      line.summary, line.chargeStart?.description, line.chargeEnd?.description,
    ].map { $0.map(JSONValue.string) ?? .null }
    var carry: UInt64 = 0
    SHA256.hash(data: Array(JSONValue.array(fields).description.utf8)).withUnsafeBytes { bytes in
      for index in words.indices {
        let (sum, overflow) = words[index].addingReportingOverflow(
          bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).littleEndian)
        let (carried, overflow2) = sum.addingReportingOverflow(carry)
        words[index] = carried
        carry = overflow || overflow2 ? 1 : 0
      }
    }
  }

  /// The digest of all lines, hexadecimal.
  var text: String {
    Hexadecimal.text(words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } })
  }
}
