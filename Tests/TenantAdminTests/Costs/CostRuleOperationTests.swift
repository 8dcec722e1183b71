// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct CostRuleOperationTests {
  private let fixture: CostFixture

  init() throws { fixture = try CostFixture() }

  private func kinds() throws -> [String] {
    var kinds: [String] = []
    var filter = JournalFilter()
    filter.kind = "cost"
    try fixture.store.read { reader in
      try reader.forEachJournalEntry(filter) { entry in
        kinds.append("\(entry.kind.rawValue) \(entry.key)")
        return true
      }
    }
    return kinds
  }

  @Test func settingTheSameRuleAgainChangesNothing() throws {
    #expect(try fixture.set("shared", .even(.head)).value.version == 1)
    #expect(try !fixture.set("shared", .even(.head)).hasChanged)
    fixture.store.clock.advance(seconds: 5)
    let changed = try fixture.set("shared", .even(.time))
    #expect(changed.value.version == 2)
    #expect(changed.value.createdAt < changed.value.updatedAt)
    #expect(try fixture.admin.costRules() == [changed.value])
    #expect(try kinds() == ["cost.rule-set shared", "cost.rule-set shared"])
  }

  @Test func fixedSharesNameTenantsAsOperatorsDo() throws {
    let request = CostRuleRequest(
      name: try Slug(parsing: "split"),
      method: .fixed([try TenantSelector(parsing: "acme"): 1, try TenantSelector(parsing: "sub-account:12"): 2]))
    let rule = try fixture.admin.setCostRule(request).value
    guard case .fixed(let shares) = rule.method else {
      Issue.record("not a fixed rule")
      return
    }
    #expect(shares.values.sorted() == [1, 2])
  }

  @Test func aTenantHasOneShare() throws {
    let twice = CostRuleRequest(
      name: try Slug(parsing: "split"),
      method: .fixed([try TenantSelector(parsing: "acme"): 1, try TenantSelector(parsing: "sub-account:11"): 2]))
    #expect(fixture.error { _ = try fixture.admin.setCostRule(twice) }?.code == .invalidValue)
    let unknown = CostRuleRequest(
      name: try Slug(parsing: "split"), method: .fixed([try TenantSelector(parsing: "nobody"): 1]))
    #expect(fixture.error { _ = try fixture.admin.setCostRule(unknown) }?.code == .tenantNotFound)
    let tooMuch = CostRuleRequest(
      name: try Slug(parsing: "split"), method: .fixed([try TenantSelector(parsing: "acme"): 1_000_001]))
    #expect(fixture.error { _ = try fixture.admin.setCostRule(tooMuch) }?.code == .invalidValue)
    #expect(try fixture.admin.costRules().isEmpty)
  }

  @Test func aStaleVersionIsRefused() throws {
    let name = try Slug(parsing: "shared")
    let request = CostRuleRequest(name: name, method: .stated(.even(.time)))
    #expect(
      fixture.error { _ = try fixture.admin.setCostRule(request, ifVersion: 1) }?.code == .versionMismatch)
    try fixture.set("shared", .even(.head))
    #expect(
      fixture.error { _ = try fixture.admin.setCostRule(request, ifVersion: 2) }?.code == .versionMismatch)
    #expect(
      fixture.error { _ = try fixture.admin.unsetCostRule(name, ifVersion: 2) }?.code == .versionMismatch)
    #expect(try fixture.admin.setCostRule(request, ifVersion: 1).value.version == 2)
  }

  @Test func anUnsetRuleIsGone() throws {
    let name = try Slug(parsing: "shared")
    #expect(fixture.error { _ = try fixture.admin.unsetCostRule(name) }?.code == .costRuleNotFound)
    #expect(try fixture.admin.unsetCostRule(name, ifExists: true).value == nil)
    let rule = try fixture.set("shared", .even(.head)).value
    #expect(try fixture.admin.unsetCostRule(name).value == rule)
    #expect(try fixture.admin.costRules().isEmpty)
    #expect(try kinds() == ["cost.rule-set shared", "cost.rule-unset shared"])
  }

  @Test func aKeySetsOnce() throws {
    let keyed = try fixture.store.administration(idempotencyKey: "k1")
    let request = CostRuleRequest(name: try Slug(parsing: "shared"), method: .stated(.even(.time)))
    let first = try keyed.setCostRule(request)
    let again = try keyed.setCostRule(request)
    #expect(again.isReplay && again.value == first.value)
    var other = request
    other.priority = 1
    #expect(fixture.error { _ = try keyed.setCostRule(other) }?.code == .idempotencyMismatch)
  }
}
