// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore
import TenantTestSupport
import Testing

@Suite struct TenantFlagsTests {
  private let form: FlagKey
  private let fixture: RuntimeFixture

  init() throws {
    form = try FlagKey(parsing: "checkout.form")
    fixture = try RuntimeFixture()
  }

  private func change(_ key: FlagKey, _ edit: (inout FlagChanges) throws -> Void) throws -> Outcome<FeatureFlag> {
    var changes = FlagChanges()
    try edit(&changes)
    return try fixture.administration.updateFlag(key, changes)
  }

  private func create(_ key: FlagKey) throws -> Outcome<FeatureFlag> {
    var definition = FlagChanges()
    definition.state = .on
    return try fixture.administration.createFlag(key, kind: .boolean, definition)
  }

  @Test func aFlagFollowsItsOperator() throws {
    #expect(!(try fixture.scope("acme").flags.boolean(form, default: false)))
    #expect(fixture.see(try create(form)))
    #expect(try fixture.scope("acme").flags.boolean(form, default: false))
    #expect(fixture.see(try change(form) { $0.isKilled = true }))
    #expect(!(try fixture.scope("acme").flags.boolean(form, default: true)))
    #expect(try fixture.scope("acme").flags.evaluate(form)?.reason == .killed)
    #expect(fixture.see(try fixture.administration.deleteFlag(form)))
    #expect(try fixture.scope("acme").flags.evaluate(form) == nil)
    #expect(fixture.runtime.status.reloads == 1)
  }

  @Test func aScopeKeepsTheFlagsItStartedWith() throws {
    #expect(fixture.see(try create(form)))
    let scope = try fixture.scope("acme")
    #expect(fixture.see(try change(form) { $0.state = .off }))
    #expect(scope.flags.boolean(form, default: false))
    #expect(!(try fixture.scope("acme").flags.boolean(form, default: true)))
  }

  @Test func anOverrideOfATenantConcernsItAlone() throws {
    #expect(fixture.see(try create(form)))
    _ = (try fixture.scope("acme"), try fixture.scope("globex"))
    let acme = TenantSelector.slug(try Slug(parsing: "acme"))
    #expect(fixture.see(try fixture.administration.overrideFlag(form, of: acme, to: .off)))
    #expect(try fixture.scope("acme").flags.evaluate(form)?.reason == .override)
    #expect(!(try fixture.scope("acme").flags.boolean(form, default: true)))
    #expect(try fixture.scope("globex").flags.boolean(form, default: false))
    #expect(fixture.see(try fixture.administration.overrideFlag(form, of: acme, user: "ann", to: .on)))
    #expect(try fixture.scope("acme").flags.boolean(form, user: "ann", default: false))
    #expect(!(try fixture.scope("acme").flags.boolean(form, user: "bob", default: true)))
    #expect(fixture.see(try fixture.administration.clearOverride(of: form, of: acme)))
    #expect(try fixture.scope("acme").flags.boolean(form, default: false))
  }

  @Test func rulesSeeTheTenantTheUserAndTheContext() throws {
    #expect(fixture.see(try create(form)))
    let rules = [
      "tier = free and beta = true => off", "user.plan = trial => off", "tenant = globex => off",
    ]
    #expect(fixture.see(try change(form) { $0.rules = try rules.map { try FlagRule(parsing: $0) } }))
    let acme = try fixture.scope("acme").flags
    #expect(acme.evaluate(form)?.rule == nil)
    #expect(acme.evaluate(form, context: ["beta": true])?.rule == 1)
    #expect(acme.evaluate(form, user: "ann", userAttributes: ["plan": "trial"])?.rule == 2)
    #expect(try fixture.scope("globex").flags.evaluate(form)?.rule == 3)
  }

  @Test func theRuntimeDecidesAsTheOperatorsExplanationSays() throws {
    #expect(fixture.see(try create(form)))
    let rules = ["user = ann => off", "tier = free => on=30,off=70 by user"]
    #expect(fixture.see(try change(form) { $0.rules = try rules.map { try FlagRule(parsing: $0) } }))
    let scope = try fixture.scope("acme")
    for user in ["ann"] + (0..<200).map({ "user-\($0)" }) {
      let explained = try fixture.administration.evaluateFlag(
        form, for: .id(scope.tenant.id), user: user, at: fixture.store.clock.now)
      #expect(scope.flags.evaluate(form, user: user) == explained.evaluation)
    }
  }

  @Test func eachKindHasItsValue() throws {
    func make(_ name: String, _ kind: FlagKind, _ value: String) throws -> FlagKey {
      var definition = FlagChanges()
      definition.state = .on
      definition.variants = ["main": value]
      definition.defaultVariant = try VariantName(parsing: "main")
      definition.offVariant = definition.defaultVariant
      let key = try FlagKey(parsing: name)
      #expect(fixture.see(try fixture.administration.createFlag(key, kind: kind, definition)))
      return key
    }
    let color = try make("color", .string, "blue")
    let ratio = try make("ratio", .number, "0.25")
    let layout = try make("layout", .object, #"{"columns":3}"#)
    let flags = try fixture.scope("acme").flags
    #expect(flags.string(color, default: "") == "blue")
    #expect(flags.number(ratio, default: 0) == 0.25)
    #expect(flags.object(layout, default: [:]) == ["columns": .number("3")])
    // Of another kind than asked for, and unknown.
    for key in [color, try FlagKey(parsing: "unknown")] {
      #expect(flags.boolean(key, default: true))
      #expect(flags.number(key, default: 7) == 7)
      #expect(flags.object(key, default: ["a": .null]) == ["a": .null])
    }
    #expect(flags.string(ratio, default: "none") == "none")
  }

  @Test func aRevisionThatBreaksARuleIsRefusedAndTheLastGoodOneStays() throws {
    #expect(fixture.see(try create(form)))
    let acme = try fixture.scope("acme").tenant
    let good = fixture.runtime.status.revision
    let intact = try fixture.store.read { try $0.requireFlag(form) }
    var broken = intact
    broken.state = .off
    broken.prerequisites = [FlagPrerequisite(flag: try FlagKey(parsing: "missing"), variant: .on)]
    // The operations would refuse this; the store takes it from whoever writes it.
    try fixture.store.write { writer in
      var tenant = acme
      tenant.name = "Changed together with the flag"
      try writer.update(tenant)
      try writer.record(.tenantUpdate, key: "acme", tenant: tenant.id, after: tenant)
      try writer.put(broken)
      try writer.record(.flagUpdate, key: form.rawValue)
    }
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.fault?.code == .flagNotFound })
    let served = try fixture.scope("acme")
    #expect(served.revision == good)
    #expect(served.tenant == acme)
    #expect(served.flags.boolean(form, default: false))
    // A tenant that has not changed since is loaded as of the last good revision …
    #expect(try fixture.scope("globex").revision == good)
    // … and one that has is refused, because it cannot be shown as it was.
    let late = try fixture.administration.onboard(.sample("late-comer")).value
    #expect(code { _ = try fixture.scope("late-comer") } == .flagNotFound)
    try fixture.store.write { writer in
      try writer.put(intact)
      try writer.record(.flagUpdate, key: form.rawValue)
    }
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.fault == nil })
    #expect(try fixture.scope("acme").tenant.name == "Changed together with the flag")
    #expect(try fixture.scope("late-comer").tenant == late)
  }
}
