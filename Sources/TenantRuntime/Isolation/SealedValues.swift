// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The values of a tenant within a transaction, whoever began it.
struct SealedValues {
  /// The tenant's key; its owner is whose values they are.
  let root: TenantRoot
  /// Where what is written is sealed.
  let region: Region

  /// The value of a name; `nil` where there is none.
  func get(_ name: ValueName, _ reader: StoreReader) throws -> TenantValue? {
    try reader.sealedValue(digest(name), of: root.owner)?.value(named: name.bytes, with: root)
  }

  /// Writes a value.
  ///
  /// - Returns: Its version.
  func set(
    _ name: ValueName, to bytes: [UInt8], if condition: TenantValueCondition, _ writer: StoreWriter
  ) throws -> Int64 {
    guard bytes.count <= TenantValues.maximumValueBytes else {
      throw TenantError(
        .invalidValue, "a value of \(bytes.count) bytes is too long",
        hint: "a value has at most \(TenantValues.maximumValueBytes) bytes; keep more in 'scope.files'")
    }
    let digest = digest(name)
    try condition.require(writer.sealedValue(digest, of: root.owner)?.version)
    let value = try SealedValue(
      sealing: bytes, named: name.bytes, digest: digest, version: writer.nextValueVersion(of: root.owner),
      region: region,
      at: writer.change.time, with: root)
    try writer.put(value, of: root.owner)
    return value.version
  }

  /// Deletes a value.
  ///
  /// - Returns: Whether there was one.
  func delete(_ name: ValueName, if condition: TenantValueCondition, _ writer: StoreWriter) throws -> Bool {
    let digest = digest(name)
    try condition.require(writer.sealedValue(digest, of: root.owner)?.version)
    return try writer.deleteValue(digest, of: root.owner)
  }

  private func digest(_ name: ValueName) -> [UInt8] { root.digest(of: name.bytes, for: .values) }
}

/// The name of a value, of a length that values have.
struct ValueName {
  let bytes: [UInt8]

  init(_ name: String) throws {
    bytes = Array(name.utf8)
    guard (1...TenantValues.maximumNameBytes).contains(bytes.count) else {
      throw TenantError(
        .invalidValue, "a name of \(bytes.count) bytes is not one of a value",
        hint: "use 1 to \(TenantValues.maximumNameBytes) bytes")
    }
  }
}

extension TenantValueCondition {
  /// Refuses where something else is stored than what is expected.
  func require(_ version: Int64?) throws {
    switch self {
    case .none: return
    case .absent: if version == nil { return }
    case .version(let wanted): if version == wanted { return }
    }
    throw TenantError(
      .versionMismatch, "another value is stored than the one that was expected",
      hint: "read it again and decide again", details: ["version": version.map(String.init) ?? "none"])
  }
}
