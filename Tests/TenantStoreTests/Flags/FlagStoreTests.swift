// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct FlagStoreTests {
  private let store: TemporaryStore
  private let key: FlagKey

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    key = try FlagKey(parsing: "beta")
  }

  private func flag() throws -> FeatureFlag {
    var flag = FeatureFlag(boolean: key, createdAt: store.clock.now)
    flag.state = .on
    flag.rules = [try FlagRule(parsing: "tier in pro,enterprise => on=1,off=3 by user")]
    flag.rollout = try FlagRollout(FlagWeights(parsing: "on=25,off=75"))
    return flag
  }

  private func tenant(_ slug: String) throws -> Tenant {
    try store.administration().onboard(.sample(slug)).value
  }

  @Test func aFlagIsReadAsItWasWritten() throws {
    let flag = try flag()
    try store.write { try $0.put(flag) }
    #expect(try store.read { try $0.flag(key) } == flag)
    #expect(try store.read { try $0.flags() } == [flag])
    #expect(try store.read { try $0.flagSet().flags } == [flag])
    #expect(try store.read { try $0.flagKeys() } == ["beta"])
    try store.write { try $0.deleteFlag(key) }
    #expect(try store.read { try $0.flag(key) } == nil)
    let missing = #expect(throws: TenantError.self) { try store.read { try $0.requireFlag(key) } }
    #expect(missing?.code == .flagNotFound && missing?.details["id"] == "beta")
  }

  @Test(arguments: [
    "UPDATE flag SET document = replace(document, 'on=25', 'on=99')", "UPDATE flag SET checksum = zeroblob(32)",
    "UPDATE flag SET key = 'gamma'",
  ])
  func aDocumentThatIsNotWhatWasWrittenIsNeverServed(damage: String) throws {
    let flag = try flag()
    try store.write { try $0.put(flag) }
    #expect(try findings().allSatisfy { $0.severity != .error })
    try store.write { _ = try $0.run(damage) }
    let fault = #expect(throws: TenantError.self) { try store.read { try $0.flags() } }
    #expect(fault?.code == .storeCorrupt)
    let finding = try #require(try findings().first { $0.check == "flag-documents" })
    #expect(finding.severity == .error && finding.finding.hasPrefix("the document of flag '"))
    #expect(finding.advice?.contains("flag history") == true)
  }

  @Test func aDocumentWithAChecksumButNoSenseIsDamageToo() throws {
    try store.write { writer in
      try writer.put(try flag())
      // SHA-256 of the two bytes '{}'.
      _ = try writer.run(
        """
        UPDATE flag SET document = '{}',
          checksum = x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
        """)
    }
    let fault = #expect(throws: TenantError.self) { try store.read { try $0.flag(key) } }
    #expect(fault?.code == .storeCorrupt && fault?.message.contains("'key' is missing") == true)
  }

  @Test func overridesAreFoundByTheirTenantAlone() throws {
    let (acme, globex) = (try tenant("acme"), try tenant("globex"))
    let overrides = [
      try FlagOverride(tenant: acme.id, flag: key, variant: .on),
      try FlagOverride(tenant: acme.id, flag: key, user: "ada", variant: .off, expiresAt: store.clock.now),
      try FlagOverride(tenant: globex.id, flag: key, variant: .off),
    ]
    try store.write { writer in
      try writer.put(try flag())
      for override in overrides { try writer.put(override) }
    }
    #expect(try store.read { try $0.flagOverrides(of: acme.id) } == Array(overrides.prefix(2)))
    #expect(try store.read { try $0.flagOverrides(of: globex.id) } == [overrides[2]])
    #expect(try Set(store.read { try $0.flagOverrides(of: key) }) == Set(overrides))
    #expect(try store.read { try $0.flagOverride(of: key, tenant: acme.id, user: "ada") } == overrides[1])
    let replaced = try FlagOverride(tenant: acme.id, flag: key, variant: .off)
    try store.write { writer in
      try writer.put(replaced)
      try writer.delete(overrides[1])
    }
    #expect(try store.read { try $0.flagOverrides(of: acme.id) } == [replaced])
    #expect(try store.read { try $0.flagOverrides().count } == 2)
  }

  @Test func overridesGoWithTheDataOfTheirTenant() throws {
    let acme = try tenant("acme")
    try store.write { writer in
      try writer.put(try flag())
      try writer.put(try FlagOverride(tenant: acme.id, flag: key, variant: .on))
    }
    #expect(try store.read { try $0.rowCounts(of: acme.id)["flag_override"] } == 1)
    _ = try store.write { try $0.purgeRows(of: acme.id) }
    #expect(try store.read { try $0.flagOverrides(of: acme.id) }.isEmpty)
  }

  @Test func referencesToWhatDoesNotExistAreFound() throws {
    let acme = try tenant("acme")
    try store.write { writer in
      var flag = try flag()
      flag.entitledTiers = [try Slug(parsing: "platinum")]
      flag.prerequisites = [try FlagPrerequisite(parsing: "gone=on")]
      try writer.put(flag)
      try writer.put(try FlagOverride(tenant: acme.id, flag: key, variant: VariantName(parsing: "purple")))
      try writer.put(try FlagOverride(tenant: acme.id, flag: FlagKey(parsing: "lost"), variant: .on))
    }
    let finding = try #require(try findings().first { $0.check == "flag-references" })
    #expect(finding.severity == .error)
    #expect(
      finding.finding == "flag 'beta' needs flag 'gone', which does not exist; "
        + "flag 'beta' is for tier 'platinum', which does not exist; "
        + "an override names variant 'purple' of flag 'beta', which does not exist and 1 more")
  }

  private func findings() throws -> [StoreFinding] {
    try StateStore.examine(path: store.path)
  }
}
