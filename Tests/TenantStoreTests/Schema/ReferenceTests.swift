// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// References between rows of tenants, tried with rows of others.
@Suite struct ReferenceTests {
  private let fixture: EventFixture

  /// Every table that refers to another one of tenants has a row of acme; globex has none that could be referred to.
  init() throws {
    fixture = try EventFixture(subscribed: false)
    let (acme, place) = (try TenantSelector(parsing: "acme"), fixture.acme)
    _ = try fixture.administration.createSubscription(SubscriptionRequest(name: "reader", stream: "orders"), of: acme)
    try fixture.publish([fixture.envelope("a"), fixture.envelope("b"), fixture.envelope("c")], at: place)
    let claimed = try fixture.claim(at: place)
    try fixture.acknowledge(claimed[0], at: place)
    try fixture.store.write {
      try $0.bury(2, attempts: 1, fault: "test", of: "reader", tenant: place.tenant)
    }
    let until = Timestamp(microseconds: fixture.store.clock.now.microseconds + 3_600_000_000)
    let grant = try fixture.administration.createGrant(
      GrantRequest(
        giver: TenantSelector(parsing: "globex"), receiver: acme, stream: "invoices", pattern: ">",
        purpose: ContextPurpose(parsing: "audit"), until: until)
    ).value.grant
    _ = try fixture.administration.acceptGrant(grant.id, by: acme, into: "imports")
  }

  /// Tables that refer to another table of tenants by more than the tenant.
  private func references() throws -> [(table: String, parent: String)] {
    try fixture.store.read { reader in
      var found: [(String, String)] = []
      for table in StoreSchema.tenantDataTables {
        let parents = try reader.rows("SELECT \"table\" FROM pragma_foreign_key_list('\(table)')") { $0.text(0) }
        for parent in Set(parents).sorted() where parent != "tenant" && StoreSchema.tenantDataTables.contains(parent) {
          found.append((table, parent))
        }
      }
      return found
    }
  }

  /// Makes a copy of acme's rows of a table for globex, and takes it back.
  private func copy(_ table: String) throws {
    try fixture.store.write { writer in
      let columns = try writer.rows("SELECT name FROM pragma_table_info('\(table)')") { $0.text(0) }
      let list = columns.filter { $0 != "tenant" }.joined(separator: ", ")
      let copied = try writer.run(
        "INSERT INTO \(table) (tenant, \(list)) SELECT ?1, \(list) FROM \(table) WHERE tenant = ?2",
        [SQLValue(fixture.globex.tenant), SQLValue(fixture.acme.tenant)])
      #expect(copied > 0, "\(table) has no row to copy")
      throw Copied()
    }
  }

  private struct Copied: Error {}

  /// Row 11: a row of one tenant cannot refer to what another one has, and only to what is its own.
  @Test func attack11ReferencesToRowsOfOthersAreRefused() throws {
    let references = try references()
    #expect(references.count >= 6, "\(references)")
    for (table, parent) in references {
      let fault = #expect(throws: TenantError.self, "\(table) refers to a row of another tenant") { try copy(table) }
      #expect(fault?.details["cause"] == "FOREIGN KEY constraint failed", "\(table) to \(parent)")
    }
    // With a stream and a subscription of its own under the same names, the same rows are taken.
    let globex = try TenantSelector(parsing: "globex")
    _ = try fixture.administration.createSubscription(SubscriptionRequest(name: "other", stream: "orders"), of: globex)
    _ = try fixture.administration.createSubscription(SubscriptionRequest(name: "third", stream: "imports"), of: globex)
    for table in ["event", "event_subscription", "event_import"] {
      #expect(throws: Copied.self, "\(table)") { try copy(table) }
    }
    _ = try fixture.administration.createSubscription(SubscriptionRequest(name: "reader", stream: "orders"), of: globex)
    for table in ["event_delivery", "event_dead_letter", "event_consumed"] {
      #expect(throws: Copied.self, "\(table)") { try copy(table) }
    }
  }
}
