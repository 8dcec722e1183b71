// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension SealedValue {
  /// Seals a value and its name.
  ///
  /// - Parameters:
  ///   - bytes: The value.
  ///   - name: The name.
  ///   - digest: The keyed digest of the name.
  ///   - version: The number that the value is given.
  ///   - region: Where it is sealed.
  ///   - time: When it is sealed.
  ///   - root: The tenant's key.
  /// - Throws: What the cryptography throws.
  package init(
    sealing bytes: [UInt8], named name: [UInt8], digest: [UInt8], version: Int64, region: Region, at time: Timestamp,
    with root: TenantRoot
  ) throws {
    let place = SealedValue(
      digest: digest, version: version, period: SealPeriod(containing: time), region: region, name: [], value: [],
      updatedAt: time)
    self.init(
      digest: digest, version: version, period: place.period, region: region,
      name: try SealedEnvelope.seal(name, as: place.nameItem, with: root.dataKey(for: place.nameItem)),
      value: try SealedEnvelope.seal(bytes, as: place.valueItem, with: root.dataKey(for: place.valueItem)),
      updatedAt: time)
  }

  /// The name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  package func openedName(with root: TenantRoot) throws -> [UInt8] {
    try SealedEnvelope.open(name, as: nameItem, with: root.dataKey(for: nameItem))
  }

  /// The value.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  package func openedValue(with root: TenantRoot) throws -> [UInt8] {
    try SealedEnvelope.open(value, as: valueItem, with: root.dataKey(for: valueItem))
  }

  /// The value as it is exported: the bytes in base64 with the alphabet of URLs.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``.
  func openedRow(with root: TenantRoot) throws -> JSONValue {
    .object([
      "incarnation": JSONValue(root.owner.incarnation),
      "name": .string(String(decoding: try openedName(with: root), as: UTF8.self)),
      "tenant": .string(root.owner.tenant.rawValue), "updated_at": JSONValue(updatedAt.microseconds),
      "value": .string(Base64URL.text(try openedValue(with: root))), "version": JSONValue(version),
    ])
  }
}
