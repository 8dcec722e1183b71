// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// A format of bills.
package enum BillFormat: String, CaseIterable, ExpressibleByArgument {
  case focus, csv
}

/// `cost import`.
package struct CostImport: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import a bill",
    discussion: """
      FOCUS files, versions 1.0 to 1.2, are read by their column names; a value of NULL is missing. Any other table needs
      --map, which names the column of each part (cost=Amount) or gives a text for every line (currency:=USD). The
      parts are cost, currency, period, service, provider, billingAccount, subAccount, category, chargeCategory, region,
      resource, chargeStart, chargeEnd, summary, tags and tag:KEY; the first three are needed.
      The whole file is one transaction. The same file again changes nothing.

      Examples:
        tenantctl cost import focus-bill.csv --format focus
        tenantctl cost import invoice.csv --format csv --map cost=Amount,period=Month,currency:=USD,service=Product
        tenantctl cost import corrected.csv --format focus --bill focus-bill --replace --yes
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("CSV file to read; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: "Format: focus or csv.")
  var format: BillFormat

  @Option(
    help: ArgumentHelp(
      "Name of the bill; the file's name without its ending where it is not given.", valueName: "name"),
    completion: StoreCompletion.bills, transform: Parse.billID)
  var bill: BillID?

  @Option(help: "Which cost of a FOCUS file is attributed: billed or effective.")
  var cost: BillLayout.FocusCost?

  @Option(help: ArgumentHelp("Columns of a csv file; repeatable.", valueName: "part=column,…"))
  var map: [String] = []

  @Flag(help: "Replace a bill of that name that has other content; its months must be attributed again.")
  var replace = false

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if format == .csv, map.isEmpty { throw ValidationError("--format csv needs --map") }
    if format == .csv, cost != nil {
      throw ValidationError("--cost chooses a column of FOCUS files; use --map cost=COLUMN")
    }
    if format == .focus, !map.isEmpty { throw ValidationError("--map is for --format csv; FOCUS names its columns") }
  }

  package func run(_ context: CommandContext) throws {
    let layout = try format == .csv ? BillLayout(parsing: map) : .focus(cost ?? .billed)
    var request = BillImport(path: file, layout: layout)
    request.bill = bill
    request.isReplacing = replace
    let id = try request.billID()
    let administration = try context.administration(Self.effect)
    if replace, try administration.bill(id) != nil {
      try context.confirm("replace bill '\(id)' and forget what is attributed of its months?", confirmation)
    }
    let progress = context.progress("importing")
    defer { progress.finish() }
    let outcome = try administration.importBill(request, from: context.input(file)) { done, total in
      progress.update(done: done, total: total)
    }
    progress.finish()
    try context.list(BillRow.rows(of: outcome.value, isDryRun: outcome.isDryRun), of: "lines")
    let summary = try "bill '\(id)': \(outcome.value.lines) lines, \(outcome.value.total())"
    try context.conclude(outcome, "imported \(summary)", unchanged: "unchanged: \(summary)")
  }
}
