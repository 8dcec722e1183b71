// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What a new store was given.
package struct StoreCreation: Codable, Equatable, Sendable {
  /// Path of the file.
  package let path: String
  /// Random identity of the store.
  package let storeID: String
  /// Version of the schema.
  package let schema: Int64
  /// Names of the tiers it starts with.
  package let tiers: [String]
}

extension Administration {
  /// Creates a store, with the built-in tiers unless it is to be bare.
  ///
  /// - Parameters:
  ///   - path: Path of the new file; missing folders are created.
  ///   - bare: Whether the store starts without tiers.
  ///   - ifNotExists: Whether a store that is there already is accepted.
  ///   - session: Who operates; a dry run creates the store and removes it again.
  ///   - masterKey: What private keys are wrapped by, made where it is missing; without it the store has no signing keys.
  /// - Returns: What the store was given.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeExists`` where something is there already.
  package static func initialize(
    at path: String, bare: Bool, ifNotExists: Bool = false, session: OperatorSession,
    masterKey: MasterKeyFile? = nil
  ) throws -> Outcome<StoreCreation> {
    if ifNotExists, let existing = try? Administration(opening: path, access: .readOnly, session: session) {
      let creation = try existing.store.read { reader in
        StoreCreation(
          path: path, storeID: try reader.storeID(), schema: StoreSchema.currentVersion,
          tiers: try reader.tiers().map(\.name.rawValue))
      }
      return Outcome(value: creation, revision: 0, changes: 0, isDryRun: session.isDryRun)
    }
    let change = Change(
      actor: session.actor, reason: session.reason, time: session.now(), isDryRun: session.isDryRun)
    let storeID = Hexadecimal.text(withUnsafeBytes(of: session.randomBits().bigEndian, Array.init))
    func create(_ makeKeys: (StoreWriter) throws -> Void) throws -> [Tier] {
      try StateStore.create(at: path, storeID: storeID, change: change) { writer in
        let tiers = bare ? [] : try populate(writer)
        try makeKeys(writer)
        return tiers
      }
    }
    let tiers: [Tier]
    if let masterKey {
      tiers = try masterKey.making(isDryRun: session.isDryRun) { key in
        try create { _ = try $0.rotateKeys(with: key(), randomBits: session.randomBits) }
      }
    } else {
      tiers = try create { _ in }
    }
    let creation = StoreCreation(
      path: path, storeID: storeID, schema: StoreSchema.currentVersion, tiers: tiers.map(\.name.rawValue))
    return Outcome(value: creation, revision: 1, changes: 1, isDryRun: session.isDryRun)
  }

  private static func populate(_ writer: StoreWriter) throws -> [Tier] {
    let tiers = try BuiltinTiers.tiers(createdAt: writer.change.time)
    for tier in tiers {
      try writer.put(tier)
      try writer.record(.tierCreate, key: tier.name.rawValue, after: tier)
    }
    try BuiltinQuotas.populate(writer)
    return tiers
  }
}
