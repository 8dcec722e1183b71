// SPDX-License-Identifier: Apache-2.0

import Foundation
import Instrumentation
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// The fields of a message, as a client or a server of HTTP has them.
struct FieldCarrier: Injector, Extractor {
  func inject(_ value: String, forKey key: String, into carrier: inout [CarriedField]) {
    carrier.append(CarriedField(key, value))
  }

  func extract(key: String, from carrier: [CarriedField]) -> String? {
    let values = carrier.filter { $0.name == key }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}

@Suite struct CarrierTests {
  private let fixture: RuntimeFixture
  private let master: MasterKeyFile
  private let incidents = Monitor<[IsolationIncident]>([])
  private let use: ContextUse

  init() throws {
    let incidents = incidents
    fixture = try RuntimeFixture { options in
      options.onViolation = { incident in incidents.withLock { $0.append(incident) } }
    }
    master = MasterKeyFile(path: fixture.store.folder.file("master"))
    use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
    #expect(fixture.see(try fixture.administration.rotateKeys(with: master)))
  }

  private func token(_ slug: String = "acme", hops: Int64 = 1) throws -> ContextToken {
    var request = ContextRequest(
      tenant: try TenantSelector(parsing: slug), audience: use.audience, subject: try ContextPrincipal(parsing: "u1"),
      purposes: [try ContextPurpose(parsing: "orders.read")])
    request.hops = hops
    return try fixture.administration.issueContext(request, with: master)
  }

  private func arrived(_ slug: String = "acme", hops: Int64 = 1) throws -> TenantScope {
    try fixture.runtime.scope(verifying: token(slug, hops: hops).text, for: use)
  }

