// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Attacks on contexts and identity tokens.
enum TokenAttacks {
  static let all = [
    Attack(
      25, "a reused name brings data, caches and tokens back",
      tests: ["suspendResumeAndOffboardEndContexts", "anOffboardedTenantIsRefused"]
    )
    .trying("the context of a tenant that left", by: .rules) { arena in
      let token = try arena.token(arena.globex).text
      arena.see(try arena.administration.offboard(.id(arena.globex.id), exportTo: nil))
      return try arena.refused([.contextRefused]) {
        try arena.runtime.scope(verifying: token, for: arena.use()).tenant.slug
      }
    }
    .trying("its slug for a new tenant", by: .schema) { arena in
      arena.see(try arena.administration.offboard(.id(arena.globex.id), exportTo: nil))
      return try arena.refused([.tenantSlugTaken, .tenantExists]) {
        try arena.administration.onboard(.sample("globex"))
      }
    },
    Attack(
      28, "tokens and secrets in messages, journal and crash reports",
      tests: ["aTokenThatIsPrintedGivesNothingAway", "aTokenThatIsRefusedIsToldAlikeAndJournalled"]
    )
    .trying("sixteen bytes of a token anywhere but in its own answer", by: .types) { arena in
      let token = try arena.token(arena.acme).text
      var seen = ""
      for command in [
        "context verify - --audience prod.example/other --verbose", "context verify - --audience \(Arena.audience)x",
        "context inspect - --output csv --fields tid", "journal list --json", "doctor",
      ] {
        let result = try arena.tenantctl(command, input: token)
        seen += result.output + result.errors
      }
      // Ids of keys are public.
      let pieces = Array(token.utf8).dropFirst("tct1.k_00000000000000000000000000.".utf8.count)
      let found = stride(from: pieces.startIndex, through: pieces.endIndex - 16, by: 1).contains { start in
        seen.contains(String(decoding: pieces[start..<(start + 16)], as: UTF8.self))
      }
      return arena.holds(!found, else: "a piece of the token")
    },
    Attack(30, "what hints at tenants leaves the domain of trust")
      .trying("baggage and contexts on the way out", by: .rules) { arena in
        let sent = [
          CarriedField("Tenant-Context", try arena.token(arena.acme).text), CarriedField("baggage", "tenant.hint=x"),
          CarriedField("accept", "*/*"),
        ]
        let crossed = try arena.runtime.crossing(sent)
        return arena.holds(crossed.map(\.name) == ["accept"], else: "\(crossed.map(\.name))")
      },
    Attack(
      33, "a hash or a shortened one taken for an identity",
      tests: ["onlyGoodSignaturesAreRememberedAndNeverMoreThanFit"]
    )
    .trying("a token that differs where no hash looks", by: .signatures) { arena in
      let token = try arena.token(arena.acme).text
      _ = try arena.runtime.scope(verifying: token, for: arena.use())
      var bytes = Array(token.utf8)
      bytes[60] ^= 1
      return try arena.refused([.contextRefused]) {
        try arena.runtime.scope(verifying: String(decoding: bytes, as: UTF8.self), for: arena.use()).tenant.slug
      }
    },
    Attack(
      37, "token confusion: audience, issuer, algorithm, version, expiry, signature, key id",
      tests: [
        "everyByteOfATokenCounts", "claimsUnderTheSignatureOfOthersAreRefused", "fieldsAreKnownGivenOnceAndOfTheirType",
        "theAudienceIsExactlyTheOneThatIsCalled", "eachAlgorithmIsVerified",
      ]
    )
    .trying("every bit of a token", by: .signatures) { arena in
      let (token, use) = (try arena.token(arena.acme).text, try arena.use())
      for index in token.utf8.indices {
        for bit in 0..<8 {
          var bytes = Array(token.utf8)
          bytes[token.utf8.distance(from: token.utf8.startIndex, to: index)] ^= 1 << bit
          // What is not UTF-8 any more never reaches a parser.
          guard let bent = String(validating: bytes, as: UTF8.self) else { continue }
          let verdict = try arena.refused([.contextRefused]) {
            try arena.runtime.scope(verifying: bent, for: use).tenant.slug
          }
          if case .gotThrough = verdict { return .gotThrough("bit \(bit) of byte \(index)") }
        }
      }
      return .refused
    }
    .trying("another audience", by: .rules) { arena in
      let token = try arena.token(arena.acme, audience: "prod.example/invoices").text
      return try arena.refused([.contextRefused]) {
        try arena.runtime.scope(verifying: token, for: arena.use()).tenant.slug
      }
    }
    .trying("the keys of another store", by: .signatures) { arena in
      let other = try Arena(seed: 99)
      let token = try other.token(other.acme).text
      return try arena.refused([.contextRefused]) {
        try arena.runtime.scope(verifying: token, for: arena.use()).tenant.slug
      }
    },
  ]
}
