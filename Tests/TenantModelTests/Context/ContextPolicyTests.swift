// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct ContextPolicyTests {
  private func decide(
    at now: Timestamp = ContextSamples.at(10), of tenant: ContextTenant? = nil,
    _ edit: (inout ContextClaims, inout ContextUse) throws -> Void = { _, _ in }
  ) throws -> ContextRefusal? {
    var claims = try ContextSamples.claims()
    var use = try ContextSamples.use()
    try edit(&claims, &use)
    let tenant = try tenant ?? ContextSamples.tenant()
    return refusal { try ContextPolicy.check(claims, use, of: tenant, at: now) }
  }

  @Test func whatIsInOrderIsAccepted() throws {
    #expect(try decide() == nil)
    #expect(try decide { $1.purpose = nil } == nil)
    #expect(try decide { $1.writes = true } == nil)
    #expect(try decide { $1.crossesRegions = true } == nil)
    #expect(try decide { $1.passesOn = true } == nil)
  }

  /// Row 37: another audience.
  @Test func theAudienceIsExactlyTheOneThatIsCalled() throws {
    for other in ["prod.example/order", "prod.example/orders2", "prod.example/payments", "test.example/orders"] {
      #expect(try decide { $1.audience = try ContextAudience(parsing: other) } == .wrongAudience)
    }
  }

  /// Row 37: expired within and beyond the skew.
  ///
  /// Both ends are a matter of one microsecond.
  @Test func expirySkewIsFiveSecondsAndNoMicrosecondMore() throws {
    #expect(try decide(at: ContextSamples.at(65, microseconds: -1)) == nil)
    #expect(try decide(at: ContextSamples.at(65)) == .expired)
    #expect(try decide(at: ContextSamples.at(-5)) == nil)
    #expect(try decide(at: ContextSamples.at(-5, microseconds: -1)) == .notYetValid)
    #expect(try decide(at: ContextSamples.at(4)) { claims, _ in claims.notBefore += 10 } == .notYetValid)
    #expect(try decide(at: ContextSamples.at(5)) { claims, _ in claims.notBefore += 10 } == nil)
    for instant in [Int64.min, .max] {
      #expect(try decide(at: Timestamp(microseconds: instant)) != nil)
    }
  }

  /// Mutant of section 8: a clock that goes backwards must not extend a context.
  @Test func aClockThatGoesBackIsNoExtension() throws {
    #expect(try decide(at: ContextSamples.at(-3_600)) == .notYetValid)
  }

  @Test func nothingLivesLongerThanFiveMinutes() throws {
    #expect(try decide { claims, _ in claims.expiresAt = claims.issuedAt + 300 } == nil)
    #expect(try decide { claims, _ in claims.expiresAt = claims.issuedAt + 301 } == .tooLongLived)
    #expect(try decide { claims, _ in claims.expiresAt = .max } == .malformed)
    #expect(try decide { claims, _ in claims.expiresAt = claims.notBefore - 1 } == .malformed)
  }

  /// Rows 1 and 2: the token names one tenant, what is addressed belongs to another.
  @Test func theOwnerOfWhatIsAddressedMustBeTheTenantOfTheToken() throws {
    #expect(try decide(of: ContextSamples.tenant(bits: 6)) == .wrongTenant)
    #expect(try decide { claims, _ in claims.tenant = TenantID(bits: 6) } == .wrongTenant)
  }

  /// Row 25: what was issued to an earlier incarnation is not for the next one, nor the other way.
  @Test func incarnationsAreNotMixed() throws {
    for other: Int64 in [1, 3] { #expect(try decide { claims, _ in claims.incarnation = other } == .wrongIncarnation) }
  }

  /// Row 22, and the mutant that reverses the comparison: what is older than the stored epoch is refused, what is newer is
  /// not, because a verifier may know less than the issuer.
  @Test func olderLifecycleEpochsAreRefused() throws {
    for epoch: Int64 in [1, 2] { #expect(try decide { claims, _ in claims.lifecycleEpoch = epoch } == .staleLifecycle) }
    for epoch: Int64 in [3, 4, .max] { #expect(try decide { claims, _ in claims.lifecycleEpoch = epoch } == nil) }
    for state in TenantState.allCases where state != .active {
      #expect(try decide(of: ContextSamples.tenant(state: state)) == .staleLifecycle)
    }
  }

  /// Row 34: a write needs exactly the placement that both know.
  @Test func writesNeedTheSamePlacement() throws {
    for epoch: Int64 in [3, 5] {
      #expect(
        try decide {
          $0.placementEpoch = epoch
          $1.writes = true
        } == .stalePlacement)
      #expect(try decide { claims, _ in claims.placementEpoch = epoch } == nil)
    }
  }

  @Test func otherRegionsNeedTheSameResidency() throws {
    #expect(
      try decide {
        $0.residency = try ContextSamples.digest(8)
        $1.crossesRegions = true
      } == .wrongResidency)
    #expect(try decide { claims, _ in claims.residency = try ContextSamples.digest(8) } == nil)
  }

  @Test func purposesAreComparedAsTheyAre() throws {
    for other in ["orders", "orders.read.all", "orders.rea", "orders.delete"] {
      #expect(try decide { $1.purpose = try ContextPurpose(parsing: other) } == .missingScope)
    }
  }

  @Test func theCallerIsTheOneThatTheTransportKnows() throws {
    let caller = try ContextCaller(parsing: "spiffe://prod.example/edge")
    #expect(try decide { $1.caller = caller } == .wrongCaller)
    #expect(
      try decide {
        $0.caller = caller
        $1.caller = caller
      } == nil)
    #expect(
      try decide {
        $0.caller = caller
        $1.caller = try ContextCaller(parsing: "spiffe://prod.example/edge2")
      } == .wrongCaller)
    #expect(try decide { claims, _ in claims.caller = caller } == nil)
  }

  @Test func aBoundContextNeedsItsKey() throws {
    let key = try ContextSamples.digest(1)
    #expect(try decide { claims, _ in claims.confirmation = key } == .wrongConfirmation)
    #expect(
      try decide {
        $0.confirmation = key
        $1.confirmation = try ContextSamples.digest(2)
      } == .wrongConfirmation)
    #expect(
      try decide {
        $0.confirmation = key
        $1.confirmation = key
      } == nil)
    #expect(try decide { $1.confirmation = key } == nil)
  }

  @Test func whatHasNoHopsIsNotPassedOn() throws {
    #expect(
      try decide {
        $0.hops = 0
        $1.passesOn = true
      } == .noHopsLeft)
    #expect(try decide { claims, _ in claims.hops = 0 } == nil)
  }

  @Test func everyRefusalIsToldWithItsReason() {
    #expect(Set(ContextRefusal.allCases.map(\.rawValue)).count == ContextRefusal.allCases.count)
    for refusal in ContextRefusal.allCases {
      #expect(refusal.error.code == .contextRefused && refusal.error.details == ["reason": refusal.rawValue])
      #expect(refusal.error.hint?.isEmpty == false && !refusal.error.message.hasSuffix("."))
    }
  }
}