  private func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? TenantError)?.details["reason"] ?? "\(error)"
    }
  }

  @Test func aContextIsCarriedFromServiceToService() throws {
    var sent: [CarriedField] = []
    let scope = try arrived()
    try scope.run { try scope.inject(into: &sent, using: FieldCarrier()) }
    #expect(sent.map(\.name) == ["Tenant-Context"])
    let next = try fixture.runtime.extract(from: sent, using: FieldCarrier(), for: use)
    #expect(next.tenant.id == scope.tenant.id && next.context == scope.context)
    #expect(try fixture.runtime.scope(carriedBy: sent, for: use).context == scope.context)
    #expect(next.context?.purposes.map(\.rawValue) == ["orders.read"])
  }

  @Test func whatMayNotBeCarriedOnIsNot() throws {
    var sent: [CarriedField] = []
    let own = try fixture.scope("acme")
    #expect(own.context == nil)
    #expect(reason { try own.inject(into: &sent, using: FieldCarrier()) } == "ended-context")
    let last = try arrived(hops: 0)
    #expect(reason { try last.inject(into: &sent, using: FieldCarrier()) } == "ended-context")
    let foreign = try fixture.scope("globex")
    let scope = try arrived()
    #expect(reason { try foreign.run { try scope.inject(into: &sent, using: FieldCarrier()) } } == "foreign-context")
    let token = try token()
    #expect(reason { try foreign.inject(token, into: &sent, using: FieldCarrier()) } == "foreign-context")
    #expect(
      reason { try foreign.run { try own.inject(token, into: &sent, using: FieldCarrier()) } } == "foreign-context")
    #expect(sent.isEmpty)
    try own.inject(token, into: &sent, using: FieldCarrier())
    #expect(sent == [CarriedField("Tenant-Context", token.text)])
    #expect(fixture.see(try fixture.administration.suspend(.id(own.tenant.id))))
    #expect(reason { try scope.inject(into: &sent, using: FieldCarrier()) } == "stale-lifecycle")
    #expect(reason { try own.inject(token, into: &sent, using: FieldCarrier()) } == "stale-lifecycle")
    #expect(sent.count == 1)
  }

  @Test func attack03ARequestWithTwoContextsIsRefusedAndCounted() throws {
    let fields = [
      CarriedField("Tenant-Context", try token().text), CarriedField("Tenant-Context", try token("globex").text),
    ]
    #expect(reason { _ = try fixture.runtime.scope(carriedBy: fields, for: use) } == "several-contexts")
    #expect(
      reason { _ = try fixture.runtime.extract(from: fields, using: FieldCarrier(), for: use) } == "several-contexts")
    #expect(reason { _ = try fixture.runtime.extract(from: [], using: FieldCarrier(), for: use) } == "no-context")
    #expect(reason { _ = try fixture.runtime.scope(carriedBy: [], for: use) } == "no-context")
    #expect(fixture.runtime.status.violations[.severalContexts] == 2)
    #expect(fixture.runtime.status.violations[.noContext] == 2)
  }

  @Test func attack02SourcesThatDisagreeAreRefusedCountedAndTold() throws {
    let (acme, globex) = (try fixture.scope("acme").tenant.id, try fixture.scope("globex").tenant.id)
    let agreed = [TenantSource("host", acme), TenantSource("session", acme)]
    #expect(try fixture.runtime.scope(agreedBy: agreed).tenant.id == acme)
    for sources in [agreed + [TenantSource("api-key", globex)], [TenantSource("api-key", globex)] + agreed] {
      #expect(reason { _ = try fixture.runtime.scope(agreedBy: sources) } == "conflicting-sources")
    }
    #expect(reason { _ = try fixture.runtime.scope(agreedBy: []) } == "no-source")
    #expect(fixture.runtime.status.violations[.conflictingSources] == 2)
    let told = incidents.withLock { $0 }
    #expect(told.map(\.violation) == [.conflictingSources, .conflictingSources, .noSource])
    #expect(told[0].tenants == [acme, globex].sorted() && told[0].sources == ["host", "session", "api-key"])
    #expect(told[0].time == fixture.store.clock.now)
  }

  @Test func theEdgeStripsByTheRulesOfTheOptions() throws {
    let fields = [
      CarriedField("tenant-context", "x"), CarriedField("baggage", "tenant.a=1,b=2"), CarriedField("c", "d"),
    ]
    #expect(try fixture.runtime.crossing(fields) == [CarriedField("baggage", "b=2"), CarriedField("c", "d")])
    #expect(try fixture.runtime.crossing(query: "tenant=a&b=c") == "b=c")
    #expect(reason { _ = try fixture.runtime.crossing([CarriedField("baggage", "a=%FF")]) } == "malformed-encoding")
    #expect(reason { _ = try fixture.runtime.crossing(query: "%FF=1") } == "malformed-encoding")
    #expect(fixture.runtime.status.violations[.malformedEncoding] == 2)
  }

  @Test func attack19AnItemIsConsumedByItsTenantOnly() async throws {
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    let (stream, producer) = AsyncStream<TenantItem<String>>.makeStream()
    try acme.run { _ = producer.yield(try acme.item("canary")) }
    #expect(reason { try globex.run { _ = producer.yield(try acme.item("x")) } } == "foreign-item")
    producer.finish()
    for await item in stream {
      #expect(reason { try globex.run { _ = try item.open() } } == "foreign-item")
      #expect(reason { _ = try item.open() } == "unbound")
      await #expect(throws: IsolationViolation.foreignItem.error) {
        try await globex.run { try await item.run { _ in } }
      }
      #expect(try acme.run { try item.open() } == "canary")
      let seen = try await item.run { element in "\(element) of \(try TenantScope.current.tenant.slug)" }
      #expect(seen == "canary of acme")
      #expect(fixture.see(try fixture.administration.suspend(.id(acme.tenant.id))))
      #expect(reason { try acme.run { _ = try item.open() } } == "stale-lifecycle")
    }
  }

  @Test func instrumentsCarryTheScope() throws {
    let instrument = TenantInstrument(fixture.runtime, for: use)
    let scope = try arrived()
    var sent: [CarriedField] = []
    scope.run {
      let context = InstrumentationContext.current ?? .topLevel
      #expect(context.tenantScope?.tenant.id == scope.tenant.id)
      instrument.inject(context, into: &sent, using: FieldCarrier())
    }
    #expect(InstrumentationContext.current?.tenantScope == nil)
    var context = InstrumentationContext.topLevel
    instrument.extract(sent, into: &context, using: FieldCarrier())
    #expect(context.tenantScope?.context == scope.context)
    // A client may send from elsewhere, but not in the work of another tenant.
    var late: [CarriedField] = []
    instrument.inject(context, into: &late, using: FieldCarrier())
    #expect(late == sent)
    try fixture.scope("globex").run { instrument.inject(context, into: &late, using: FieldCarrier()) }
    #expect(late == sent && fixture.runtime.status.violations[.foreignContext] == 1)
    // What was found before is not taken for what this request says.
    instrument.extract([], into: &context, using: FieldCarrier())
    #expect(context.tenantScope == nil)
    instrument.extract([CarriedField("Tenant-Context", "tct1.x")], into: &context, using: FieldCarrier())
    #expect(context.tenantScope == nil)
    instrument.inject(context, into: &late, using: FieldCarrier())
    context.tenantScope = try fixture.scope("acme")
    instrument.inject(context, into: &late, using: FieldCarrier())
    #expect(late == sent)
  }

  @Test func attack33TokensAreToldApartByAllTheirBytes() throws {
    let cache = VerificationCache(capacity: 8)
    let ring = ContextKeyRing(try fixture.administration.contextKeys())
    let key = try #require(ring.keys.active)
    // What a token says is random; of these letters only K has another sign.
    var genuine = try token()
    while !genuine.text.contains("K") { genuine = try token() }
    cache.insert(VerifiedContext(genuine, by: key, of: ring))
    let now = fixture.store.clock.now
    #expect(cache.context(genuine.text, at: now) != nil)
    // The same end, and so the same hash; one other byte, or another letter that Swift takes for the same.
    for index in genuine.text.utf8.indices.dropLast(40) {
      var bytes = Array(genuine.text.utf8)
      bytes[genuine.text.utf8.distance(from: genuine.text.utf8.startIndex, to: index)] ^= 1
      #expect(cache.context(String(decoding: bytes, as: UTF8.self), at: now) == nil)
    }
    #expect(cache.context(genuine.text.replacing("K", with: "\u{212A}"), at: now) == nil)
    #expect(cache.context("", at: now) == nil)
  }

  /// Why the lengths and Swift's equality tell that a text is, byte by byte, one of ASCII.
  @Test func attack05ASignForALetterOfASCIIIsLongerThanTheLetter() {
    var found = 0
    // Beyond the basic plane nothing stands for a letter of ASCII.
    for value in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      let plain = text.decomposedStringWithCanonicalMapping
      guard plain.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
      found += 1
      #expect(text == plain && text.utf8.count > plain.utf8.count, "\(value)")
    }
    #expect(found >= 3)
  }
}
