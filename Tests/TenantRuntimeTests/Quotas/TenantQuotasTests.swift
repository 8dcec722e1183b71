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
    // What it lowers waits for the end of the day.
    changes.tier = try Slug(parsing: "free")
    #expect(fixture.see(try fixture.administration.updateTenant(acme, changes)))
    let found = try #require(try fixture.scope("acme").quotas.effective(key).tenant)
    #expect(found.limit == 900)
    #expect(found.pending?.quota.allowance.limit == 100)
    #expect(found.pending?.effectiveAt == (try Timestamp(parsing: "2026-11-24")))
    #expect(try limit("globex") == 100)
  }

  @Test func aLowerLimitWaitsForItsTime() throws {
    #expect(try set("100/day", for: .tier(Slug(parsing: "free"))))
    #expect(try set("200/day", for: .tenant(acme)))
    fixture.store.clock.advance(seconds: 1)
    #expect(try set("60/day", for: .tier(Slug(parsing: "free"))))
    // The clock of the runtime stands still, so the change lies in the future and what was promised still holds.
    #expect(try limit("globex") == 100)
    #expect(try set("50/day", for: .tenant(acme)))
    #expect(try limit("acme") == 200)
    var request = QuotaRequest(key: key, target: .tenant(acme), allowance: try QuotaAllowance(parsing: "50/day"))
    request.decrease = .immediate
    #expect(fixture.see(try fixture.administration.setQuota(request)))
    #expect(try limit("acme") == 50)
  }

  @Test func aZoneThatCannotBeReadConcernsOnlyWhatNeedsIt() throws {
    var changes = TenantChanges()
    changes.timeZone = "Europe/Berlin"
    _ = try fixture.administration.updateTenant(acme, changes)
    var options = RuntimeOptions()
    options.timeZoneFolder = "/nowhere"
    let time = fixture.store.clock.now
    options.now = { time }
    let runtime = try EnforcementRuntime(store: .path(fixture.store.path), options: options)
    let free = try Slug(parsing: "free")
    for allowance in ["100/day", "60/day"] {
      fixture.store.clock.advance(seconds: 1)
      let request = QuotaRequest(key: key, target: .tier(free), allowance: try QuotaAllowance(parsing: allowance))
      let revision = try fixture.administration.setQuota(request).revision
      #expect(runtime.waitUntil(revision: revision, timeout: RuntimeFixture.patience))
      let quotas = try runtime.scope(of: acme).quotas
      if allowance == "100/day" {
        #expect(try quotas.effective(key).tenant?.limit == 100)
      } else {
        #expect(throws: TenantError.self) { try quotas.effective(key) }
      }
    }
    #expect(fixture.see(try fixture.administration.setTierShadow(free, nil)))
    let found = try #require(try fixture.scope("acme").quotas.effective(key).tenant)
    #expect(found.pending?.effectiveAt?.description == "2026-11-23T23:00:00Z")
  }
}
