// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Attacks on what is bound to a task.
enum ScopeAttacks {
  static let all = [
    Attack(17, "a lost scope falls back to a default tenant")
      .trying("a task, a thread without a scope", by: .rules) { arena in
        try arena.refused([.contextMissing]) { try TenantScope.current.tenant.slug }
      }
      .trying("an item in a task without a scope", by: .checks) { arena in
        let item = try arena.scope(arena.acme).item(arena.canary)
        return try arena.refused([.contextMissing]) { try item.open() }
      },
    Attack(18, "a scope outlives its tenant, or meets another one after an await")
      .trying("work in flight after a suspension", by: .checks) { arena in
        let scope = try arena.scope(arena.globex)
        let item = try scope.item(arena.canary)
        arena.see(try arena.administration.suspend(.id(arena.globex.id)))
        return try arena.refused([.contextRefused]) { try scope.run { try item.open() } }
      }
      .trying("work that began before a resumption", by: .checks) { arena in
        let scope = try arena.scope(arena.globex)
        let item = try scope.item(arena.canary)
        arena.see(try arena.administration.suspend(.id(arena.globex.id)))
        arena.see(try arena.administration.resume(.id(arena.globex.id)))
        return try arena.refused([.contextRefused]) { try scope.run { try item.open() } }
      },
    Attack(19, "the consumer of a stream works in the scope of its creator")
      .trying("an item of one for a consumer of another", by: .checks) { arena in
        let item = try arena.scope(arena.globex).item(arena.canary)
        return try arena.scope(arena.acme).run {
          try arena.refused([.isolationViolation]) { try item.open() }
        }
      }
      .trying("a context of one sent in the work of another", by: .checks) { arena in
        var sent: [CarriedField] = []
        let scope = try arena.runtime.scope(verifying: arena.token(arena.globex).text, for: arena.use())
        return try arena.scope(arena.acme).run {
          try arena.refused([.isolationViolation]) {
            try scope.inject(into: &sent, using: FieldInjector())
            return sent.map(\.name)
          }
        }
      },
    Attack(
      22, "checked, then suspended, then done",
      tests: ["aSingleUseHappensOnceAndOnlyWithItsEffect", "aSuspensionRefusesAtOnce"]
    )
    .trying("a suspension between issue and single use", by: .rules) { arena in
      let token = try arena.token(arena.globex).text
      _ = try arena.administration.suspend(.id(arena.globex.id))
      return try arena.refused([.contextRefused]) {
        try arena.administration.useUpContext(token, for: arena.use()).tenant
      }
    },
    Attack(
      32, "counters, epochs and amounts that wrap",
      tests: ["farDatesAreOverflowsOrNever", "roundsTheLargestAmountsWithoutOverflow"]
    )
    .trying("a life beyond the end of time", by: .grammar) { arena in
      try arena.refused([.contextRefused, .invalidValue]) {
        var claims = try arena.token(arena.acme).claims
        claims.expiresAt = .max
        do throws(ContextRefusal) { try claims.validate() } catch { throw error.error }
        return claims.expiresAt
      }
    }
    .trying("more hops than there are", by: .grammar) { arena in
      let result = try arena.tenantctl(
        "context issue acme --audience \(Arena.audience) --subject u --purpose p --hops 9223372036854775807")
      return arena.holds(result.status == 6 || result.status == 2, else: "status \(result.status)")
    },
  ]
}
