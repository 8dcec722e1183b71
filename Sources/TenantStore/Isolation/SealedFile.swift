// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A file as it is stored: a head with the sealed name, and the content in sealed chunks.
///
/// The head, in the clear, is the byte 1, sixteen random bytes that tell this writing from every other one, and, each as eight
/// bytes with the highest first: the period, the count of all bytes, and the length of the sealed name. The region is that of
/// the tenant's home at the time, with its length before it. Chunks know their position, the whole length and the random
/// bytes, so none can be left out, put elsewhere, or be taken from an earlier writing.
package struct SealedFile: Sendable {
  /// How many bytes of the content are sealed together.
  package static let chunkBytes = 65_536

  private static let version: UInt8 = 1

  /// Keyed digest of the name, hexadecimal: the name in the folder.
  package let digest: String
  private let writing: [UInt8]
  private let period: SealPeriod
  private let region: Region
  private let count: Int64
  private let sealedName: [UInt8]
  private let chunks: ArraySlice<UInt8>

  /// Seals a file.
  ///
  /// - Parameters:
  ///   - content: The content.
  ///   - name: Its name.
  ///   - region: Where it is sealed.
  ///   - time: When it is sealed.
  ///   - root: The tenant's key.
  /// - Returns: The bytes to be stored.
  /// - Throws: What the cryptography throws.
  package static func seal(
    _ content: [UInt8], named name: TenantFileName, region: Region, at time: Timestamp, with root: TenantRoot
  ) throws -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let file = SealedFile(
      digest: digest(of: name, with: root), writing: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) },
      period: SealPeriod(containing: time), region: region, count: Int64(content.count), sealedName: [], chunks: [])
    var bytes: [UInt8] = [version] + file.writing
    func append(_ number: Int64) { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
    let sealedName = try SealedEnvelope.seal(
      name.rawValue.utf8, as: file.item(-1), with: root.dataKey(for: file.item(-1)))
    append(file.period.rawValue)
    append(file.count)
    append(Int64(sealedName.count))
    bytes.append(UInt8(region.rawValue.utf8.count))
    bytes += Array(region.rawValue.utf8)
    bytes += sealedName
    let key = root.dataKey(for: file.item(0))
    for (index, start) in stride(from: 0, to: content.count, by: chunkBytes).enumerated() {
      let chunk = content[start..<min(start + chunkBytes, content.count)]
      bytes += try SealedEnvelope.seal(chunk, as: file.item(Int64(index)), with: key)
    }
    return bytes
  }

  /// Reads what is stored, as far as that goes without a key.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - digest: The name in the folder.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  package init(_ bytes: [UInt8], digest: String) throws {
    var rest = ArraySlice(bytes)
    func take(_ count: Int64) throws -> ArraySlice<UInt8> {
      guard count >= 0, count <= rest.count else { throw SealedEnvelope.refusal }
      defer { rest = rest.dropFirst(Int(count)) }
      return rest.prefix(Int(count))
    }
    func number() throws -> Int64 { try take(8).reduce(0) { $0 << 8 | Int64($1) } }
    guard try take(1).first == Self.version else { throw SealedEnvelope.refusal }
    self.digest = digest
    writing = Array(try take(16))
    period = SealPeriod(rawValue: try number())
    count = try number()
    let nameLength = try number()
    let regionLength = Int64(try take(1).reduce(0) { $1 + $0 })
    guard let region = try? Region(parsing: String(decoding: try take(regionLength), as: UTF8.self)) else {
      throw SealedEnvelope.refusal
    }
    self.region = region
    sealedName = Array(try take(nameLength))
    chunks = rest
  }

  private init(
    digest: String, writing: [UInt8], period: SealPeriod, region: Region, count: Int64, sealedName: [UInt8],
    chunks: ArraySlice<UInt8>
  ) {
    self.digest = digest
    self.writing = writing
    self.period = period
    self.region = region
    self.count = count
    self.sealedName = sealedName
    self.chunks = chunks
  }

  /// The name in the folder of a file.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - root: The tenant's key.
  /// - Returns: 64 hexadecimal digits.
  package static func digest(of name: TenantFileName, with root: TenantRoot) -> String {
    Hexadecimal.text(root.digest(of: Array(name.rawValue.utf8), for: .files))
  }

  /// The name.
  ///
  /// - Parameter root: The tenant's key.
  /// - Returns: The name; it is that by which the file was found, or the file is refused.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  package func name(with root: TenantRoot) throws -> TenantFileName {
    let bytes = try SealedEnvelope.open(sealedName, as: item(-1), with: root.dataKey(for: item(-1)))
    guard let name = try? TenantFileName(parsing: String(decoding: bytes, as: UTF8.self)),
      Self.digest(of: name, with: root) == digest
    else { throw SealedEnvelope.refusal }
    return name
  }

  /// The content.
  ///
  /// - Parameter root: The tenant's key.
  /// - Returns: The content.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  package func content(with root: TenantRoot) throws -> [UInt8] {
    _ = try name(with: root)
    let key = root.dataKey(for: item(0))
    var content: [UInt8] = []
    var rest = chunks
    var index: Int64 = 0
    while !rest.isEmpty {
      let chunk = rest.prefix(Self.chunkBytes + SealedEnvelope.overhead)
      content += try SealedEnvelope.open(chunk, as: item(index), with: key)
      rest = rest.dropFirst(chunk.count)
      index += 1
    }
    // Each chunk knows the whole length, but one that is left out at the end says nothing.
    guard content.count == count else { throw SealedEnvelope.refusal }
    return content
  }

  /// What a chunk is bound to; the name is the chunk before the first.
  private func item(_ chunk: Int64) -> SealItem {
    SealItem(
      purpose: .files, stream: digest, period: period, region: region, item: Hexadecimal.text(writing), sequence: chunk,
      schema: String(count))
  }
}
