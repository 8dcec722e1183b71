// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// A service that embeds the runtime reacts to the operator's commands without a restart; both are processes of their own.
@Suite struct EmbeddedServiceTests {
  private let store: TemporaryStore
  private let service: BuiltProgram

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    for slug in ["acme", "globex"] {
      try Self.tenantctl(["tenant", "onboard", slug, "--tier", "free", "--region", "eu-west-1"], store)
    }
    service = try BuiltProgram(BuiltProgram.path("embed-example"), [store.path])
    #expect(service.readLine() == "ready")
  }

  @discardableResult
  private static func tenantctl(_ arguments: [String], _ store: TemporaryStore) throws -> CommandResult {
    let result = try BuiltProgram.tenantctl(arguments, store: store.path)
    guard result.status == 0 else {
      throw TestSupportFault("\(arguments) ended with \(result.status): \(result.errors)")
    }
    return result
  }

  /// Runs a command and waits until the service serves what it did.
  private func operate(_ line: String) throws {
    try Self.tenantctl(line.split(separator: " ").map(String.init), store)
    let revision = try store.read { try $0.latestRevision() }
    #expect(ask("wait \(revision)") == "revision \(revision)")
  }

  private func ask(_ request: String) -> String? {
    service.write(request + "\n")
    return service.readLine()
  }

  @Test func aToggledFlagIsServedByTheNextRequest() throws {
    #expect(ask("flag acme checkout.form") == "unknown flag")
    try operate("flag create checkout.form --on")
    #expect(ask("flag acme checkout.form") == "true STATIC")
    try operate("flag off checkout.form")
    #expect(ask("flag acme checkout.form") == "false DISABLED")
    try operate("flag on checkout.form")
    #expect(ask("flag globex checkout.form") == "true STATIC")
  }

  @Test func aLimitHoldsAndFollowsTheOperator() throws {
    #expect(ask("admit acme jobs")?.hasPrefix("served no-quota") == true)
    try operate("quota set jobs 2/min --tenant acme")
    #expect(
      ask("admit acme jobs")?
        .hasPrefix(#"served within-limit RateLimit-Policy: "jobs";q=2;w=60 RateLimit: "jobs";r=1;t="#)
        == true)
    #expect(ask("admit acme jobs")?.hasPrefix("served within-limit") == true)
    #expect(ask("admit acme jobs")?.hasPrefix("refused exceeded") == true)
    #expect(ask("admit acme jobs 3")?.hasPrefix("refused never-satisfiable") == true)
    #expect(ask("admit globex jobs")?.hasPrefix("served no-quota") == true)
    try operate("quota set jobs 9/min --tenant acme")
    #expect(ask("admit acme jobs")?.hasPrefix("served within-limit") == true)
  }

  @Test func aSuspendedTenantIsServedNothing() throws {
    #expect(ask("tenant acme")?.hasPrefix("acme tier=free ") == true)
    try operate("tenant suspend acme")
    #expect(ask("tenant acme") == "error tenant.inactive: tenant 'acme' is suspended and served nothing")
    #expect(ask("tenant globex")?.hasPrefix("globex tier=free ") == true)
    try operate("tenant update globex --tier pro")
    #expect(ask("tenant globex")?.hasPrefix("globex tier=pro ") == true)
    try operate("tenant resume acme")
    #expect(ask("tenant acme")?.hasPrefix("acme tier=free ") == true)
  }

  @Test func aRestoreOfTheStoreIsServed() throws {
    let backup = store.folder.file("backup.db")
    try Self.tenantctl(["backup", backup], store)
    try operate("tenant suspend acme")
    #expect(ask("tenant acme")?.hasPrefix("error tenant.inactive") == true)
    try Self.tenantctl(["restore", backup, "--yes"], store)
    // The restored history has a row less than the one that was served and one of its own; the next one is a new number.
    try operate("flag create checkout.form")
    #expect(ask("tenant acme")?.hasPrefix("acme tier=free ") == true)
    #expect(ask("status")?.contains("reloads=2") == true)
  }

  @Test func requestsThatMakeNoSenseAreAnswered() throws {
    #expect(ask("nonsense")?.hasPrefix("error usage") == true)
    #expect(ask("wait long")?.hasPrefix("error usage") == true)
    #expect(ask("tenant nobody") == "error tenant.not_found: tenant 'nobody' not found")
    #expect(ask("flag acme Bad")?.hasPrefix("error invalid_value") == true)
    #expect(ask("status")?.contains("reloads=1") == true)
    service.write("quit\n")
    #expect(service.finish().status == 0)
  }

  @Test func aServiceWithoutAStoreDoesNotStart() throws {
    let result = try BuiltProgram.run(BuiltProgram.path("embed-example"), [store.folder.file("none.db")])
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no store at"))
    #expect(try BuiltProgram.run(BuiltProgram.path("embed-example"), []).status == 2)
  }
}