@Suite struct ContextAttenuationTests {
  private func attenuation(_ purposes: [String]?, life: Int64 = 60) throws -> ContextAttenuation {
    var attenuation = ContextAttenuation(audience: try ContextAudience(parsing: "prod.example/payments"))
    attenuation.purposes = try purposes?.map { try ContextPurpose(parsing: $0) }
    attenuation.lifeSeconds = life
    return attenuation
  }

  @Test func anExchangeKeepsTheChainAndNarrowsTheRest() throws {
    var before = try ContextSamples.claims()
    before.confirmation = try ContextSamples.digest(9)
    before.caller = try ContextCaller(parsing: "spiffe://prod.example/edge")
    let after = try before.attenuated(attenuation(["orders.read"]), at: ContextSamples.at(30, microseconds: 999_999))
    var expected = before
    expected.audience = try ContextAudience(parsing: "prod.example/payments")
    expected.purposes = [try ContextPurpose(parsing: "orders.read")]
    expected.caller = nil
    expected.hops = 1
    expected.issuedAt += 30
    expected.notBefore += 30
    #expect(after == expected)
  }

  @Test func scopeNeverWidens() throws {
    let before = try ContextSamples.claims()
    for asked in [["orders.delete"], ["orders.read", "orders.delete"], ["orders"], []] {
      #expect(refusal { _ = try before.attenuated(attenuation(asked), at: ContextSamples.at(1)) } == .widerScope)
    }
    #expect(try before.attenuated(attenuation(nil), at: ContextSamples.at(1)).purposes == before.purposes)
  }

