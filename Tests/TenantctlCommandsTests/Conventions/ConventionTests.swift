// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

/// What holds for every command alike.
@Suite struct ConventionTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("tenant onboard globex --tier free --region eu-west-1")
  }

  @Test func formatsHoldTheSameValues() throws {
    #expect(harness.run("tenant list -q").output == "acme\nglobex\n")
    #expect(harness.run("tenant list --fields slug,tier -o csv").output == "slug,tier\nacme,pro\nglobex,free\n")
    #expect(harness.run("tenant list --fields slug,tier -o csv --no-header").output == "acme,pro\nglobex,free\n")
    #expect(
      harness.run("tenant list --fields slug,tier -o jsonl").output
        == "{\"slug\":\"acme\",\"tier\":\"pro\"}\n{\"slug\":\"globex\",\"tier\":\"free\"}\n")
    #expect(
      harness.run("tenant list --fields slug,tier --json").output
        == "[{\"slug\":\"acme\",\"tier\":\"pro\"},{\"slug\":\"globex\",\"tier\":\"free\"}]\n")
    #expect(
      harness.run("tenant list --fields slug,tier -o yaml").output
        == "- slug: acme\n  tier: pro\n- slug: globex\n  tier: free\n")
    #expect(harness.run("tenant list --fields slug,tier").output == "SLUG    TIER\nacme    pro\nglobex  free\n")
    harness.environment["TENANTCTL_OUTPUT"] = "csv"
    #expect(harness.run("tenant list --fields slug --limit 1").output == "slug\nacme\n")
    harness.environment["TENANTCTL_OUTPUT"] = "xml"
    #expect(harness.run("tenant list").status == 2)
  }

  @Test func listsAreCutOrderedAndFiltered() {
    #expect(harness.run("tenant list -q --sort tier --limit 1").output == "globex\n")
    #expect(harness.run("tenant list -q --sort slug:desc").output == "globex\nacme\n")
    #expect(harness.run("tenant list -q --filter tier=pro").output == "acme\n")
    #expect(harness.run("tenant list -q --tier pro --state active --region eu-west-1").output == "acme\n")
    let empty = harness.run("tenant list --state suspended")
    #expect(empty.output == "" && empty.errors == "no tenants\n" && empty.status == 0)
    let unknown = harness.run("tenant list --fields slgu")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean 'slug'?") && unknown.output == "")
    for bad in ["--sort :", "--sort slug:up", "--filter slug", "--limit -1"] {
      #expect(harness.run("tenant list \(bad)").status == 2, "\(bad)")
    }
  }

  @Test func quietSaysNothingButIDs() {
    let result = harness.run("tenant onboard initech --tier free --region eu-west-1 -q")
    #expect(result.output == "initech\n" && result.errors == "")
  }

  @Test func aQuestionIsAnsweredByOptionPersonOrNotAtAll() {
    let nobody = harness.run("tier delete starter")
    #expect(nobody.status == 2 && nobody.errors.contains("add --yes"))
    harness.answers = ["n"]
    let declined = harness.run("tier delete starter")
    #expect(declined.status == 1 && declined.errors.contains("aborted; nothing was changed"))
    #expect(harness.run("tier delete starter --no-input").status == 2)
    harness.answers = ["y"]
    #expect(harness.run("tier delete starter").status == 0)
    harness.answers = []
    #expect(harness.run("tier delete starter --yes").status == 3)
    #expect(harness.run("tier delete starter --yes --if-exists").status == 0)
  }

  @Test func aSevereQuestionNeedsTheName() {
    #expect(harness.run("tenant offboard acme --no-export").status == 2)
    #expect(harness.run("tenant offboard acme --no-export --confirm globex").status == 2)
    harness.answers = ["globex"]
    #expect(harness.run("tenant offboard acme --no-export").status == 1)
    harness.answers = ["acme"]
    #expect(harness.run("tenant offboard acme --no-export").status == 0)
    #expect(harness.run("tenant offboard globex").status == 2)
    #expect(harness.run("tenant list -q --state offboarded").output == "acme\n")
  }

  @Test func dryRunsTellWhetherSomethingWouldChange() {
    #expect(harness.run("tenant suspend acme -n --exit-code").status == 10)
    #expect(harness.run("tenant resume acme -n --exit-code").status == 0)
    #expect(harness.run("tenant suspend acme --exit-code").status == 2)
    #expect(harness.run("tier delete starter -n").status == 0)
    #expect(harness.run("tier show starter").status == 0)
  }

  @Test func whoAndWhyAreJournalled() throws {
    harness.run("tenant suspend acme --actor alice@ops --reason 'non-payment'")
    let entry = try harness.json("journal list --limit 1").array?.first
    #expect(entry?["actor"]?.string == "alice@ops" && entry?["reason"]?.string == "non-payment")
    #expect(entry?["before"]?["state"]?.string == "active" && entry?["after"]?["state"]?.string == "suspended")
    #expect(
      harness.run("journal list -q --tenant acme --kind tenant --actor alice@ops").output.split(separator: "\n").count
        == 1)
    #expect(harness.run("journal list -q --kind tier.create --oldest-first --limit 1").output == "2\n")
    #expect(harness.run("journal list -q --since 2100-01-01").output == "")
    #expect(harness.run("journal list -q --key acme --until 2000-01-01").output == "")
    #expect(harness.run("journal verify").status == 0)
    #expect(harness.run("tenant suspend globex --actor ''").status == 2)
  }

  @Test func colourIsOnlyForTerminalsThatWantIt() {
    harness.terminalWidth = 80
    #expect(harness.run("tenant list --no-pager").output.contains("\u{1B}[32mactive\u{1B}[0m"))
    #expect(!harness.run("tenant list --color never").output.contains("\u{1B}"))
    #expect(harness.run("tenant show nobody").errors.hasPrefix("\u{1B}[1;31merror:\u{1B}[0m"))
    harness.environment["NO_COLOR"] = "1"
    #expect(!harness.run("tenant list").output.contains("\u{1B}"))
    harness.terminalWidth = nil
    #expect(harness.run("tenant list --color always").output.contains("\u{1B}["))
  }

  @Test func helpHasTopicsAndCommands() {
    for topic in ["environment", "exit-codes", "formatting", "filtering", "store"] {
      #expect(harness.run("help \(topic)").output.count > 200, "\(topic)")
    }
    #expect(harness.run("help").output.contains("TOPICS"))
    #expect(harness.run("help tenant onboard").output.contains("--tier"))
    let unknown = harness.run("help enviroment")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean 'environment'?"))
    #expect(harness.run("--version").output == "0.1.0\n")
    #expect(harness.run("tenant").output.contains("SUBCOMMANDS"))
  }

  @Test func errorCodesAreListed() throws {
    #expect(try harness.json("error list").array?.count == TenantErrorCode.allCases.count)
    #expect(try harness.json("error show store.busy")["exit"]?.number == "7")
    let unknown = harness.run("error show store.bsy")
    #expect(unknown.status == 3 && unknown.errors.contains("did you mean 'store.busy'?"))
  }

  @Test func usageErrorsAreOneSentenceAndAHint() {
    for line in [
      "tenant", "frobnicate", "tenant list --limit x", "tenant show", "tenant onboard acme", "tenant show a b",
    ]
    where line != "tenant" {
      let result = harness.run(line)
      #expect(result.status == 2 && result.output == "", "\(line)")
      #expect(
        result.errors.hasPrefix("error: ") && result.errors.split(separator: "\n").count == 2,
        "\(line): \(result.errors)")
    }
    #expect(harness.run("tenant list --json -o csv").status == 2)
    #expect(harness.run("tenant list --busy-timeout 601").status == 2)
    #expect(harness.run("tenant suspend acme --reason ''").status == 2)
    harness.environment["TENANTCTL_BUSY_TIMEOUT"] = "soon"
    #expect(harness.run("tenant list").status == 2)
  }

  @Test func theStoreIsFoundByOptionVariableAndDefault() {
    harness.environment["TENANTCTL_STORE"] = nil
    harness.environment["XDG_STATE_HOME"] = harness.store.folder.path
    #expect(harness.run("init").status == 0)
    #expect(FileCheck.exists(harness.store.folder.file("tenantctl/state.db")))
    #expect(harness.run("init").status == 4)
    #expect(harness.run("init --if-not-exists").errors == "unchanged\n")
    harness.environment["XDG_STATE_HOME"] = nil
    harness.environment["HOME"] = harness.store.folder.file("home")
    #expect(harness.run("tenant list").errors.contains("home/.local/state/tenantctl/state.db"))
    harness.environment["HOME"] = nil
    #expect(harness.run("tenant list").status == 2)
    #expect(harness.run("tenant list -q --store \(harness.store.path)").output == "acme\nglobex\n")
    #expect(harness.run("init --store \(harness.store.folder.file("dry.db")) --dry-run").status == 0)
    #expect(!FileCheck.exists(harness.store.folder.file("dry.db")))
    #expect(harness.run("init --bare --store \(harness.store.folder.file("bare.db"))").status == 0)
    #expect(harness.run("tier list -q --store \(harness.store.folder.file("bare.db"))").output == "")
  }

  @Test func aStoreThatOthersMayReadIsWarnedAbout() throws {
    _ = try BuiltProgram.run("/bin/chmod", ["644", harness.store.path])
    #expect(harness.run("tenant list").errors.contains("warning: others may read the store"))
    #expect(harness.run("doctor -o csv").output.contains("warning,permissions"))
  }

  @Test func tiersAreEdited() throws {
    #expect(harness.run("tier create team --weight 4 --entitlement sso --entitlement api").status == 0)
    #expect(harness.run("tier create team").status == 4)
    #expect(harness.run("tier create team --if-not-exists").errors == "unchanged\n")
    #expect(harness.run("tier update team --add-entitlement x --remove-entitlement sso --if-version 1").status == 0)
    #expect(harness.run("tier update team --weight 5 --if-version 1").status == 4)
    let team = try harness.json("tier show team")
    #expect(team["entitlements"]?.array == [.string("api"), .string("x")] && team["version"]?.number == "2")
    #expect(harness.run("tier update team --weight 0").status == 6)
    #expect(harness.run("tier create bad --entitlement 'A b'").status == 6)
    #expect(harness.run("tier show tem").errors.contains("did you mean 'team'?"))
  }

  @Test func careOfTheStoreFromTheCommandLine() {
    let copy = harness.store.folder.file("copy.db")
    #expect(harness.run("backup \(copy)").status == 0)
    #expect(harness.run("backup \(copy)").status == 4)
    #expect(harness.run("backup \(copy) --force").status == 0)
    harness.run("tenant suspend acme")
    #expect(harness.run("restore \(copy)").status == 2)
    for line in ["backup -", "restore - --yes"] {
      #expect(harness.run(line).status == 2, "\(line)")
      #expect(!FileCheck.exists("-"))
    }
    #expect(harness.run("restore \(copy) --dry-run").status == 0)
    #expect(harness.run("restore \(copy) --yes").status == 0)
    #expect(harness.run("tenant list -q --state active").output == "acme\nglobex\n")
    #expect(harness.run("doctor").status == 0)
    #expect(harness.run("upgrade").errors.hasPrefix("unchanged"))
    #expect(harness.run("restore \(harness.store.folder.file("none.db")) --yes").status == 8)
  }

  @Test func aReportSaysWhatWhoeverLooksIntoAFaultNeeds() throws {
    let report = try harness.json("doctor --report")
    #expect(report["version"]?.string == String(harness.run("--version").output.dropLast()))
    #expect(report["engine"]?.string?.hasPrefix("SQLite 3.") == true && report["system"]?.string?.isEmpty == false)
    #expect(report["schema"]?.number == "6" && report["revision"]?.number != nil)
    #expect(report["findings"]?.array?.allSatisfy { $0["severity"]?.string == "ok" } == true)
    let missing = harness.run("doctor --report --json --store \(harness.store.folder.file("none.db"))")
    #expect(missing.status == 8)
  }

  @Test func importsReportPerRow() throws {
    let file = try harness.store.folder.write("slug\nnew-one\nBAD\nacme\n", to: "t.csv")
    let result = harness.run(
      "tenant import \(file) --tier free --region eu-west-1 --keep-going -o csv --fields line,slug,status")
    #expect(result.status == 9 && result.output == "line,slug,status\n2,new-one,created\n3,BAD,failed\n4,acme,failed\n")
    let refused = harness.run("tenant import \(file) --tier free --region eu-west-1")
    #expect(refused.status == 4 || refused.status == 6)
    #expect(harness.run("tenant import \(harness.store.folder.file("t.txt"))").status == 1)
    let yaml = try harness.store.folder.write(
      "- slug: from-yaml\n  labels: {plan: '2024'}\n- slug: two-yaml\n", to: "t.yaml")
    #expect(harness.run("tenant import \(yaml) --tier free --region eu-west-1 -q").status == 0)
    #expect(try harness.json("tenant show from-yaml")["labels"]?["plan"]?.string == "2024")
    for (text, complaint) in [
      ("- slug: [", "not valid YAML"), ("slug: x", "not a sequence"), ("- slug: a-b\n  slug: c-d", "YAML"),
      ("- colour: red", "unknown key"),
    ] {
      let bad = try harness.store.folder.write(text, to: "bad.yaml")
      let result = harness.run("tenant import \(bad) --tier free --region eu-west-1")
      #expect(
        result.status == 6 && result.errors.contains(complaint) || result.errors.contains("duplicate"),
        "\(text): \(result.errors)")
    }
  }

  @Test func exportsGoToFilesAndStandardOutput() {
    #expect(harness.run("tenant export acme -").output.hasPrefix("{\"kind\":\"tenant\""))
    let path = harness.store.folder.file("acme.ndjson")
    #expect(harness.run("tenant export acme \(path)").status == 0)
    #expect(harness.run("tenant export acme \(path)").status == 4)
    #expect(harness.run("tenant offboard acme --export \(path) --force --confirm acme").status == 0)
    #expect(harness.run("tenant offboard acme --export - --confirm acme").status == 2)
  }
}
