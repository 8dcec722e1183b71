// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Attacks on how a request is led to its tenant.
enum EdgeAttacks {
  static let all = [
    Attack(1, "confused deputy: the right of one tenant, the object of another")
      .trying("a context of one for what another owns", by: .rules) { arena in
        let use = try arena.use()
        return try arena.refused([.contextRefused]) {
          try arena.administration.verifyContext(arena.token(arena.acme).text, for: use, owner: .id(arena.globex.id))
        }
      }
      .trying("the same, by the program", by: .rules) { arena in
        let result = try arena.tenantctl(
          "context verify - --audience \(Arena.audience) --tenant globex", input: arena.token(arena.acme).text)
        return arena.holds(result.status == 5 && result.output.isEmpty, else: result.output)
      }
      .trying("the scope of a context is its tenant's", by: .types) { arena in
        let scope = try arena.runtime.scope(verifying: arena.token(arena.acme).text, for: arena.use())
        return arena.holds(scope.tenant.id == arena.acme.id, else: "\(scope.tenant.slug)")
      },
    Attack(2, "the tenant of body, query or path wins over the token")
      .trying("two authenticated sources disagree, in either order", by: .rules) { arena in
        let sources = [TenantSource("token", arena.acme.id), TenantSource("path", arena.globex.id)]
        for order in [sources, sources.reversed()] {
          let verdict = try arena.refused([.isolationViolation]) {
            try arena.runtime.scope(agreedBy: order).tenant.slug
          }
          if case .gotThrough = verdict { return verdict }
        }
        return .refused
      }
      .trying("a parameter of the query", by: .rules) { arena in
        let query = try arena.runtime.crossing(query: "a=1&tenant=globex&%74enant_id=globex;tid=globex")
        return arena.holds(query == "a=1", else: query)
      },
    Attack(3, "a context, baggage or attribute that a client sent is believed")
      .trying("forged fields in every spelling", by: .rules) { arena in
        let forged = try ["Tenant-Context", "TENANT-context", "tenant_context", " Tenant-Context", "ce-tenantref"].map {
          CarriedField($0, try arena.token(arena.globex).text)
        }
        let crossed = try arena.runtime.crossing(forged + [CarriedField("baggage", "tenant.hint=globex,a=b")])
        return arena.holds(crossed == [CarriedField("baggage", "a=b")], else: "\(crossed.count) fields")
      }
      .trying("two contexts in one request", by: .rules) { arena in
        let fields = try [arena.acme, arena.globex].map { CarriedField("Tenant-Context", try arena.token($0).text) }
        return try arena.refused([.isolationViolation]) {
          try arena.runtime.scope(carriedBy: fields, for: arena.use()).tenant.slug
        }
      },
    Attack(
      5, "Unicode, case and look-alikes in ids",
      tests: ["anythingElseIsNoTenantID", "theAcceptedSlugsAreExactlyTheGrammar"]
    )
    .trying("other spellings of an id", by: .grammar) { arena in
      let id = arena.globex.id.rawValue
      for text in [
        id.uppercased(), id + " ", " " + id, id + "\0", id + ".", id.replacing("t_", with: "\u{FF54}_"),
        id + "\u{301}", "T" + id.dropFirst(), id + "%00", "\u{200B}" + id, "t\u{5F}\u{200D}" + id.dropFirst(2),
      ] {
        let verdict = try arena.refused([.invalidValue]) { try TenantID(parsing: text) }
        if case .gotThrough = verdict { return verdict }
      }
      return .refused
    }
    .trying("a slug in other letters, by the program", by: .grammar) { arena in
      let result = try arena.tenantctl("tenant show GLOBEX")
      return arena.holds(result.status == 2 && result.output.isEmpty, else: result.output)
    },
    Attack(6, "invalid percent-encodings become equal")
      .trying("two of them in baggage and query", by: .grammar) { arena in
        for text in ["%FF", "%C3%28"] {
          for body in [
            { () throws in _ = try arena.runtime.crossing([CarriedField("baggage", "a=\(text)")]) },
            { () throws in _ = try arena.runtime.crossing(query: "\(text)=1") },
          ] {
            let verdict = try arena.refused([.isolationViolation], body)
            if case .gotThrough = verdict { return verdict }
          }
        }
        return .refused
      },
    Attack(7, "one id is the beginning of another")
      .trying("the export of 'acme' and the tenant 'acme2'", by: .schema) { arena in
        let result = try arena.tenantctl("tenant export acme -")
        let other = try arena.administration.tenant(.slug(Slug(parsing: "acme2"))).id.rawValue
        return arena.holds(
          result.status == 0 && !result.output.contains(other) && !result.output.contains("acme2"),
          else: "the export speaks of acme2")
      }
      .trying("an id with something behind it", by: .grammar) { arena in
        try arena.refused([.invalidValue]) { try TenantID(parsing: arena.acme.id.rawValue + "2") }
      },
  ]
}
