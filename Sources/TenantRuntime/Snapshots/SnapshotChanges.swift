// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What journal rows say must be read again.
struct SnapshotChanges {
  private(set) var hasTiers = false
  private(set) var hasTierQuotas = false
  private(set) var hasContextKeys = false
  private(set) var hasIdentities = false
  private(set) var flags: Set<FlagKey> = []
  /// Every tenant that a row names, whatever it is about: a capability of tomorrow is covered without a word here.
  private(set) var tenants: Set<TenantID> = []

  mutating func add(_ notice: JournalNotice) throws {
    // These tell of use or of an attempt; they change nothing that a snapshot holds.
    if [.quotaAlert, .identityRefuse, .grantDeliver].contains(notice.kind) { return }
    if JournalKind.disclosures.contains(notice.kind) { return }
    // Also where a tenant is named, to whom claims lead or led.
    if notice.kind.noun == "identity" { hasIdentities = true }
    if let tenant = notice.tenant {
      tenants.insert(tenant)
      return
    }
    switch notice.kind.noun {
    case "tier": hasTiers = true
    case "quota": hasTierQuotas = true
    case "key": hasContextKeys = true
    case "flag": flags.insert(try FlagKey(parsing: notice.key))
    default: break
    }
  }
}
