// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What all tenants share at one revision, compiled and never changed; a request keeps the one it started with.
final class Snapshot: Sendable {
  let position: JournalPosition
  let tiers: [Slug: Tier]

  init(position: JournalPosition, tiers: [Slug: Tier]) {
    self.position = position
    self.tiers = tiers
  }

  /// Reads everything.
  convenience init(reading reader: StoreReader) throws {
    self.init(position: try reader.journalPosition(), tiers: try Self.tiers(reader))
  }

  /// Reads what has changed since another snapshot, and shares the rest with it.
  convenience init(reading reader: StoreReader, changes: SnapshotChanges, since earlier: Snapshot) throws {
    self.init(
      position: try reader.journalPosition(), tiers: changes.hasTiers ? try Self.tiers(reader) : earlier.tiers)
  }

  private static func tiers(_ reader: StoreReader) throws -> [Slug: Tier] {
    Dictionary(uniqueKeysWithValues: try reader.tiers().map { ($0.name, $0) })
  }
}
