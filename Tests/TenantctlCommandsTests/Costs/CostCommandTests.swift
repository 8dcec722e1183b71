// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct CostCommandTests {
  private let harness: CommandHarness
  private let bill: String

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    bill = try harness.store.folder.write(
      """
      Amount,Month,Product,Account
      1.50,2024-09,api,11
      2.25,2024-09,db,12
      -0.75,2024-10,api,11

      """, to: "september.csv")
    harness.run("tenant onboard acme --tier pro --region eu-west-1 --external-id sub-account=11")
    harness.run("tenant onboard globex --tier free --region eu-west-1")
  }

  private func importBill(_ options: String = "") -> CommandResult {
    harness.run(
      "cost import \(bill) --format csv --map cost=Amount,period=Month,currency:=USD,service=Product "
        + "--map subAccount=Account \(options)")
  }

  private func prepare() {
    _ = importBill()
    harness.run("cost rule set own --method direct --owner external:sub-account")
    harness.run("cost attribute --period all")
  }

  @Test func importPrintsMonthsAndSaysWhatItRead() throws {
    let result = importBill("--json")
    #expect(result.status == 0)
    #expect(result.errors == "imported bill 'september': 3 lines, 3 USD\n")
    let rows = try #require(try JSONValue(parsing: result.output).array)
    #expect(rows.map { $0["amount"]?.string } == ["3.75", "-0.75"])
    #expect(rows.map { $0["period"]?.string } == ["2024-09", "2024-10"])
    let again = importBill()
    #expect(again.status == 0)
    #expect(again.errors == "unchanged: bill 'september': 3 lines, 3 USD\n")
    #expect(harness.run("cost bill list --quiet").output == "september\nseptember\n")
  }

  @Test func importRehearses() {
    let result = importBill("--dry-run --exit-code --json")
    #expect(result.status == 10)
    #expect(result.output.contains(#""dryRun":true"#))
    #expect(result.errors == "(dry run) would have imported bill 'september': 3 lines, 3 USD\n")
    #expect(harness.run("cost bill list").errors == "no bills\n")
  }

  @Test func replacingABillIsConfirmed() throws {
    _ = importBill()
    try harness.store.folder.write("Amount,Month,Product,Account\n9,2024-09,api,11\n", to: "september.csv")
    #expect(importBill().status == 4)
    #expect(importBill("--replace").status == 2)
    harness.answers = ["n"]
    #expect(importBill("--replace").status == 1)
    harness.answers = []
    #expect(importBill("--replace --yes").status == 0)
    #expect(harness.run("cost bill list -o csv --fields amount --no-header").output == "9\n")
  }

  @Test(arguments: [
    "cost import x.csv", "cost import x.csv --format csv", "cost import x.csv --format focus --map cost=A",
    "cost import x.csv --format csv --map cost=A --cost billed", "cost import x.csv --format focus --bill a/b",
    "cost import - --format focus", "cost rule set own --method direct", "cost rule set own --method proportional",
    "cost rule set own --method fixed", "cost rule set own --method even --meter calls",
    "cost rule set own --method even --by weight", "cost rule set own --method direct --owner name",
    "cost rule set own --method fixed --share acme", "cost rule set own --method fixed --share acme=0.00001%",
    "cost rule set own --method fixed --share acme=-1", "cost rule set own --method even --match colour=red",
    "cost rule set own --method fixed --share acme=1 --share acme=2", "cost attribute", "cost attribute --period May",
    "cost report --by customer", "cost explain", "cost explain acme --reason idle", "cost explain --reason laziness",
    "cost report --fields price",
  ])
  func misspelledCommandsAreUsageErrors(line: String) {
    let result = harness.run(line)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: "))
  }

  @Test func rulesAreListedInTheirOrder() throws {
    let lines = [
      "cost rule set own --method direct --owner external:sub-account --field tag:team --priority 5",
      "cost rule set use --method proportional --meter calls --usage-period 2015-05 --capacity 100 --match service=db",
      "cost rule set use-all --method proportional --meter calls", "cost rule set even --method even --by head",
      "cost rule set time --method even", "cost rule set part --method fixed --share acme=12.5% --share globex=500000",
    ]
    for line in lines { #expect(harness.run(line).status == 0, "\(line)") }
    let rules = try #require(try harness.json("cost rule list").array)
    #expect(rules.map { $0["name"]?.string } == ["own", "even", "part", "time", "use", "use-all"])
    #expect(rules[0]["field"]?.string == "tag:team")
    let shares = try #require(rules[2]["shares"]?.object)
    #expect(shares.values.compactMap(\.number).sorted() == ["125000", "500000"])
    #expect(rules[4]["usagePeriod"]?.string == "2015-05")
    #expect(rules[4]["capacity"]?.number == "100")
    #expect(rules[4]["match"]?.array == [.string("service=db")])
    let table = harness.run("cost rule list").output
    #expect(table.contains("calls in 2015-05, capacity 100"))
    #expect(table.contains("2 fixed shares"))
    #expect(table.contains("all to the tenant whose external:sub-account is the line's tag:team"))
    #expect(harness.run(lines[1]).errors.hasSuffix("unchanged\n"))
    #expect(harness.run(lines[1]).errors.hasPrefix("warning: meter 'calls' has never been counted\n"))
  }

  @Test func impossibleRulesAreRefused() {
    #expect(harness.run("cost rule set part --method fixed --share acme=60% --share globex=50%").status == 6)
    #expect(harness.run("cost rule set part --method fixed --share nobody=60%").status == 3)
    #expect(harness.run("cost rule set use --method proportional --meter NO").status == 6)
    #expect(harness.run("cost rule set use --method proportional --meter calls --capacity 0").status == 6)
  }

  @Test func anUnsetRuleIsGone() {
    harness.run("cost rule set shared --method even")
    let unknown = harness.run("cost rule unset sharee")
    #expect(unknown.status == 3)
    #expect(unknown.errors == "error: cost rule 'sharee' not found\nhint: did you mean 'shared'?\n")
    #expect(harness.run("cost rule unset sharee --if-exists").errors == "cost rule 'sharee' does not exist\n")
    #expect(harness.run("cost rule unset shared").errors == "deleted cost rule 'shared'\n")
    #expect(harness.run("cost rule list").errors == "no cost rules\n")
  }

  @Test func attributePrintsWhatBecameOfEachMonth() throws {
    _ = importBill()
    harness.run("cost rule set own --method direct --owner external:sub-account")
    let rehearsed = harness.run("cost attribute --period all --dry-run --json")
    #expect(rehearsed.errors == "(dry run) would have attributed 2 months\n")
    #expect(rehearsed.output.contains(#""dryRun":true"#))
    let rows = try #require(try harness.json("cost attribute --period all").array)
    #expect(rows.map { $0["attributed"]?.string } == ["1.5", "-0.75"])
    #expect(rows.map { $0["unallocated"]?["no-owner"]?.string } == ["2.25", nil])
    #expect(rows[0]["rules"]?.array?.count == 1)
    #expect(harness.run("cost attribute --period 2024-09").errors == "unchanged: 1 month\n")
    #expect(harness.run("cost attribute --period 2023-01").status == 3)
  }

  @Test func theReportAddsUpAndSaysSo() throws {
    #expect(harness.run("cost report").errors == "no costs\n")
    _ = importBill()
    #expect(
      harness.run("cost report").errors == """
        total 3 USD, as billed; nothing attributed to tenants
        warning: 3 USD not attributed yet; run 'tenantctl cost attribute --period all'

        """)
    prepare()
    let result = harness.run("cost report")
    #expect(
      result.output == """
        TENANT  REASON    AMOUNT  CURRENCY  PERCENT
        acme    -           0.75  USD         25.00
        -       no-owner    2.25  USD         75.00

        """)
    #expect(result.errors == "total 3 USD, as billed; 0.75 USD attributed to tenants\n")
    let rows = try #require(try harness.json("cost report --by service --period 2024-09").array)
    #expect(rows.map { $0["service"]?.string } == ["api", "db"])
    #expect(rows.map { $0["total"]?.string } == ["3.75", "3.75"])
    #expect(rows.map { $0["reason"] } == [.null, .string("no-owner")])
    #expect(harness.run("cost report --by tier -o csv --fields tier,amount").output == "tier,amount\npro,0.75\n,2.25\n")
    #expect(
      harness.run("cost report --by pool -o csv --fields pool,reason,amount --no-header").output
        == "everybody,,0.75\n,no-owner,2.25\n")
    #expect(
      harness.run("cost report --by period -o csv --fields period,amount --no-header").output
        == "2024-09,1.5\n2024-10,-0.75\n2024-09,2.25\n")
    #expect(harness.run("cost report --limit 1 -q").output == "acme\n")
  }

  @Test func everyFigureCanBeExplained() throws {
    #expect(harness.run("cost explain acme").status == 3)
    prepare()
    let result = harness.run("cost explain acme")
    #expect(
      result.output == """
        PERIOD   BILL       LINE  SERVICE  LINE AMOUNT  RULE  WEIGHT  OF  AMOUNT  CURRENCY
        2024-09  september     2  api              1.5  own        1   1     1.5  USD
        2024-10  september     4  api            -0.75  own        1   1   -0.75  USD

        """)
    #expect(result.errors == "total 0.75 USD over 2 lines, as reported\n")
    let summary = try #require(try harness.json("cost explain acme --summary --period 2024-09").array)
    #expect(summary.map { $0["weights"]?.string } == ["subAccount '11' is external:sub-account of the tenant"])
    #expect(summary.map { $0["lines"]?.number } == ["1"])
    let nobody = try #require(try harness.json("cost explain --reason no-owner").array)
    #expect(nobody.map { $0["subAccount"]?.string } == ["12"])
    #expect(nobody.map { $0["weight"] } == [.null])
    #expect(harness.run("cost explain globex").errors == "no costs\n")
    #expect(harness.run("cost explain nobody").status == 3)
  }
}
