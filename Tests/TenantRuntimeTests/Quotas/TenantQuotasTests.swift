// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct TenantQuotasTests {
  private let key: QuotaKey
  private let fixture: RuntimeFixture
  private let acme: TenantSelector

  init() throws {
    key = try QuotaKey(parsing: "exports.daily")
    fixture = try RuntimeFixture()
    acme = .slug(try Slug(parsing: "acme"))
  }

  private func set(_ allowance: String, for target: QuotaTarget) throws -> Bool {
    let request = QuotaRequest(key: key, target: target, allowance: try QuotaAllowance(parsing: allowance))
    return fixture.see(try fixture.administration.setQuota(request))
  }

  private func limit(_ slug: String, user: String? = nil) throws -> Int64? {
    try fixture.scope(slug).quotas.effective(key, user: user).mostSpecific?.limit
  }

  @Test func theMostSpecificDefinitionFollowsTheOperator() throws {
    #expect(try fixture.scope("acme").quotas.effective(key).mostSpecific == nil)
    #expect(try set("100/day", for: .tier(Slug(parsing: "free"))))
    #expect(try limit("acme") == 100)
    #expect(try limit("globex") == 100)
    #expect(try set("250/day", for: .tenant(acme)))
    #expect(try set("20/day", for: .user(acme, "ann")))
    #expect(try limit("acme") == 250)
    #expect(try limit("acme", user: "ann") == 20)
    #expect(try limit("acme", user: "bob") == 250)
    // What belongs to one tenant never reaches another, not even for a user of the same name.
    #expect(try limit("globex") == 100)
    #expect(try limit("globex", user: "ann") == 100)
    #expect(try set("300/day", for: .tier(Slug(parsing: "free"))))
    #expect(try limit("acme") == 250)
    #expect(try limit("globex") == 300)
    #expect(fixture.runtime.status.reloads == 1)
  }

  @Test func aGrantRaisesTheLimitOfItsTenantAlone() throws {
    #expect(try set("100/day", for: .tier(Slug(parsing: "free"))))
    let pinned = try fixture.scope("acme")
    let until = Timestamp(microseconds: fixture.store.clock.now.microseconds + 3_600_000_000)
    let request = QuotaGrantRequest(quota: key, addition: .amount(50), until: until)
    #expect(fixture.see(try fixture.administration.grantQuota(request, to: acme)))
    #expect(try limit("acme") == 150)
    #expect(try limit("globex") == 100)
    #expect(try pinned.quotas.effective(key).mostSpecific?.limit == 100)
  }

  @Test func aTierThatChangesTakesItsQuotasAlong() throws {
    #expect(try set("100/day", for: .tier(Slug(parsing: "free"))))
    #expect(try set("900/day", for: .tier(Slug(parsing: "pro"))))
    #expect(try limit("acme") == 100)
    var changes = TenantChanges()
    changes.tier = try Slug(parsing: "pro")
    #expect(fixture.see(try fixture.administration.updateTenant(acme, changes)))
    #expect(try limit("acme") == 900)
  }
}
