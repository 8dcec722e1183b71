// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Attacks on what tenants keep: values, files, cached values, and what is waiting for them.
enum DataAttacks {
  static let all = [
    Attack(4, "a key of a cache without its tenant")
      .trying("the same key in the scope of another", by: .rules) { arena in
        let key = TenantCacheKey<String>("k")
        let globex = try arena.scope(arena.globex)
        try globex.run { try globex.cache.set(key, to: arena.canary, for: .seconds(60)) }
        let acme = try arena.scope(arena.acme)
        let found = try acme.run { try acme.cache.get(key) }
        return arena.holds(found == nil, else: "\(String(describing: found))")
      }
      .trying("the handle of another", by: .checks) { arena in
        let globex = try arena.scope(arena.globex)
        let key = TenantCacheKey<String>("k")
        try globex.run { try globex.cache.set(key, to: arena.canary, for: .seconds(60)) }
        return try arena.scope(arena.acme).run {
          try arena.refused([.isolationViolation]) { try globex.cache.get(key) }
        }
      },
    Attack(21, "old bytes behind a short value")
      .trying("a short file after a long one", by: .rules) { arena in
        let (scope, name) = (try arena.scope(arena.globex), try TenantFileName(parsing: "report"))
        try scope.run {
          try scope.files.write(Array(String(repeating: arena.canary, count: 100).utf8), to: name)
          try scope.files.write([1], to: name)
        }
        let found = try scope.run { try scope.files.read(name) }
        return arena.holds(found == [1], else: "\(found?.count ?? 0) bytes")
      },
    Attack(24, "what was queued is delivered after the end")
      .trying("values and keys after an offboarding", by: .checks, .rules) { arena in
        let scope = try arena.scope(arena.globex)
        _ = try scope.run { try scope.values.set("k", to: Array(arena.canary.utf8)) }
        arena.see(try arena.administration.offboard(.id(arena.globex.id), exportTo: nil))
        return try scope.run {
          try arena.refused([.contextRefused]) { try scope.values.get("k") }
        }
      }
      .trying("an event for a tenant that has left", by: .rules) { arena in
        _ = try arena.administration.offboard(.id(arena.globex.id), exportTo: nil)
        return try arena.refused([.tenantInactive, .eventRefused, .tenantIllegalTransition]) {
          try arena.administration.publishEvent(
            EventDraft(type: "t", subject: "a", data: Array(arena.canary.utf8)), to: "orders",
            of: .id(arena.globex.id), with: arena.master)
        }
      },
    Attack(
      34, "a stale router writes to the old pool", tests: ["writesNeedTheSamePlacement"]
    )
    .trying("a value, in a scope from before a move", by: .rules) { arena in
      let scope = try arena.scope(arena.globex)
      try arena.store.addSharedPool("other")
      _ = try arena.administration.migrate(.id(arena.globex.id), to: Slug(parsing: "other"))
      return try scope.run {
        try arena.refused([.contextRefused]) { try scope.values.set("k", to: [1]) }
      }
    },
    Attack(38, "a sealed payload is filed elsewhere")
      .trying("a value of another under a key of one's own", by: .cryptography) { arena in
        for tenant in [arena.acme, arena.globex] {
          let scope = try arena.scope(tenant)
          let value = tenant.id == arena.globex.id ? arena.canary : "mine"
          _ = try scope.run { try scope.values.set("k", to: Array(value.utf8)) }
        }
        let moved = try BuiltProgram.run(
          "/usr/bin/sqlite3",
          [
            arena.store.path,
            """
            UPDATE tenant_value SET sealed_value = (SELECT sealed_value FROM tenant_value
              WHERE tenant = '\(arena.globex.id)') WHERE tenant = '\(arena.acme.id)'
            """,
          ])
        guard moved.status == 0 else { throw TestSupportFault(moved.errors) }
        let scope = try arena.scope(arena.acme)
        return try scope.run {
          try arena.refused([.sealRefused]) {
            String(decoding: try scope.values.get("k")?.bytes ?? [], as: UTF8.self)
          }
        }
      },
  ]
}
