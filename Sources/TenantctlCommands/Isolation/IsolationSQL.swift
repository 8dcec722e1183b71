// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TerminalOutput

/// A database for which `isolation sql` prints statements.
package enum DatabaseDialect: String, CaseIterable, ExpressibleByArgument {
  /// PostgreSQL 15 or later.
  case postgres
}

/// `isolation sql`.
package struct IsolationSQL: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Print the statements that let a database keep the rows of tenants apart by itself",
    discussion: """
      Row-level security that also binds the owner of the tables: without a tenant in the transaction no row is visible. The
      role must exist, and must not own the tables. Read the statements before you run them.

      Examples:
        tenantctl isolation sql --table orders --table shop.invoices --role shop_app
        tenantctl isolation sql --dialect postgres --table orders --column tenant_id --role shop_app
      """)
  package static let effect = CommandEffect.reads

  @Option(help: "The database.")
  var dialect = DatabaseDialect.postgres

  @Option(help: ArgumentHelp("A table with rows of tenants; repeat it for each.", valueName: "name"))
  var table: [String]

  @Option(help: ArgumentHelp("The column of the tenant's id.", valueName: "name"))
  var column = "tenant"

  @Option(help: ArgumentHelp("The role of the application.", valueName: "name"))
  var role: String

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let statements =
      switch dialect {
      case .postgres: try Administration.rowLevelSecurity(tables: table, column: column, role: role)
      }
    try context.output.write(statements)
  }
}
