// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import MetricsTestKit
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantRuntime
@testable import TenantStore

/// What is refused is counted, by the reason and without the tenant; what is accepted is not.
@Suite struct RefusalCountTests {
  private let fixture: DataFixture

  init() throws {
    ProcessMetrics.bootstrap
    fixture = try DataFixture()
  }

  private var runtime: EnforcementRuntime { fixture.base.runtime }
  private var counts: RefusalCounts { runtime.status.refusals }

  /// What the file says that all runtimes of the host refused.
  private func shared() throws -> RegisteredRefusals {
    runtime.followFile()
    return try #require(
      try EnforcementRuntime.refusals(store: .path(fixture.base.store.path), at: fixture.base.store.clock.now))
  }

  /// The words are part of the format: a reason that comes before another one would give its word to it.
  @Test func eachReasonHasItsWord() {
    let places = SharedViolations.places
    #expect(places.map(\.refusal) == CountedRefusal.allCases)
    #expect(Set(places.map(\.word)).count == places.count)
    let room = (LimitsLayout.registerOffset - LimitsLayout.refusalsOffset) / 8
    #expect(places.allSatisfy { $0.word < room })
    #expect(LimitsLayout.violationsOffset + SharedViolations.order.count * 8 <= LimitsLayout.refusalsOffset)
    let words = places.map { "\($0.word) \($0.refusal.kind)" }
    for (first, text) in [
      (
        0,
        """
        malformed unknown-key revoked-key retired-key bad-signature wrong-issuer too-long-lived not-yet-valid expired \
        wrong-audience wrong-tenant wrong-incarnation stale-lifecycle stale-placement wrong-residency missing-scope \
        wrong-caller wrong-confirmation no-hops-left wider-scope replayed replay-cache-full
        """
      ),
      (
        64,
        """
        malformed unknown-issuer unknown-key wrong-algorithm bad-signature expired not-yet-valid wrong-audience unmapped \
        conflicting-maps unknown-tenant inactive-tenant
        """
      ),
      (
        96,
        """
        inactive wrong-tenant wrong-incarnation stale-lifecycle stale-placement wrong-region foreign-stream \
        stale-delivery grant-missing grant-not-accepted grant-mismatch grant-revoked grant-expired
        """
      ),
      (160, "forbidden dirty-connection"), (176, "stale-lifecycle stale-placement"),
    ] {
      let domain = [0: "context", 64: "identity", 96: "event", 160: "statement", 176: "transaction"][first] ?? "?"
      for (index, reason) in text.split(separator: " ").enumerated() {
        #expect(words.contains("\(first + index) \(domain).\(reason)"), "\(domain).\(reason)")
      }
    }
  }

  @Test func contextsThatAreRefusedAreCountedAndOthersAreNot() throws {
    let master = MasterKeyFile(path: fixture.base.store.path + ".master-key")
    #expect(fixture.base.see(try fixture.base.administration.rotateKeys(with: master)))
    let request = ContextRequest(
      tenant: try TenantSelector(parsing: "acme"), audience: try ContextAudience(parsing: "a.example/b"),
      subject: try ContextPrincipal(parsing: "u1"), purposes: [try ContextPurpose(parsing: "p.read")])
    let token = try fixture.base.administration.issueContext(request, with: master).text
    for _ in 0..<3 { _ = try runtime.scope(verifying: token, audience: "a.example/b") }
    #expect(counts.total == 0)
    for _ in 0..<2 {
      #expect(throws: TenantError.self) { try runtime.scope(verifying: token, audience: "a.example/c") }
    }
    #expect(throws: TenantError.self) { try runtime.scope(verifying: "nonsense", audience: "a.example/b") }
    #expect(counts[.context(.wrongAudience)] == 2 && counts[.context(.malformed)] == 1 && counts.total == 3)
    #expect(try shared().refusals == counts)
    // Whatever a sign of life told is not told again.
    #expect(try shared().refusals == counts)
    #expect(runtime.status.violations.total == 0)
  }

  /// The service has not heard of the suspension: the transaction of the store refuses, and counts once.
  @Test func whatTransactionsRefuseIsCounted() throws {
    let fixture = try DataFixture { $0.busyTimeoutMilliseconds = 200 }
    try fixture.run("acme") { scope in
      try scope.values.set("a", to: [1])
      _ = try scope.values.get("a")
    }
    // The newest record, so that the boundary has nothing to look up.
    fixture.base.runtime.refresh()
    let scope = try fixture.base.scope("acme")
    let before = fixture.base.runtime.status
    #expect(before.refusals.total == 0)
    // Without a row of the journal, so that the runtime does not hear of it.
    try fixture.base.store.write { writer in
      var tenant = try writer.requireTenant(.id(scope.tenant.id))
      tenant.lifecycleEpoch += 1
      try writer.update(tenant)
    }
    for body in [{ _ = try scope.values.get("a") }, { try scope.values.set("a", to: [2]) }] as [() throws -> Void] {
      #expect(refusal { try scope.run { try body() } } == "context.refused:stale-lifecycle")
    }
    let after = fixture.base.runtime.status
    #expect(after.refusals[.transaction(.staleLifecycle)] == 2 && after.refusals.total == 2)
    #expect(after.violations == before.violations)
  }

  @Test func statementsThatReachTooFarAreCounted() throws {
    let path = try fixture.base.store.folder.write("", to: "shop.db")
    let connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try connection.execute("CREATE TABLE orders (tenant TEXT, id INTEGER, PRIMARY KEY (tenant, id))")
    let gate = StatementGate(connection.handle, tables: [try GatedTable("orders")])
    func run(_ sql: String) throws {
      try fixture.run("acme") { scope in
        try gate.run(scope) { while try SQLiteStatement(sql, on: connection).step() {} }
      }
    }
    try run("INSERT INTO my_orders (id) VALUES (1)")
    #expect(counts.total == 0)
    #expect(throws: TenantError.self) { try run("SELECT * FROM orders") }
    #expect(counts[.statement(.forbidden)] >= 1)
    #expect(throws: TenantError.self) { try run("BEGIN") }
    #expect(counts[.statement(.dirtyConnection)] == 1)
    // The databases that the library opens itself, too.
    let earlier = counts[.statement(.forbidden)]
    try fixture.run("acme") { scope in
      #expect(throws: TenantError.self) {
        try scope.database("shop").write { try $0.run("ATTACH ':memory:' AS other") }
      }
    }
    #expect(counts[.statement(.forbidden)] == earlier + 1)
  }

  @Test func eventsThatAreRefusedAreCounted() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.publish("acme", fixture.draft("a"))
    fixture.base.runtime.refresh()
    let scope = try fixture.scope("acme")
    #expect(fixture.base.runtime.status.refusals.total == 0)
    try fixture.base.store.write { writer in
      var tenant = try writer.requireTenant(.id(scope.tenant.id))
      tenant.lifecycleEpoch += 1
      try writer.update(tenant)
    }
    let draft = try fixture.draft("b")
    #expect(
      await outcome { try await scope.run { _ = try await scope.events.stream("orders").publish(draft) } }
        == .eventRefused)
    let refusals = fixture.base.runtime.status.refusals
    #expect(refusals[.event(.staleLifecycle)] == 1 && refusals.total == 1)
  }

  /// Spec 7.1.6: counted as a metric, whose only label is the reason.
  @Test func violationsAreAMetricOfTheProcess() throws {
    func count(_ reason: String) throws -> Int64 {
      (try? ProcessMetrics.metrics.expectCounter(IsolationCounters.metric, [("reason", reason)]))?.totalValue ?? 0
    }
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    let before = try count("foreign-context")
    _ = acme.refusal(.foreignContext, and: globex)
    #expect(try count("foreign-context") > before)
    // No scope is bound, so no runtime is known: the metric is all that can count it.
    let unbound = try count("unbound")
    #expect(throws: TenantError.self) { try TenantScope.current }
    #expect(try count("unbound") > unbound)
    #expect(runtime.status.violations[.unbound] == 0)
    for counter in ProcessMetrics.metrics.counters where counter.label == IsolationCounters.metric {
      #expect(counter.dimensions.map(\.0) == ["reason"])
      #expect(IsolationViolation.allCases.map(\.rawValue).contains(counter.dimensions[0].1))
    }
  }
}

/// The metrics of the test process, which can be chosen once only.
enum ProcessMetrics {
  static let metrics = TestMetrics()
  static let bootstrap: Void = MetricsSystem.bootstrap(metrics)
}
