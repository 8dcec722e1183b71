// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@testable import TenantIdentity

@Suite struct IdentityVerifierTests {
  /// Collects what the service's audit was told.
  // Sendable because what was told is only reached under the lock.
  private final class Audit: @unchecked Sendable {
    private let lock = NSLock()
    private var told: IdentityRefusal?

    func add(_ refusal: IdentityRefusal) { lock.withLock { told = refusal } }
    func last() -> IdentityRefusal? { lock.withLock { told } }
  }

  private let store: TemporaryStore
  private let administration: Administration
  private let runtime: EnforcementRuntime
  private let provider: IdentityProvider
  private let identities: IdentityVerifier
  private let audit = Audit()
  private let acme: TenantID

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    var request = try TenantRequest.sample("acme")
    request.externalIDs = ["billing": "cus_1"]
    acme = try administration.onboard(request).value.id
    _ = try administration.onboard(.sample("globex"))
    provider = try IdentityProvider()
    let issuer = IdentityIssuer(
      issuer: try IdentityName(parsing: provider.issuer), keys: try IdentityKeySet(document: provider.jwks()))
    _ = try administration.setIdentityIssuer(issuer)
    var options = RuntimeOptions()
    let now = store.clock.now
    options.now = { now }
    runtime = try EnforcementRuntime(store: .path(store.path), options: options)
    let audit = audit
    identities = IdentityVerifier(runtime) { audit.add($0) }
    try map("org", .named(.slug))
  }

  private func map(_ claim: String, _ target: IdentityMapRequest.Target, audience: String = "app") throws {
    let outcome = try administration.createIdentityMap(
      IdentityMapRequest(
        issuer: IdentityName(parsing: provider.issuer), audience: IdentityName(parsing: audience),
        claim: IdentityName(parsing: claim), target: target))
    #expect(runtime.waitUntil(revision: outcome.revision, timeout: .seconds(30)))
  }

  private func claims(_ changes: [String: Any?] = [:]) -> [String: Any] {
    provider.claims(at: store.clock.now, changes)
  }

  /// Row 23: who is not served is not let in; see the registry of verbs.
  @Test(arguments: TenantState.allCases)
  func attack23NobodyIsAuthenticatedForATenantThatIsNotServed(state: TenantState) async throws {
    let token = try provider.token("ES256", claims())
    switch state {
    case .active: break
    case .suspended: _ = try administration.suspend(.id(acme))
    case .offboarding:
      var request = OffboardingRequest()
      request.hold = .untilLifted
      _ = try administration.offboard(.id(acme), request)
    case .offboarded: _ = try administration.offboard(.id(acme), exportTo: nil)
    }
    runtime.refresh()
    let rule = try #require(TenantVerb.operations.first { $0.name == "IdentityVerifier.authenticate" }).rule
    #expect(await outcome(token) == (rule.allows(state) ? "acme" : "inactive-tenant"))
  }

  /// The slug to which a token leads, or why it is refused; outside, each refusal is the same.
  private func outcome(_ token: String, after seconds: Int64 = 0) async -> String {
    let now = store.clock.now.advanced(by: .seconds(seconds))
    do {
      return try await identities.authenticate(bearer: token, at: now).tenant.slug.rawValue
    } catch let error as TenantError where error == IdentityRefusal.error {
      // Counted with its reason, which whoever sent the token is not told.
      if let refusal = audit.last() { #expect(runtime.status.refusals[.identity(refusal)] > 0) }
      return audit.last()?.rawValue ?? "untold"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: IdentityProvider.algorithms)
  func eachAlgorithmIsVerified(algorithm: String) async throws {
    let token = try provider.token(algorithm, claims())
    for _ in 0..<2 { #expect(await outcome(token) == "acme") }
    // Another claim under the signature, and each of some broken signatures.
    let parts = token.split(separator: ".")
    let other = try provider.token(algorithm, claims(["org": "globex"])).split(separator: ".")
    #expect(await outcome("\(parts[0]).\(other[1]).\(parts[2])") == "bad-signature")
    let signature = try #require(Base64URL.bytes(parts[2].utf8))
    for index in stride(from: 0, to: signature.count, by: 7) {
      var bent = signature
      bent[index] ^= 0x10
      #expect(await outcome("\(parts[0]).\(parts[1]).\(IdentityProvider.text(bent))") == "bad-signature")
    }
    #expect(await outcome("\(parts[0]).\(parts[1]).\(IdentityProvider.text(signature.dropLast()))") == "bad-signature")
    #expect(await outcome("\(parts[0]).\(parts[1]).") == "bad-signature")
  }

  /// Row 37 for identity tokens: what the header says never decides by what a token is verified.
  @Test func attack37AlgorithmsAreNotConfused() async throws {
    for algorithm in ["none", "None", "HS256", "HS384", "RS1", "ES512", "rs256", "", "RS384"] {
      let header = ["alg": algorithm, "kid": "RS256"]
      #expect(await outcome(try provider.token("RS256", claims(), header: header)) == "wrong-algorithm", "\(algorithm)")
    }
    // The public key as the secret of a MAC.
    let text = try provider.token("RS256", claims(), header: ["alg": "HS256"]).split(separator: ".").prefix(2)
      .joined(separator: ".")
    for secret in [try provider.jwks(), try #require(provider.keys()["RS256"]?["n"])] {
      let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
      #expect(await outcome("\(text).\(IdentityProvider.text(Data(code)))") == "wrong-algorithm")
    }
    // A key that signs otherwise, one that is not there, and one that the token brings along.
    #expect(await outcome(try provider.token("RS256", claims(), header: ["kid": "PS256"])) == "wrong-algorithm")
    #expect(await outcome(try provider.token("PS256", claims(), header: ["kid": "RS256"])) == "acme")
    #expect(await outcome(try provider.token("ES256", claims(), header: ["kid": "ES384"])) == "wrong-algorithm")
    #expect(await outcome(try provider.token("ES256", claims(), header: ["kid": "../../etc/passwd"])) == "unknown-key")
    let other = try IdentityProvider()
    let jwk = try #require(other.keys()["ES256"])
    for header in [["jwk": jwk], ["jku": "https://evil.example/jwks"]] as [[String: Any]] {
      #expect(await outcome(try other.token("ES256", claims(), header: header)) == "bad-signature")
    }
    #expect(
      await outcome(try provider.token("ES256", claims(), header: ["crit": ["b64"], "b64": false])) == "malformed")
  }

  @Test func aTokenIsRefusedForWhatItIsNot() async throws {
    let token = try provider.token("ES256", claims())
    #expect(await outcome(token, after: 3_604) == "acme")
    #expect(await outcome(token, after: 3_605) == "expired")
    #expect(await outcome(token, after: -5) == "acme")
    #expect(await outcome(token, after: -6) == "not-yet-valid")
    let later = store.clock.now.microseconds / 1_000_000 + 100
    #expect(await outcome(try provider.token("ES256", claims(["nbf": later]))) == "not-yet-valid")
    for (changes, expected) in [
      (["iss": "https://login.example"], "unknown-issuer"), (["iss": "https://LOGIN.example/"], "unknown-issuer"),
      (["aud": "App"], "wrong-audience"), (["aud": ["x", "y"]], "wrong-audience"), (["aud": ["x", "app"]], "acme"),
      (["org": "initech"], "unknown-tenant"), (["org": "ACME"], "unmapped"), (["org": nil], "unmapped"),
      (["org": ["acme"]], "unmapped"), (["org": "acme\u{0}"], "unmapped"), (["exp": nil], "malformed"),
      (["exp": 1.5], "malformed"), (["exp": "1"], "malformed"), (["exp": -1], "malformed"), (["nbf": "1"], "malformed"),
      (["iat": 1e30], "malformed"), (["aud": nil], "malformed"), (["aud": [String]()], "malformed"),
      (["aud": ["app", 1] as [Any]], "malformed"), (["sub": nil], "malformed"), (["sub": ""], "malformed"),
      (["iss": nil], "malformed"), (["iss": "a\u{e9}"], "malformed"),
    ] as [([String: Any?], String)] {
      #expect(await outcome(try provider.token("EdDSA", claims(changes))) == expected, "\(changes)")
    }
    #expect(await outcome(try provider.token("EdDSA", claims(["iat": nil]))) == "acme")
    let header = try IdentityProvider.text(Data(IdentityProvider.json(["alg": "EdDSA"]).utf8))
    #expect(await outcome("\(header).\(token.split(separator: ".")[1]).AAAA") == "malformed")
    for text in ["", ".", "..", "a.b.c", "e30.e30.", token + ".", token + "=", String(repeating: "a", count: 20_000)] {
      #expect(await outcome(text) == "malformed", "\(text.prefix(40))")
    }
  }

  @Test func mapsLeadToOneTenantOrToNone() async throws {
    try map("org", .binding(value: IdentityName(parsing: "Acme GmbH"), tenant: .id(acme)))
    try map("tid", .named(.tenantID))
    try map("customer", .named(.external(kind: "billing")))
    for (changes, expected) in [
      (["org": "Acme GmbH"], "acme"), (["org": nil, "tid": acme.rawValue], "acme"), (["tid": acme.rawValue], "acme"),
      (["org": nil, "customer": "cus_1"], "acme"), (["org": nil, "customer": "cus 1"], "unmapped"),
      (["org": nil, "customer": "cus_2"], "unknown-tenant"), (["org": nil, "tid": "t_x"], "unmapped"),
      (["org": "globex"], "globex"), (["org": "globex", "tid": acme.rawValue], "conflicting-maps"),
      (["org": "globex", "customer": "cus_1"], "conflicting-maps"),
    ] as [([String: Any?], String)] {
      #expect(await outcome(try provider.token("ES384", claims(changes))) == expected, "\(changes)")
    }
    let suspension = try administration.suspend(.id(acme))
    #expect(runtime.waitUntil(revision: suspension.revision, timeout: .seconds(30)))
    #expect(await outcome(try provider.token("ES384", claims())) == "inactive-tenant")
  }

  /// A change of keys or maps is followed while the service runs.
  @Test func changesAreFollowed() async throws {
    let token = try provider.token("ES256", claims())
    #expect(await outcome(token) == "acme")
    let (name, other) = (try IdentityName(parsing: provider.issuer), try IdentityProvider())
    let replaced = try administration.setIdentityIssuer(
      IdentityIssuer(issuer: name, keys: IdentityKeySet(document: other.jwks())))
    #expect(runtime.waitUntil(revision: replaced.revision, timeout: .seconds(30)))
    #expect(await outcome(token) == "bad-signature")
    #expect(await outcome(try other.token("ES256", claims())) == "acme")
    let request = IdentityMapRequest(
      issuer: name, audience: try IdentityName(parsing: "app"), claim: try IdentityName(parsing: "org"),
      target: .named(.slug))
    #expect(throws: TenantError.self) { try administration.unsetIdentityIssuer(name) }
    let removed = try administration.deleteIdentityMap(request)
    #expect(runtime.waitUntil(revision: removed.revision, timeout: .seconds(30)))
    #expect(await outcome(try other.token("ES256", claims())) == "wrong-audience")
    let unset = try administration.unsetIdentityIssuer(name)
    #expect(runtime.waitUntil(revision: unset.revision, timeout: .seconds(30)))
    #expect(await outcome(try other.token("ES256", claims())) == "unknown-issuer")
  }

  /// A point that is on no curve makes no key; nothing is accepted by it.
  @Test func keysThatAreNoneVerifyNothing() async throws {
    let point = IdentityProvider.text(Data(repeating: 1, count: 32))
    let document = #"{"keys":[{"kty":"EC","crv":"P-256","kid":"ES256","x":"\#(point)","y":"\#(point)"}]}"#
    let name = try IdentityName(parsing: provider.issuer)
    let outcome = try administration.setIdentityIssuer(
      IdentityIssuer(issuer: name, keys: IdentityKeySet(document: document)))
    #expect(runtime.waitUntil(revision: outcome.revision, timeout: .seconds(30)))
    #expect(await self.outcome(try provider.token("ES256", claims())) == "bad-signature")
  }

  @Test func aRefusalSaysNothing() {
    for refusal in IdentityRefusal.allCases { #expect(!refusal.meaning.isEmpty) }
    #expect(IdentityRefusal.error.code == .identityRefused && IdentityRefusal.error.details.isEmpty)
  }

  @Test func aVerifierNeedsNoAuditAndReadsTheClockOfItsRuntime() async throws {
    let verifier = IdentityVerifier(runtime)
    #expect(try await verifier.authenticate(bearer: provider.token("ES256", claims())).tenant.id == acme)
    await #expect(throws: IdentityRefusal.error) { try await verifier.authenticate(bearer: "x") }
  }

  @Test func keysAreKeptUpToTheCapacity() async throws {
    let (directory, ring) = (try administration.identityDirectory(), IdentityKeyRing(capacity: 2))
    for _ in 0..<2 {
      for algorithm in IdentityProvider.algorithms {
        let token = try IdentityToken(parsing: provider.token(algorithm, claims()))
        try await ring.check(token, by: directory.key(of: token))
        #expect(await ring.count <= 2)
      }
    }
  }

  /// The command leads a token to its tenant, and names its subject by a pseudonym that is the same each time.
  @Test func aContextIsIssuedForAToken() throws {
    let harness = CommandHarness(store: store)
    #expect(harness.run("key rotate --yes").status == 0)
    let seconds = store.clock.now
    var subjects: Set<String> = []
    for (subject, changes) in [("alice", [:]), ("alice", ["org": "globex"]), ("bob", [:])] as [(String, [String: Any?])]
    {
      let token = try provider.token("RS256", provider.claims(at: seconds, changes.merging(["sub": subject]) { $1 }))
      let path = try store.folder.write(token + "\n", to: "token.jwt")
      let issued = try harness.json(
        "context issue --from-jwt \(path) --audience prod.example/edge --purpose orders.read")
      let slug = changes.isEmpty ? "acme" : "globex"
      #expect(try issued["tenant"]?.string == administration.tenant(.slug(Slug(parsing: slug))).id.rawValue)
      let pseudonym = try #require(issued["subject"]?.string)
      #expect(pseudonym.hasPrefix("user:") && !pseudonym.contains(subject))
      subjects.insert(pseudonym)
    }
    #expect(subjects.count == 2)
    // What is refused only where tenants are looked up is told alike.
    let lines = try [["org": "initech"], ["org": nil], ["exp": 1]].map { changes in
      let path = try store.folder.write(provider.token("ES256", claims(changes as [String: Any?])), to: "token.jwt")
      return harness.run("context issue --from-jwt \(path) --audience prod.example/edge --purpose orders.read")
    }
    #expect(Set(lines.map(\.errors)).count == 1 && lines.allSatisfy { $0.status == 5 && $0.output.isEmpty })
    let told = try harness.json("journal list --kind identity.refuse --oldest-first")
    #expect(told.array?.map { $0["key"]?.string } == ["unknown-tenant", "unmapped", "expired"])
  }
}
