// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// A gate in a connection to an application's own SQLite database in which tenants share tables.
///
/// ```swift
/// let gate = StatementGate(connection, tables: [try GatedTable("orders")])
/// try gate.run(scope) { /* reads and writes my_orders */ }
/// ```
///
/// Inside of ``run(_:_:)`` the rows of the scope's tenant are those of a view, `my_orders` for the table `orders`. It can be
/// read, inserted into, updated and deleted from; rows of others are not there. A statement that names the table itself is
/// refused when it is compiled, and so is all that would outlast the scope: statements about the schema, temporary tables,
/// attached databases and pragmas. Outside of it, everything is refused: there is no default tenant.
///
/// A column that is left out of an insertion, or `NULL` in it, takes its default. The view knows no `UPSERT` and no
/// `rowid`. The tables need a primary key. Where a key is unique among all tenants, one that another tenant has is refused,
/// which tells that it is taken: let keys and indexes begin with the tenant, which is faster, too.
///
/// A transaction that wrote asks, before it is committed, whether the tenant is still served as the scope knew it, and is
/// rolled back where it is not. For that the gate has the connection's commit hook while it is open.
///
/// Keep the gate for as long as the connection. Calls that compile no statement, like those for blobs and backups, pass it by.
/// The gate is a net under the statements of a service, not a prison for those of an attacker. It belongs to the thread that
/// uses the connection.
public final class StatementGate {
  private let gate: SQLGate

  /// Puts the gate into a connection.
  ///
  /// - Parameters:
  ///   - connection: The connection, an `sqlite3 *`, which outlives the gate.
  ///   - tables: The tables with rows of tenants.
  ///   - sharedTables: Tables without rows of tenants; they can be read. Any other table cannot be touched.
  public init(_ connection: OpaquePointer, tables: [GatedTable], sharedTables: Set<String> = []) {
    gate = SQLGate(connection, tables: tables, sharedTables: sharedTables)
  }

  /// Opens the gate for the tenant of a scope while a body runs, inside of `scope.run`.
  ///
  /// - Parameters:
  ///   - scope: The scope, which is bound to the task.
  ///   - body: Uses the connection.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` where the tenant is not bound or not served as the scope knew it, or with
  ///   ``TenantErrorCode/isolationViolation`` where the connection carries something over: a transaction, a statement
  ///   half-way, temporary objects, attached databases, before or after the body; what it had not committed is rolled back.
  ///   With ``TenantErrorCode/contextRefused`` where a transaction was not committed because the tenant was suspended, moved or
  ///   had left meanwhile, whatever the body made of that. What the body throws.
  public func run<Result>(_ scope: TenantScope, _ body: () throws -> Result) throws -> Result {
    try scope.requireBound()
    let counters = scope.core.violations
    try counters.counting { try gate.open(for: scope.tenant.id) { try scope.core.vault.requireServed(scope) } }
    defer { for _ in 0..<gate.forbidden { counters.count(.statement(.forbidden)) } }
    let result: Result
    do {
      result = try body()
    } catch {
      gate.close()
      throw gate.refusal ?? error
    }
    let isDirty = gate.close()
    if let refusal = gate.refusal { throw refusal }
    guard !isDirty else {
      counters.count(.statement(.dirtyConnection))
      throw TenantError(
        .isolationViolation, "the connection carries something over: a transaction was left open",
        hint: "commit or roll back before the scope ends; it was rolled back", details: ["reason": "dirty-connection"])
    }
    return result
  }
}
