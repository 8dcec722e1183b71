// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension StoreReader {
  /// What is wrong with the flags and their overrides.
  ///
  /// Tiers are named inside of documents, so these rules cannot be put as queries.
  func flagFindings() throws -> [StoreFinding] {
    var damaged: [String] = []
    var flags: [FeatureFlag] = []
    try forEach("SELECT key, document, checksum FROM flag ORDER BY key") { row in
      do {
        flags.append(try FlagRow(key: row.text(0), document: row.text(1), checksum: row.blob(2)).flag())
      } catch let fault as TenantError {
        damaged.append(fault.message)
      }
    }
    let documents = StoreFinding.of(
      "flag-documents", damaged, ok: "every flag has the checksum it was written with",
      advice: "'tenantctl flag history FLAG' shows the last good document; restore a backup with 'tenantctl restore'")
    // What refers to a damaged flag cannot be judged.
    guard damaged.isEmpty else { return [documents] }
    return [documents, try referenceFinding(flags)]
  }

  private func referenceFinding(_ flags: [FeatureFlag]) throws -> StoreFinding {
    var faults: [String] = []
    do {
      _ = try FlagSet(flags)
    } catch let fault as TenantError {
      faults.append(fault.message)
    }
    let tiers = Set(try tiers().map(\.name))
    var variants: [FlagKey: Set<VariantName>] = [:]
    for flag in flags {
      variants[flag.key] = Set(flag.variants.map(\.name))
      for tier in flag.entitledTiers where !tiers.contains(tier) {
        faults.append("flag '\(flag.key)' is for tier '\(tier)', which does not exist")
      }
    }
    try forEach("SELECT DISTINCT flag, variant FROM flag_override ORDER BY flag, variant") { row in
      let (flag, variant) = (try row.parsed(0, as: FlagKey.self), try row.parsed(1, as: VariantName.self))
      if variants[flag]?.contains(variant) != true {
        faults.append("an override names variant '\(variant)' of flag '\(flag)', which does not exist")
      }
    }
    return StoreFinding.of(
      "flag-references", faults, ok: "flags and overrides name only what exists",
      advice: "change the flag with 'tenantctl flag update', or clear the override with 'tenantctl flag override'")
  }
}

extension StoreFinding {
  /// One finding from all that a check came upon.
  fileprivate static func of(_ check: String, _ faults: [String], ok: String, advice: String) -> StoreFinding {
    if faults.isEmpty { return StoreFinding(check, .ok, ok) }
    let more = faults.count > 3 ? " and \(faults.count - 3) more" : ""
    return StoreFinding(check, .error, faults.prefix(3).joined(separator: "; ") + more, advice: advice)
  }
}
