// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

/// What the printed statements do in a PostgreSQL server: whatever a tenant's session says, it reaches its own rows alone.
@Suite(.enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"))
struct RowLevelSecurityServerTests {
  private let server: PostgresServer
  private static let acme = "SELECT set_config('tenantctl.tenant', 't_a', true)"

  init() throws {
    server = try PostgresServer()
    try succeed(
      "postgres",
      "CREATE ROLE owner LOGIN; CREATE ROLE shop_app LOGIN; GRANT ALL ON SCHEMA public TO owner;")
    try succeed(
      "owner",
      """
      CREATE TABLE orders (tenant text NOT NULL, id bigint, note text, PRIMARY KEY (tenant, id));
      INSERT INTO orders VALUES ('t_a', 1, 'a'), ('t_b', 1, 'b');
      """)
    let store = try TemporaryStore()
    let sql = try BuiltProgram.tenantctl(
      ["isolation", "sql", "--dialect", "postgres", "--table", "orders", "--role", "shop_app"], store: store.path)
    #expect(sql.status == 0, "\(sql.errors)")
    try succeed("postgres", sql.output)
  }

  @discardableResult
  private func succeed(_ role: String, _ statements: String) throws -> String {
    let result = try server.query(role, statements)
    #expect(result.status == 0, "\(statements): \(result.errors)")
    return result.output
  }

  /// What a session of the application says to statements, in a transaction of a tenant or without one.
  private func session(_ statements: String..., tenant: String? = acme) throws -> (status: Int32, lines: [Substring]) {
    let body = ([tenant].compactMap(\.self) + statements).joined(separator: ";")
    let result = try server.query("shop_app", "BEGIN", body, "COMMIT")
    return (result.status, result.output.split(separator: "\n"))
  }

  private func all() throws -> String {
    // Only who bypasses policies sees what is there.
    try succeed("postgres", "SELECT tenant, id, note FROM orders ORDER BY 1, 2")
  }

  @Test func attack13ATenantSeesItsOwnRowsAndNobodyElsesWithoutOneNone() throws {
    #expect(try session("SELECT note FROM orders").lines.last == "a")
    #expect(try session("SELECT count(*) FROM orders", tenant: nil).lines == ["0"])
    #expect(try session("SELECT count(*) FROM orders WHERE tenant = 't_b'").lines.last == "0")
    // The owner of the table is bound too.
    #expect(try succeed("owner", "SELECT count(*) FROM orders") == "0\n")
  }

  @Test func attack13NothingStaysInASessionThatIsUsedAgain() throws {
    let result = try server.query(
      "shop_app", "BEGIN", Self.acme, "SELECT count(*) FROM orders", "COMMIT", "SELECT count(*) FROM orders")
    #expect(result.output.split(separator: "\n") == ["t_a", "1", "0"])
    let rolledBack = try server.query(
      "shop_app", "BEGIN", Self.acme, "ROLLBACK", "SELECT count(*) FROM orders")
    #expect(rolledBack.output.split(separator: "\n") == ["t_a", "0"])
  }

  @Test func attack15RowsOfOthersAreNeitherWrittenNorTakenOver() throws {
    let before = try all()
    #expect(try session("INSERT INTO orders VALUES ('t_b', 9, 'x')").status != 0)
    #expect(try session("UPDATE orders SET tenant = 't_b'").status != 0)
    #expect(try session("INSERT INTO orders VALUES ('t_a', 9, 'x')", tenant: nil).status != 0)
    #expect(try session("TRUNCATE orders").status != 0)
    #expect(try session("UPDATE orders SET note = 'z' WHERE tenant = 't_b'").status == 0)
    #expect(try session("DELETE FROM orders WHERE tenant = 't_b'").status == 0)
    #expect(try all() == before)
    #expect(try session("INSERT INTO orders VALUES ('t_a', 9, 'x')").status == 0)
    #expect(try all() == "t_a|1|a\nt_a|9|x\nt_b|1|b\n")
  }

  @Test func attack15ThePolicyIsNotWidenedAndNotPutAside() throws {
    try succeed("postgres", "CREATE POLICY wide ON orders FOR SELECT TO PUBLIC USING (true)")
    #expect(try session("SELECT count(*) FROM orders", tenant: nil).lines == ["0"])
    #expect(try session("SELECT count(*) FROM orders").lines.last == "1")
    #expect(try session("ALTER TABLE orders DISABLE ROW LEVEL SECURITY").status != 0)
    #expect(try session("SET LOCAL row_security = off; SELECT count(*) FROM orders").status != 0)
    #expect(try session("SET ROLE owner").status != 0)
  }
}
