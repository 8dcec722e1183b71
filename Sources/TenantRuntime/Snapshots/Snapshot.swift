// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What all tenants share at one revision, compiled and never changed; a request keeps the one it started with.
final class Snapshot: Sendable {
  let position: JournalPosition
  let tiers: [Slug: Tier]
  let flags: FlagSet

  init(position: JournalPosition, tiers: [Slug: Tier], flags: FlagSet) {
    self.position = position
    self.tiers = tiers
    self.flags = flags
  }

  /// Reads everything.
  convenience init(reading reader: StoreReader) throws {
    self.init(position: try reader.journalPosition(), tiers: try Self.tiers(reader), flags: try reader.flagSet())
  }

  /// Reads what has changed since another snapshot, and shares the rest with it.
  convenience init(reading reader: StoreReader, changes: SnapshotChanges, since earlier: Snapshot) throws {
    self.init(
      position: try reader.journalPosition(), tiers: changes.hasTiers ? try Self.tiers(reader) : earlier.tiers,
      flags: try Self.flags(reader, changed: changes.flags, since: earlier.flags))
  }

  private static func flags(
    _ reader: StoreReader, changed: Set<FlagKey>, since earlier: FlagSet
  ) throws -> FlagSet {
    if changed.isEmpty { return earlier }
    let unchanged = earlier.flags.filter { !changed.contains($0.key) }
    return try FlagSet(unchanged + changed.sorted().compactMap { try reader.flag($0) })
  }

  private static func tiers(_ reader: StoreReader) throws -> [Slug: Tier] {
    Dictionary(uniqueKeysWithValues: try reader.tiers().map { ($0.name, $0) })
  }
}
