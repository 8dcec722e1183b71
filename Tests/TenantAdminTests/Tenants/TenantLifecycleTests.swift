// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct TenantLifecycleTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let acme: TenantSelector

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    acme = .slug(try Slug(parsing: "acme"))
    _ = try administration.onboard(.sample("acme"))
  }

  @Test func everyTransitionRaisesTheEpochAndTheVersion() throws {
    let suspended = try administration.suspend(acme).value
    #expect(suspended.state == .suspended && suspended.lifecycleEpoch == 2 && suspended.version == 2)
    let resumed = try administration.resume(acme).value
    #expect(resumed.state == .active && resumed.lifecycleEpoch == 3 && resumed.version == 3)
    #expect(try !administration.resume(acme).hasChanged)
  }

  @Test func illegalTransitionsNameTheLegalOnes() throws {
    _ = try administration.offboard(acme, exportTo: nil)
    let fault = #expect(throws: TenantError.self) { try administration.resume(acme) }
    #expect(fault?.code == .tenantIllegalTransition)
    #expect(TenantState.suspended.successors == [.active, .offboarding])
    let direct = #expect(throws: TenantError.self) {
      try TenantState.offboarding.requireTransition(to: .active, tenant: "acme")
    }
    #expect(direct?.hint == "from here it can become 'offboarded'")
  }

  @Test func staleVersionsAreRefused() throws {
    _ = try administration.suspend(acme, ifVersion: 1)
    let fault = #expect(throws: TenantError.self) { try administration.resume(acme, ifVersion: 1) }
    #expect(fault?.code == .versionMismatch)
    #expect(throws: TenantError.self) { try administration.updateTenant(acme, TenantChanges(), ifVersion: 1) }
  }

  @Test func aTombstoneKeepsTheSlugAndNothingElse() throws {
    var changes = TenantChanges()
    changes.contact = "ops@acme.example"
    changes.labels = ["industry": "food"]
    changes.externalIDs = ["billing": "c1"]
    _ = try administration.updateTenant(acme, changes)
    let path = store.folder.file("acme.ndjson")
    let offboarding = try administration.offboard(acme, exportTo: path).value
    #expect(offboarding.tenant.state == .offboarded && offboarding.removedRows >= 1)
    #expect(
      offboarding.tenant.contact == nil && offboarding.tenant.labels.isEmpty && offboarding.tenant.externalIDs.isEmpty)
    #expect(try store.read { try $0.rowCounts(of: offboarding.tenant.id) }.keys.sorted() == ["journal", "tenant"])
    #expect(throws: TenantError.self) { try administration.onboard(.sample("acme"), ifNotExists: true) }
    #expect(throws: TenantError.self) { try administration.updateTenant(acme, changes) }
    // Another tenant may take over the name that the other system used.
    var successor = try TenantRequest.sample("acme-two")
    successor.externalIDs = ["billing": "c1"]
    #expect(try administration.onboard(successor).value.id != offboarding.tenant.id)
  }

  @Test func anExportThatCannotBeWrittenLeavesTheTenantServed() throws {
    let taken = try store.folder.write("precious", to: "taken.ndjson")
    let half = store.folder.file("half.ndjson")
    _ = try store.folder.write("precious", to: "half.ndjson.manifest.json")
    for path in [taken, half, store.folder.file("nowhere/acme.ndjson"), "/dev/full", store.path] {
      #expect(throws: TenantError.self) {
        try administration.offboard(acme, exportTo: path, replacing: path == "/dev/full")
      }
      let rehearsal = try store.administration(dryRun: true)
      #expect(throws: TenantError.self) { try rehearsal.offboard(acme, exportTo: path, replacing: path == store.path) }
      #expect(try administration.tenant(acme).state == .active, "\(path)")
    }
    #expect(try store.folder.read("taken.ndjson") == "precious")
    #expect(!FileCheck.exists(half) && !FileCheck.exists(half + ".partial"))
  }

  @Test func whatIsWrittenDuringTheExportIsNotRemovedUnexported() throws {
    let clock = store.clock
    let other = try store.administration()
    let flagKey = try FlagKey(parsing: "late")
    _ = try other.createFlag(flagKey, kind: .boolean, FlagChanges())
    var isExported = false
    let session = OperatorSession(
      actor: "test@host",
      now: {
        // The manifest takes its time when the rows are read and nothing is removed yet.
        if !isExported, (try? other.tenant(self.acme).state) == .offboarding {
          isExported = true
          _ = try? other.overrideFlag(flagKey, of: self.acme, to: VariantName(parsing: "on"))
        }
        return clock.now
      }, randomBits: { 7 })
    let leaving = try Administration(opening: store.path, access: .readWrite, session: session)
    let fault = #expect(throws: TenantError.self) {
      try leaving.offboard(acme, exportTo: store.folder.file("acme.ndjson"))
    }
    #expect(fault?.code == .inUse)
    #expect(try other.tenant(acme).state == .offboarding)
    let again = try other.offboard(acme, exportTo: store.folder.file("acme.ndjson"), replacing: true)
    #expect(again.value.tenant.state == .offboarded)
  }

  @Test func aKeyStandsForOneExport() throws {
    let keyed = try store.administration(idempotencyKey: "bye")
    let first = try keyed.offboard(acme, exportTo: store.folder.file("one.ndjson"))
    let second = try keyed.offboard(acme, exportTo: store.folder.file("one.ndjson"))
    #expect(second.isReplay && second.value == first.value)
    let fault = #expect(throws: TenantError.self) {
      try keyed.offboard(acme, exportTo: store.folder.file("two.ndjson"))
    }
    #expect(fault?.code == .idempotencyMismatch)
  }

  @Test func onlyTheSameOnboardingIsUnchanged() throws {
    #expect(try !administration.onboard(.sample("acme"), ifNotExists: true).hasChanged)
    var other = try TenantRequest.sample("acme", tier: "pro")
    other.contact = "ops@acme.example"
    let fault = #expect(throws: TenantError.self) { try administration.onboard(other, ifNotExists: true) }
    #expect(fault?.code == .tenantExists)
    #expect(fault?.message == "tenant 'acme' exists already with other tier 'free', contact")
    var tier = TierAttributes()
    tier.weight = 3
    _ = try administration.createTier(Slug(parsing: "trial"), tier)
    #expect(try !administration.createTier(Slug(parsing: "trial"), tier, ifNotExists: true).hasChanged)
    tier.weight = 4
    #expect(throws: TenantError.self) {
      try administration.createTier(Slug(parsing: "trial"), tier, ifNotExists: true)
    }
  }

  @Test func theManifestDescribesTheExport() throws {
    let path = store.folder.file("acme.ndjson")
    let manifest = try administration.export(acme, to: path)
    let bytes = try FileContents.read(path)
    #expect(manifest.bytes == Int64(bytes.count) && manifest.lines == Int64(bytes.split(separator: 10).count))
    #expect(FileCheck.mode(path) == 0o600 && FileCheck.mode(path + ".manifest.json") == 0o600)
    #expect(manifest.rows["tenant"] == 1)
    let digest = try BuiltProgram.run("/usr/bin/sha256sum", [path]).output.prefix(64)
    #expect(manifest.sha256 == digest)
    let fault = #expect(throws: TenantError.self) { try administration.export(acme, to: path) }
    #expect(fault?.code == .fileExists)
    _ = try administration.export(acme, to: path, replacing: true)
  }

  @Test func anExportHoldsNothingOfOthers() throws {
    var other = try TenantRequest.sample("globex")
    other.name = "canary-5f0c"
    other.labels = ["secret": "canary-5f0c"]
    let globex = try administration.onboard(other).value
    let path = store.folder.file("acme.ndjson")
    _ = try administration.export(acme, to: path)
    let text = try store.folder.read("acme.ndjson") + store.folder.read("acme.ndjson.manifest.json")
    #expect(!text.contains("canary-5f0c") && !text.contains(globex.id.rawValue) && !text.contains("globex"))
    // And the other way round, because ids have an order.
    var exported = ""
    _ = try administration.exportRows(of: .id(globex.id)) { exported += $0 + String(decoding: $1, as: UTF8.self) }
    #expect(exported.contains("canary-5f0c") && !exported.contains("acme"))
  }

  @Test func aFailedExportLeavesTheTenantToBeContinued() throws {
    let folder = store.folder.file("vanishing")
    _ = try BuiltProgram.run("/bin/mkdir", [folder])
    let other = try store.administration()
    let session = OperatorSession(
      actor: "test@host",
      now: {
        // When the manifest takes its time, the rows are written and the files do not have their names yet.
        if (try? other.tenant(self.acme).state) == .offboarding {
          _ = try? BuiltProgram.run("/bin/rm", ["-r", folder])
        }
        return self.store.clock.now
      }, randomBits: { 7 })
    let leaving = try Administration(opening: store.path, access: .readWrite, session: session)
    let fault = #expect(throws: TenantError.self) { try leaving.offboard(acme, exportTo: "\(folder)/acme.ndjson") }
    #expect(fault?.code == .fileUnwritable)
    #expect(try administration.tenant(acme).state == .offboarding)
    let outcome = try administration.offboard(acme, exportTo: store.folder.file("acme.ndjson"))
    #expect(outcome.value.tenant.state == .offboarded && outcome.value.tenant.lifecycleEpoch == 3)
  }

  @Test func aDryRunOfTheEndChangesNothing() throws {
    let rehearsal = try store.administration(dryRun: true).offboard(acme, exportTo: store.folder.file("x"))
    #expect(rehearsal.hasChanged && rehearsal.isDryRun && !FileCheck.exists(store.folder.file("x")))
    #expect(try administration.tenant(acme).state == .active)
  }

  @Test func tiersInUseStay() throws {
    let fault = #expect(throws: TenantError.self) { try administration.deleteTier(Slug(parsing: "free")) }
    #expect(fault?.code == .inUse)
    #expect(try administration.deleteTier(Slug(parsing: "starter")).value != nil)
    #expect(try administration.deleteTier(Slug(parsing: "starter"), ifExists: true).value == nil)
    #expect(throws: TenantError.self) { try administration.tier(Slug(parsing: "starter")) }
  }

  @Test func rulesOfARecordAreKept() throws {
    func refused(_ edit: (inout TenantChanges) throws -> Void) throws -> TenantErrorCode? {
      var changes = TenantChanges()
      try edit(&changes)
      do {
        _ = try administration.updateTenant(acme, changes)
        return nil
      } catch {
        return (error as? TenantError)?.code
      }
    }
    #expect(try refused { $0.name = "" } == .invalidValue)
    #expect(try refused { $0.name = "a\nb" } == .invalidValue)
    #expect(try refused { $0.homeRegion = try Region(parsing: "us-east-1") } == .invalidValue)
    #expect(try refused { $0.labels = ["BAD": "x"] } == .invalidValue)
    #expect(try refused { $0.labels = ["a": "x\u{0}"] } == .invalidValue)
    #expect(try refused { $0.contact = "a\u{1B}b" } == .invalidValue)
    #expect(try refused { $0.billingAnchorDay = 0 } == .invalidValue)
    #expect(try refused { $0.externalIDs = ["billing": "a b"] } == .invalidValue)
    #expect(try refused { $0.tier = try Slug(parsing: "gold") } == .tierNotFound)
    #expect(try refused { $0.contact = "" } == nil)
  }
}
