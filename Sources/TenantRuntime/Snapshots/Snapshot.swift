// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What all tenants share at one revision, compiled and never changed; a request keeps the one it started with.
final class Snapshot: Sendable {
  let position: JournalPosition
  let tiers: [Slug: Tier]
  let tierQuotas: [Slug: [QuotaKey: QuotaTimeline]]
  let flags: FlagSet
  let contextKeys: ContextKeyRing
  let identities: IdentityDirectory

  init(
    position: JournalPosition, tiers: [Slug: Tier], tierQuotas: [Slug: [QuotaKey: QuotaTimeline]], flags: FlagSet,
    contextKeys: ContextKeyRing, identities: IdentityDirectory
  ) {
    self.position = position
    self.tiers = tiers
    self.tierQuotas = tierQuotas
    self.flags = flags
    self.contextKeys = contextKeys
    self.identities = identities
  }

  /// The tiers whose tenants may have other quotas than in another snapshot, or rehearse others.
  func tiersWithOtherQuotas(than earlier: Snapshot) -> Set<Slug> {
    let changed = Set(tierQuotas.keys).union(earlier.tierQuotas.keys)
      .filter { tierQuotas[$0] != earlier.tierQuotas[$0] }
    let rehearsing = tiers.values.filter { tier in
      tier.shadow != earlier.tiers[tier.name]?.shadow || tier.shadow.map { changed.contains($0.as) } ?? false
    }
    return changed.union(rehearsing.map(\.name))
  }

  /// Reads everything.
  convenience init(reading reader: StoreReader) throws {
    self.init(
      position: try reader.journalPosition(), tiers: try Self.tiers(reader),
      tierQuotas: try Self.tierQuotas(reader), flags: try reader.flagSet(),
      contextKeys: ContextKeyRing(try reader.contextKeySet()), identities: try reader.identityDirectory())
  }

  /// Reads what has changed since another snapshot, and shares the rest with it.
  convenience init(reading reader: StoreReader, changes: SnapshotChanges, since earlier: Snapshot) throws {
    self.init(
      position: try reader.journalPosition(), tiers: changes.hasTiers ? try Self.tiers(reader) : earlier.tiers,
      tierQuotas: changes.hasTierQuotas ? try Self.tierQuotas(reader) : earlier.tierQuotas,
      flags: try Self.flags(reader, changed: changes.flags, since: earlier.flags),
      contextKeys: changes.hasContextKeys ? ContextKeyRing(try reader.contextKeySet()) : earlier.contextKeys,
      identities: changes.hasIdentities ? try reader.identityDirectory() : earlier.identities)
  }

  private static func tierQuotas(_ reader: StoreReader) throws -> [Slug: [QuotaKey: QuotaTimeline]] {
    var quotas: [Slug: [QuotaKey: QuotaTimeline]] = [:]
    for assignment in try reader.tierQuotas() {
      if case .tier(let tier) = assignment.scope {
        quotas[tier, default: [:]][assignment.quota.key] = assignment.timeline
      }
    }
    return quotas
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
