// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@testable import TenantctlCommands

@Suite(.canary) struct IsolationCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for line in [
      "key rotate --yes", "tenant onboard acme --tier free --region eu-west-1",
      "tenant onboard globex --tier free --region eu-west-1",
    ] {
      let result = harness.run(line)
      #expect(result.status == 0, "\(result.errors)")
    }
    try harness.store.plantCanary(in: "globex")
  }

  private func file(_ name: String) -> String { harness.store.folder.file(name) }

  @Test func theEvidenceOfAnErasureIsWrittenAndVerified() throws {
    #expect(harness.run("key publish \(file("keys.json"))").status == 0)
    let left = harness.run("tenant offboard acme --no-export --evidence \(file("e.json")) --confirm acme")
    #expect(left.status == 0 && left.errors.contains("wrote the evidence to"), "\(left.errors)")
    let stated = try harness.json("evidence verify \(file("e.json"))").object
    #expect(stated?["slug"]?.string == "acme" && stated?["places"]?.array == [.string("everybody")])
    let offline = harness.run(
      "evidence verify \(file("e.json")) --keys \(file("keys.json")) --store /nonexistent --json")
    #expect(offline.status == 0 && offline.errors.isEmpty || offline.errors == "the evidence is genuine\n")
    try harness.store.folder.write("{}", to: "other.json")
    let refused = harness.run("evidence verify \(file("other.json"))")
    #expect(refused.status == 6 && refused.errors.contains("the evidence is refused"))
    // Later, once more.
    #expect(
      harness.run("tenant offboard acme --no-export --evidence \(file("e.json")) --confirm acme").status == 4)
    #expect(
      harness.run("tenant offboard acme --no-export --evidence \(file("e2.json")) --confirm acme").status == 0)
    #expect(harness.run("tenant offboard acme --no-export --confirm acme").status == 4)
  }

  @Test func aHoldIsVisible() throws {
    let held = harness.run("tenant offboard acme --no-export --hold-until 2030-01-01T00:00:00Z --confirm acme")
    #expect(held.status == 0 && held.errors.contains("held until 2030-01-01T00:00:00Z"), "\(held.errors)")
    let legal = harness.run("tenant offboard acme --no-export --legal-hold --confirm acme")
    #expect(legal.errors.contains("held until the hold is lifted"))
    #expect(harness.run("tenant offboard acme --no-export --legal-hold --release-hold --confirm acme").status == 2)
    #expect(harness.run("tenant offboard acme --no-export --evidence - --confirm acme").status == 2)
    #expect(harness.run("tenant list -q --state offboarding").output == "acme\n")
    #expect(harness.run("tenant offboard acme --no-export --release-hold --confirm acme").status == 0)
    #expect(harness.run("tenant list -q --state offboarded").output == "acme\n")
  }

  @Test func isolationIsVerified() throws {
    let well = harness.run("isolation verify")
    #expect(well.status == 0 && well.errors.contains("checks passed"), "\(well.errors)")
    let data = harness.store.path + "-data"
    try harness.store.folder.write("x", to: "state.db-data")
    #expect(FileCheck.exists(data))
    let broken = harness.run("isolation verify")
    #expect(broken.status == 1, "\(broken.errors)")
  }

  @Test func refusalsAreReported() throws {
    let none = harness.run("isolation report")
    #expect(none.status == 0 && none.output.isEmpty, "\(none.output)")
    let runtime = try EnforcementRuntime(store: .path(harness.store.path))
    let scope = try runtime.scope(of: TenantSelector(parsing: "acme"))
    for _ in 0..<3 { #expect(throws: TenantError.self) { try scope.values.get("a") } }
    #expect(throws: TenantError.self) { try runtime.scope(verifying: "nonsense", audience: "a.example/b") }
    runtime.close()
    try harness.store.folder.write("a.b.c", to: "token")
    #expect(harness.run("context issue --from-jwt \(file("token")) --audience a.example/b --purpose p").status == 5)
    let rows = try harness.json("isolation report --sort count:desc").array?.map(\.object)
    #expect(rows?.first??["kind"]?.string == "unbound" && rows?.first??["count"]?.number == "3", "\(rows ?? [])")
    #expect(rows?.first??["wall"]?.string == "checks" && rows?.first??["source"]?.string == "services")
    let others = (rows ?? []).dropFirst().compactMap { row in row?["source"]?.string.map { ($0, row?["kind"]?.string) }
    }
    #expect(Set(others.map(\.0)) == ["services", "journal"])
    #expect(others.first { $0.0 == "services" }?.1 == "context.malformed")
    #expect(rows?.dropFirst().allSatisfy { $0?["wall"]?.string == "edge" } == true)
    #expect(rows?.count == 3, "\(rows ?? [])")
    // Services count without tenants, and not by periods.
    #expect(harness.run("isolation report --tenant acme -q").output.isEmpty)
    let later = harness.run("isolation report --since 2030-01-01T00:00:00Z --json")
    #expect(later.output == "[]\n" && later.errors.contains("is not of this period"), "\(later.errors)")
    let csv = harness.run("isolation report --output csv").output
    #expect(
      csv.hasPrefix("source,wall,kind,tenant,count,since\n")
        || csv.hasPrefix("source,wall,kind,tenant,count,since\r\n"), "\(csv)")
    #expect(harness.run("isolation report --tenant nobody").status == 3)
  }

  /// Row 15: the policies bind the owner too, cannot be widened by others, and show nothing where no tenant is set.
  @Test func attack15TheStatementsForPostgreSQLFailClosed() {
    let result = harness.run("isolation sql --table orders --table shop.invoices --column tenant_id --role shop_app")
    #expect(result.status == 0)
    for table in ["\"orders\"", "\"shop\".\"invoices\""] {
      for part in [
        "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY;", "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY;",
        "ON \(table) AS PERMISSIVE FOR ALL TO PUBLIC", "ON \(table) AS RESTRICTIVE FOR ALL TO PUBLIC",
        "REVOKE ALL ON \(table) FROM PUBLIC, \"shop_app\";",
      ] {
        #expect(result.output.contains(part), "\(part)")
      }
    }
    let condition = "(\"tenant_id\" = nullif(current_setting('tenantctl.tenant', true), ''))"
    #expect(result.output.contains("USING \(condition)") && result.output.contains("WITH CHECK \(condition)"))
    #expect(result.output.contains("NOSUPERUSER NOBYPASSRLS"))
    for name in ["'or\"ders'", "a.b.c", "1a", "''", "A", "a;b", "a--", "."] {
      #expect(harness.run("isolation sql --table \(name) --role shop_app").status == 6, "\(name)")
    }
    #expect(harness.run("isolation sql --table orders --role a.b").status == 6)
    #expect(harness.run("isolation sql --table orders").status == 2)
  }
}
