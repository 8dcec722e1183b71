// SPDX-License-Identifier: Apache-2.0

/// Which payload of its tenant a sealed one is: what it is for, and its place.
///
/// Whoever opens a payload says where it was found. One that was put into another place does not open there.
package struct SealItem: Hashable, Sendable {
  /// What the payload is for.
  package var purpose: SealPurpose
  /// The stream, file or namespace.
  package var stream: String
  /// The thirty days in which it is sealed.
  package var period: SealPeriod
  /// The region in which it is sealed.
  package var region: Region
  /// The event or entry within the stream.
  package var item: String
  /// The position or version.
  package var sequence: Int64
  /// How the payload is to be read.
  package var schema: String
  /// Who made it.
  package var producer: String

  /// Describes a payload.
  ///
  /// - Parameters:
  ///   - purpose: What it is for.
  ///   - stream: The stream, file or namespace.
  ///   - period: The thirty days in which it is sealed.
  ///   - region: The region in which it is sealed.
  ///   - item: The event or entry within the stream.
  ///   - sequence: The position or version.
  ///   - schema: How it is to be read.
  ///   - producer: Who made it.
  package init(
    purpose: SealPurpose, stream: String, period: SealPeriod, region: Region, item: String, sequence: Int64,
    schema: String = "", producer: String = ""
  ) {
    self.purpose = purpose
    self.stream = stream
    self.period = period
    self.region = region
    self.item = item
    self.sequence = sequence
    self.schema = schema
    self.producer = producer
  }

  /// The bytes that are authenticated with the payload, of which no two descriptions have the same.
  ///
  /// Each field stands in its fixed place behind its length, eight bytes with the highest first, so that `("a", "bc")` and
  /// `("ab", "c")` differ. Texts are written byte by byte: what Swift calls equal but is spelt differently differs here too.
  ///
  /// - Parameter owner: Whose key seals it.
  /// - Returns: The bytes.
  package func associatedData(_ owner: SealOwner) -> [UInt8] {
    var bytes = LengthPrefixed()
    bytes.append("tenantctl sealed 1")
    bytes.append(owner.tenant.rawValue)
    bytes.append(owner.incarnation)
    bytes.append(region.rawValue)
    bytes.append(purpose.rawValue)
    bytes.append(stream)
    bytes.append(period.rawValue)
    bytes.append(item)
    bytes.append(sequence)
    bytes.append(schema)
    bytes.append(owner.keyID.rawValue)
    bytes.append(producer)
    return bytes.bytes
  }

  /// The bytes that tell the data key apart from every other one of the tenant.
  package var keyLabel: [UInt8] {
    var bytes = LengthPrefixed()
    bytes.append("tenantctl data key 1")
    bytes.append(purpose.rawValue)
    bytes.append(stream)
    bytes.append(period.rawValue)
    return bytes.bytes
  }
}

/// Fields one after the other, each behind its length.
package struct LengthPrefixed: Sendable {
  /// What was appended so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts without fields.
  package init() {
    bytes.reserveCapacity(256)
  }

  /// Appends a field of bytes.
  ///
  /// - Parameter field: The bytes.
  package mutating func append(_ field: some Collection<UInt8>) {
    appendNumber(Int64(field.count))
    bytes.append(contentsOf: field)
  }

  /// Appends a text as its UTF-8 bytes.
  ///
  /// - Parameter text: The text.
  package mutating func append(_ text: String) {
    append(text.utf8)
  }

  /// Appends a number as a field of eight bytes, the highest first.
  ///
  /// - Parameter number: The number.
  package mutating func append(_ number: Int64) {
    appendNumber(8)
    appendNumber(number)
  }

  private mutating func appendNumber(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