  @Test func anExchangeNeverEndsLater() throws {
    let before = try ContextSamples.claims()
    #expect(try before.attenuated(attenuation(nil, life: 300), at: ContextSamples.at(59)).expiresAt == before.expiresAt)
    #expect(
      try before.attenuated(attenuation(nil, life: 5), at: ContextSamples.at(1)).expiresAt == ContextSamples.issuedAt
        + 6)
    // Within the skew it is accepted, but nothing is left to give on.
    #expect(refusal { _ = try before.attenuated(attenuation(nil), at: ContextSamples.at(60)) } == .expired)
    for life: Int64 in [0, -1, 301, .max, .min] {
      #expect(
        refusal { _ = try before.attenuated(attenuation(nil, life: life), at: ContextSamples.at(1)) } == .tooLongLived)
    }
  }

  /// Whatever is exchanged however often: the last is never more than the first, and the chain ends.
  @Test func chainsOnlyNarrow() throws {
    var generator = SeededGenerator(seed: 21)
    let names = ["a", "b", "c", "d"]
    for _ in 0..<2_000 {
      var claims = try ContextSamples.claims(hops: .random(in: 0...16, using: &generator), lifeSeconds: 300)
      claims.purposes = try names.map { try ContextPurpose(parsing: $0) }
      let first = claims
      var instant: Int64 = 0
      var exchanges: Int64 = 0
      while true {
        instant += .random(in: 0...20, using: &generator)
        let asked = names.filter { _ in Bool.random(using: &generator) }
        let next: ContextClaims
        do {
          next = try claims.attenuated(
            attenuation(asked, life: .random(in: 1...300, using: &generator)), at: ContextSamples.at(instant))
        } catch {
          let mayFail =
            claims.hops == 0 || asked.isEmpty || ContextSamples.issuedAt + instant >= claims.expiresAt
            || !Set(asked).isSubset(of: claims.purposes.map(\.rawValue))
          #expect(mayFail, "\(error)")
          break
        }
        exchanges += 1
        #expect(Set(next.purposes).isSubset(of: claims.purposes) && next.expiresAt <= claims.expiresAt)
        claims = next
      }
      #expect(claims.hops == first.hops - exchanges && exchanges <= 16)
      #expect(
        claims.transaction == first.transaction && claims.tenant == first.tenant && claims.subject == first.subject)
      #expect(claims.incarnation == first.incarnation && claims.lifecycleEpoch == first.lifecycleEpoch)
    }
  }
}

@Suite struct ContextKeySetTests {
  private func key(_ bits: UInt128, _ state: ContextKeyState) throws -> ContextKey {
    ContextKey(
      id: ContextKeyID(bits: bits), publicKey: try ContextSamples.digest(3), state: state, since: ContextSamples.at(0))
  }

  private func token() throws -> ContextToken {
    try ContextToken(parsing: ContextSamples.token(payload: ContextSamples.claims().canonicalJSON))
  }

  private func decide(_ keys: [ContextKey], issuer: String = "0123abcd", at seconds: Int64 = 1) throws
    -> ContextRefusal?
  {
    let set = ContextKeySet(issuer: try ContextIssuer(parsing: issuer), epoch: 1, keys: keys)
    let token = try token()
    return refusal { _ = try set.key(of: token, at: ContextSamples.at(seconds)) }
  }

  @Test func keysAreAcceptedByTheirState() throws {
    #expect(try decide([key(1, .next)]) == nil)
    #expect(try decide([key(1, .active)]) == nil)
    #expect(try decide([key(1, .retiring)], at: 304) == nil)
    #expect(try decide([key(1, .retiring)], at: 305) == .retiredKey)
    #expect(try decide([key(1, .revoked)]) == .revokedKey)
    #expect(try decide([key(2, .active)]) == .unknownKey)
    #expect(try decide([]) == .unknownKey)
    #expect(try decide([key(1, .active)], issuer: "0123abce") == .wrongIssuer)
  }

  @Test func aPublishedSetIsReadAsItWasWritten() throws {
    let set = ContextKeySet(
      issuer: try ContextIssuer(parsing: "0123abcd"), epoch: 7,
      keys: try [key(2, .next), key(1, .active), key(3, .revoked)])
    let text = set.document.description
    #expect(try ContextKeySet(document: text) == set)
    for (old, new) in [
      ("\"version\":1", "\"version\":2"), ("EdDSA", "HS256"), ("\"epoch\":7", "\"epoch\":-1"), ("\"epoch\":7,", ""),
      ("\"use\":\"sig\"", "\"use\":\"sig\",\"d\":\"x\""), ("active", "trusted"), ("Ed25519", "X25519"),
      ("{\"epoch", "{\"x\":1,\"epoch"),
      (ContextKeyID(bits: 2).rawValue, ContextKeyID(bits: 1).rawValue), ("OKP", "oct"),
    ] {
      let edited = text.replacing(old, with: new)
      #expect(edited != text, "\(old)")
      #expect(throws: TenantError.self, "\(new)") { try ContextKeySet(document: edited) }
    }
    #expect(throws: TenantError.self) { try ContextKeySet(document: String(repeating: " ", count: 65_537)) }
  }
}
