// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

@Suite struct PublishEventTests {
  private let fixture: ErasureFixture

  init() throws {
    fixture = try ErasureFixture()
  }

  private func draft(_ id: String? = "e-1") throws -> EventDraft {
    var draft = EventDraft(type: "paid", subject: "order.paid", data: Array("canary".utf8))
    draft.id = try id.map { try EventID(parsing: $0) }
    return draft
  }

  private func publish(_ draft: EventDraft, key: String, in region: Region? = nil) throws -> Outcome<PublishedEvent> {
    try fixture.store.administration(idempotencyKey: key).publishEvent(
      draft, to: "orders", of: .id(fixture.acme.id), in: region, with: fixture.master)
  }

  private func count() throws -> Int64 {
    try fixture.store.read { try $0.eventStream("orders", of: fixture.acme.id)?.lastSequence ?? 0 }
  }

  @Test func anIdempotencyKeyStandsForAllThatIsPublished() throws {
    let first = try publish(draft(), key: "k")
    #expect(!first.isReplay)
    let again = try publish(draft(), key: "k")
    #expect(again.isReplay && again.value == first.value && again.changes == 0)
    let others: [(inout EventDraft) throws -> Void] = [
      { $0.id = try EventID(parsing: "e-2") }, { $0.id = nil }, { $0.type = "refunded" },
      { $0.subject = "order.refunded" },
      { $0.data = Array("canarz".utf8) }, { $0.data = [] }, { $0.key = try EventKey(parsing: "o-1") },
      { $0.source = "/shop" }, { $0.time = Timestamp(seconds: 1) }, { $0.contentType = "text/plain" },
      { $0.schema = "https://example.com/1" }, { $0.cause = ContextTransaction(bits: 1) },
      { $0.hints.tenant = self.fixture.acme.id }, { $0.hints.incarnation = 1 }, { $0.hints.placementEpoch = 1 },
    ]
    for (place, change) in others.enumerated() {
      var other = try draft()
      try change(&other)
      let fault = #expect(throws: TenantError.self, "\(place)") { try publish(other, key: "k") }
      #expect(fault?.code == .idempotencyMismatch, "\(place)")
    }
    #expect(throws: TenantError.self) { try publish(draft(), key: "k", in: Region(parsing: "eu-west-1")) }
    #expect(try count() == 1)
  }

  /// The first publish of a tenant makes its key, and the next one with the same idempotency key finds it.
  @Test func theKeyOfATenantThatIsNewIsNoneOfTheDifferences() throws {
    let initech = try fixture.administration.onboard(.sample("initech")).value
    let keyed = try fixture.store.administration(idempotencyKey: "k")
    for isReplay in [false, true] {
      let outcome = try keyed.publishEvent(draft(), to: "orders", of: .id(initech.id), with: fixture.master)
      #expect(outcome.isReplay == isReplay)
    }
  }

  /// Whoever reads the journal cannot find out what was published by trying: the same event of two tenants has two digests.
  @Test func whatTheJournalKeepsSaysNothingWithoutTheTenantsKey() throws {
    _ = try publish(draft(), key: "k")
    let text = try #require(try fixture.store.read { try $0.idempotencyRecord("k") })
    let record = try CanonicalJSON.value(IdempotencyRecord.self, from: text)
    func fingerprint(_ root: TenantRoot) throws -> String {
      let content = try PublishRequest(
        draft(), to: "orders", of: .id(fixture.acme.id), in: nil, sealedFor: root)
      return try IdempotencyRecord.fingerprint(operation: "event.publish", request: content)
    }
    #expect(try fingerprint(fixture.root(of: fixture.acme)) == record.request)
    #expect(try fingerprint(fixture.root(of: fixture.globex)) != record.request)
  }
}
