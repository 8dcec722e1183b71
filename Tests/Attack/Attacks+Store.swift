// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Attacks on what is stored, exported and typed by operators.
enum StoreAttacks {
  static let all = [
    Attack(9, "wildcards of LIKE in ids")
      .trying("no statement compares with LIKE or GLOB", by: .schema) { arena in
        let folder = "\(PackageFolder.path)/Sources/TenantStore"
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for file in files where file.hasSuffix(".swift") {
          let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
          // Names of tables are no ids.
          let lines = text.split(separator: "\n").filter { !$0.contains("name NOT LIKE 'sqlite%'") }
          for word in [" LIKE ", " GLOB "] where lines.contains(where: { $0.contains(word) }) {
            return .gotThrough("\(file) says\(word)")
          }
        }
        return arena.holds(files.count > 20, else: "no sources")
      }
      .trying("an external id that is a pattern", by: .schema) { arena in
        let result = try arena.tenantctl("tenant show billing:abc")
        return arena.holds(result.status == 3, else: result.output)
      },
    Attack(
      11, "a reference into the data of another tenant", tests: ["foreignKeysBetweenTenantTablesCarryTheTenant"]),
    Attack(12, "a name taken by another tenant tells of it", tests: ["theTenantComesFirstInEveryKeyOfATenantTable"]),
    Attack(
      16, "reading through errors, constraints and gaps",
      tests: ["anUnknownTenantLooksLikeAnother", "aTokenIsRefusedForWhatItIsNot"]
    )
    .trying("what another owns and what nobody owns", by: .rules) { arena in
      let absent = TenantID(bits: 1)
      var told: Set<String> = []
      for tenant in [arena.globex.id, absent] {
        var claims = try arena.token(arena.acme).claims
        claims.tenant = tenant
        let forged = ContextToken.text(
          ContextToken.signedBytes(claims, keyID: try arena.token(arena.acme).keyID),
          signature: try arena.token(arena.acme).signature)
        do {
          _ = try arena.runtime.scope(verifying: forged, for: arena.use())
          return .gotThrough("a forged context")
        } catch let error as TenantError {
          told.insert("\(error)\(error.details)")
        }
      }
      return arena.holds(told.count == 1, else: "\(told)")
    },
    Attack(
      26, "a restored backup brings another tenant back", tests: ["aRestoredStoreBringsItsKeysBack"]),
    Attack(27, "an export holds neighbours", tests: ["anExportHoldsNothingOfOthers"])
      .trying("the canary of another in a tenant's export", by: .schema) { arena in
        let path = arena.store.folder.file("acme.jsonl")
        let result = try arena.tenantctl("tenant export acme \(path)")
        let text = try arena.store.folder.read("acme.jsonl")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        return arena.holds(
          result.status == 0 && !text.contains(arena.canary) && !text.contains(arena.globex.id.rawValue)
            && mode & 0o077 == 0, else: "mode \(String(mode, radix: 8))")
      },
    Attack(31, "path traversal and names of files")
      .trying("ids that are paths", by: .grammar) { arena in
        for text in ["../globex", "t_../../../../etc/passwd0000000", "/etc/passwd", "t_\0", "CON", "k_../.."] {
          for body in [
            { () throws in _ = try TenantID(parsing: text) }, { () throws in _ = try ContextKeyID(parsing: text) },
            { () throws in _ = try Slug(parsing: text) },
          ] {
            let verdict = try arena.refused([.invalidValue], body)
            if case .gotThrough = verdict { return .gotThrough(text) }
          }
        }
        return .refused
      },
    Attack(40, "the operator's path: the wrong tenant, all tenants, no tenant")
      .trying("offboarding without the name", by: .confirmation) { arena in
        let result = try arena.tenantctl("tenant offboard globex --no-export --yes")
        return arena.holds(
          try result.status == 2 && arena.administration.tenant(.id(arena.globex.id)).state == .active,
          else: "status \(result.status)")
      }
      .trying("offboarding with the name of another", by: .confirmation) { arena in
        let result = try arena.tenantctl("tenant offboard globex --no-export --confirm acme")
        return arena.holds(
          try result.status == 2 && arena.administration.tenant(.id(arena.globex.id)).state == .active,
          else: "status \(result.status)")
      }
      .trying("a command without a tenant takes no usual one", by: .confirmation) { arena in
        let result = try arena.tenantctl("tenant suspend")
        return arena.holds(result.status == 2, else: "status \(result.status)")
      }
      .trying("each call is journalled: who, why, for whom", by: .rules) { arena in
        _ = try arena.tenantctl("tenant suspend globex --reason why --actor eve")
        let entry = try JSONValue(parsing: arena.tenantctl("journal list --limit 1 --json").output).array?.first
        let told = ["actor", "reason", "tenant"].map { entry?[$0]?.string ?? "" }
        return arena.holds(told == ["eve", "why", arena.globex.id.rawValue], else: "\(told)")
      },
  ]
}
