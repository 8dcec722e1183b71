// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct FlagCommandTests {
  let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    try harness.store.addSharedPool("everybody-us", region: "us-east-1")
    harness.run("tenant onboard acme --tier pro --region eu-west-1 --label beta=yes")
    harness.run("tenant onboard globex --tier free --region us-east-1")
  }

  func evaluate(_ arguments: String) throws -> String {
    let decision = try harness.json("flag evaluate \(arguments)")
    return "\(decision["variant"]?.string ?? "") \(decision["reason"]?.string ?? "")"
  }

  @Test func createShowsTheFlagAndLeavesItOff() throws {
    let result = harness.run("flag create beta --description 'The new thing'")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "created flag 'beta'\n")
    let flag = try harness.json("flag show beta")
    #expect(flag["state"]?.string == "off")
    #expect(flag["description"]?.string == "The new thing")
    #expect(flag["variants"] == .object(["on": .bool(true), "off": .bool(false)]))
    #expect(flag["version"]?.number == "1")
    #expect(try evaluate("beta --tenant acme") == "off DISABLED")
  }

  @Test func creatingAgainIsAConflictUnlessAccepted() {
    harness.run("flag create beta")
    let refused = harness.run("flag create beta")
    #expect(refused.status == 4)
    #expect(refused.errors.hasPrefix("error: flag 'beta' exists already\nhint: use --if-not-exists"))
    let accepted = harness.run("flag create beta --if-not-exists")
    #expect(accepted.status == 0 && accepted.errors == "unchanged\n")
  }

  @Test func typedVariantsKeepTheirValues() throws {
    harness.run(
      "flag create ratio --kind number --variant low=0.10 --variant high=0.90 --default-variant low --off-variant high --on"
    )
    let decision = try harness.json("flag evaluate ratio --tenant acme")
    #expect(decision["value"] == .number("0.10") && decision["reason"]?.string == "STATIC")
    let incomplete = harness.run("flag create color --kind string --variant blue=#00f")
    #expect(incomplete.status == 6)
    #expect(incomplete.errors.contains("flag 'color' needs variants, a default and an off variant"))
    let mistyped = harness.run(
      "flag create size --kind number --variant a=big --default-variant a --off-variant a")
    #expect(mistyped.status == 6)
    #expect(mistyped.errors.contains("'big' is not a value of a flag of kind 'number'"))
  }

  @Test func onAndOffTellWhatTheyDid() throws {
    harness.run("flag create beta")
    #expect(harness.run("flag on beta").errors == "turned on flag 'beta'\n")
    #expect(try evaluate("beta --tenant acme") == "on STATIC")
    #expect(harness.run("flag on beta").errors == "unchanged\n")
    #expect(harness.run("flag off beta").errors == "turned off flag 'beta'\n")
    #expect(try evaluate("beta --tenant acme") == "off DISABLED")
    let unknown = harness.run("flag on bata")
    #expect(unknown.status == 3)
    #expect(unknown.errors == "error: flag 'bata' not found\nhint: did you mean 'beta'?\n")
  }

  @Test func rulesArePrintedAsTheyAreTaken() throws {
    harness.run("flag create beta --on --rule 'tier in pro,enterprise => on' --rule 'always => off'")
    let shown = harness.run("flag show beta")
    #expect(
      shown.output.contains("Rules          tier in pro,enterprise => on\n               always => off\n"),
      "\(shown.output)")
    #expect(try evaluate("beta --tenant acme") == "on TARGETING_MATCH")
    #expect(try evaluate("beta --tenant globex") == "off TARGETING_MATCH")
    harness.run("flag update beta --rule 'label.beta = yes => on' --add-rule 'user.role = admin => on=1,off=0 by user'")
    let rules = try harness.json("flag show beta")["rules"]
    #expect(rules == .array([.string("label.beta = yes => on"), .string("user.role = admin => on=1,off=0 by user")]))
    #expect(try evaluate("beta --tenant globex --user u --user-attribute role=admin") == "on TARGETING_MATCH")
    harness.run("flag update beta --no-rules")
    #expect(try harness.json("flag show beta")["rules"] == .array([]))
  }

  @Test func aBadRuleIsPointedAt() {
    harness.run("flag create beta")
    let result = harness.run("flag update beta --rule 'tier pro => on'")
    #expect(result.status == 6)
    #expect(
      result.errors.hasPrefix(
        "error: expected a comparison but found 'pro' at column 6 of the rule 'tier pro => on'\nhint: one of: =, !="))
    let unknown = harness.run("flag update beta --rule 'tier = pro => purple'")
    #expect(unknown.status == 6)
    #expect(unknown.errors.contains("rule 1 names variant 'purple', which flag 'beta' does not have"))
  }

  @Test func rulesComeFromAFileInThreeForms() throws {
    harness.run("flag create beta")
    let forms = [
      "# who gets it\n\ntier in pro,enterprise => on\n  label.beta = yes => off  \n",
      "- tier in pro,enterprise => on\n- 'label.beta = yes => off'\n",
      #"["tier in pro,enterprise => on", "label.beta = yes => off"]"#,
    ]
    for (number, form) in forms.enumerated() {
      let path = harness.store.folder.file("rules-\(number)")
      try harness.store.folder.write(form, to: "rules-\(number)")
      harness.run("flag update beta --no-rules")
      let result = harness.run("flag update beta --rules-file \(path)")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        try harness.json("flag show beta")["rules"]
          == .array([.string("tier in pro,enterprise => on"), .string("label.beta = yes => off")]))
    }
  }

  @Test(arguments: [
    ("tier = pro => on\n\ntier pro => on\n", ", line 3: expected a comparison"),
    ("- tier = pro => on\n- tier pro => on\n", ", line 2: expected a comparison"),
    ("- a: b\n", ", line 1: not a rule"), ("[\"tier = pro => on\"", "not valid YAML"),
    ("---\na: b\n", "not a list of rules"),
  ])
  func aBadFileIsNamedWithItsLine(content: String, message: String) throws {
    harness.run("flag create beta")
    try harness.store.folder.write(content, to: "rules")
    let result = harness.run("flag update beta --rules-file \(harness.store.folder.file("rules"))")
    #expect(result.status == 6)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func rolloutKeepsTheBucketsAndTellsWhenTheFlagIsOff() throws {
    harness.run("flag create beta")
    let first = harness.run("flag rollout beta 25% --by user --seed summer")
    #expect(first.status == 0, "\(first.errors)")
    #expect(
      first.errors == """
        rolled out flag 'beta' as on=25,off=75 by user seed summer
        the flag is off; turn it on with 'tenantctl flag on beta'

        """)
    harness.run("flag on beta")
    harness.run("flag rollout beta 62.5%")
    #expect(try harness.json("flag show beta")["rollout"]?.string == "on=625,off=375 by user seed summer")
    #expect(try evaluate("beta --tenant acme") == "on DEFAULT")
    harness.run("flag rollout beta 100%")
    #expect(try evaluate("beta --tenant acme --user ada") == "on TARGETING_MATCH")
    harness.run("flag rollout beta 0% --step 2100-01-01=100%")
    #expect(try evaluate("beta --tenant acme --user ada") == "off TARGETING_MATCH")
    #expect(try evaluate("beta --tenant acme --user ada --at 2100-01-01") == "on TARGETING_MATCH")
    #expect(harness.run("flag rollout beta --remove").errors == "removed the rollout of flag 'beta'\n")
    #expect(try harness.json("flag show beta")["rollout"] == .null)
  }

  @Test func aPercentageNeedsAVariantToBeOf() throws {
    harness.run(
      "flag create banner --kind string --variant a=A --variant b=B --default-variant a --off-variant b")
    let unclear = harness.run("flag rollout banner 10%")
    #expect(unclear.status == 6 && unclear.errors.contains("does not say of which variant"))
    #expect(harness.run("flag rollout banner 10% --variant b").errors.contains("leaves nothing for the rest"))
    #expect(harness.run("flag rollout banner 10% --variant c").errors.contains("names variant 'c'"))
    harness.run("flag rollout banner 10% --variant a")
    #expect(try harness.json("flag show banner")["rollout"]?.string == "a=10,b=90")
    harness.run("flag rollout banner --split b=1,a=2")
    #expect(try harness.json("flag show banner")["rollout"]?.string == "b=1,a=2")
    for line in ["", "10", "10% --split a=1,b=1", "--remove --by user", "--split 10%"] {
      #expect(harness.run("flag rollout banner \(line)").status == 2, "\(line)")
    }
    #expect(harness.run("flag rollout banner 101% --variant a").status == 6)
  }

  @Test func prerequisitesAreCheckedWhereverTheyCouldBreak() throws {
    harness.run("flag create base --on")
    harness.run("flag create beta --on --prerequisite base=on")
    #expect(try evaluate("beta --tenant acme") == "on DEFAULT")
    harness.run("flag off base")
    #expect(try evaluate("beta --tenant acme") == "off PREREQUISITE_FAILED")
    let cycle = harness.run("flag update base --prerequisite beta=on")
    #expect(cycle.status == 6)
    #expect(cycle.errors.contains("prerequisites form a cycle: 'base → beta → base'"))
    #expect(harness.run("flag update beta --prerequisite gone=on").errors.contains("needs flag 'gone'"))
    #expect(harness.run("flag update base --prerequisite base=on").errors.contains("'base → base'"))
    let needed = harness.run("flag delete base --yes")
    #expect(needed.status == 4 && needed.errors.contains("flag 'base' is a prerequisite of 'beta'"))
    harness.run("flag update beta --remove-prerequisite base")
    #expect(harness.run("flag delete base --yes").status == 0)
  }

  @Test func aVariantInUseStays() {
    harness.run(
      "flag create beta --variant on=true --variant off=false --variant extra=true --default-variant on --off-variant off"
    )
    harness.run("flag override beta --tenant acme --variant extra")
    let refused = harness.run("flag update beta --remove-variant extra")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("variant 'extra' of flag 'beta' is used by 1 override"))
    harness.run("flag override beta --tenant acme --clear")
    #expect(harness.run("flag update beta --remove-variant extra").status == 0)
    #expect(harness.run("flag update beta --remove-variant extra").errors.contains("the command names variant 'extra'"))
    #expect(harness.run("flag update beta --remove-variant on").errors.contains("the default names variant 'on'"))
  }

  @Test func explainPrintsEachStep() throws {
    harness.run("flag create beta --on --rule 'tier = enterprise => off' --rule 'version semver >= 2.0.0 => on'")
    let result = harness.run("flag evaluate beta --tenant acme --context version=2.1.0 --explain")
    #expect(
      result.output.contains(
        """
        Trace
          STEP         EXPECTED                 ACTUAL      OUTCOME
          kill switch  not thrown               not thrown  passed
          state        on                       on          passed
          rule 1       tier = enterprise        pro         skipped
          rule 2       version semver >= 2.0.0  2.1.0       passed
          rule 2       => on                    all hold    decided
        """), "\(result.output)")
    let decision = try harness.json("flag evaluate beta --tenant acme --context version=2.1.0 --explain")
    #expect(decision["rule"]?.number == "2" && decision["trace"]?.array?.count == 5)
    #expect(try harness.json("flag evaluate beta --tenant acme")["trace"] == nil)
    #expect(harness.run("flag evaluate beta --tenant acme --quiet").output == "on\n")
    #expect(harness.run("flag evaluate beta --tenant acme --context a=1 --context a=2").status == 2)
  }

  @Test func historyTellsWhatChanged() throws {
    harness.run("flag create beta")
    harness.run("flag on beta --reason 'go live'")
    harness.run("flag override beta --tenant acme --variant off")
    harness.run("flag override beta --tenant acme --variant on")
    harness.run("flag delete beta --yes")
    let history = try #require(try harness.json("flag history beta --oldest-first").array)
    #expect(
      history.compactMap { $0["kind"]?.string } == [
        "flag.create", "flag.update", "flag.override", "flag.override", "flag.override", "flag.delete",
      ])
    #expect(
      history.map { $0["changes"]?.array?.compactMap(\.string) } == [
        ["created"], ["state: off → on"], ["created as off"], ["variant: off → on"], ["removed"], ["removed"],
      ])
    #expect(history[1]["reason"]?.string == "go live")
    #expect(history[1]["before"]?["state"]?.string == "off" && history[1]["after"]?["version"]?.number == "2")
    #expect(history[2]["tenant"]?.string == "acme")
    #expect(harness.run("flag history beta --limit 1").output.contains("flag.delete"))
    #expect(harness.run("flag history never").status == 3)
    #expect(harness.run("journal verify").status == 0)
  }

  @Test func deletionAsksAndTakesTheOverridesAlong() throws {
    harness.run("flag create beta")
    harness.run("flag override beta --tenant acme --variant on")
    #expect(harness.run("flag delete beta").status == 2)
    #expect(harness.run("flag delete beta --dry-run").errors == "(dry run) would have deleted flag 'beta'\n")
    harness.answers = ["n"]
    #expect(harness.run("flag delete beta").status == 1)
    harness.answers = ["y"]
    #expect(harness.run("flag delete beta").status == 0)
    harness.answers = []
    harness.run("flag create beta --on")
    #expect(try evaluate("beta --tenant acme") == "on STATIC")
    #expect(harness.run("flag delete gone --yes").status == 3)
    #expect(harness.run("flag delete gone --yes --if-exists").errors == "flag 'gone' does not exist\n")
  }

  @Test func versionsDryRunsAndKeysWorkAsEverywhere() throws {
    harness.run("flag create beta")
    #expect(harness.run("flag on beta --if-version 2").status == 4)
    #expect(harness.run("flag on beta --if-version 1 --dry-run --exit-code").status == 10)
    #expect(try harness.json("flag show beta")["state"]?.string == "off")
    let line = "flag rollout beta 10% --idempotency-key k1"
    let first = try harness.json(line)
    #expect(try harness.json(line) == first)
    #expect(harness.run("flag rollout beta 20% --idempotency-key k1").status == 4)
    #expect(
      try harness.json("flag override beta --tenant acme --variant on --idempotency-key k2")["variant"]?.string == "on")
    #expect(
      try harness.json("flag override beta --tenant acme --variant on --idempotency-key k2")["variant"]?.string == "on")
  }

  @Test func listShowsOneLineEach() {
    #expect(harness.run("flag list").errors == "no flags\n")
    harness.run("flag create beta --on --entitled-tier pro")
    harness.run("flag rollout beta 25%")
    harness.run("flag create alpha")
    #expect(
      harness.run("flag list --fields key,state,entitledTiers,rollout").output
        == """
        FLAG   STATE  TIERS  ROLLOUT
        alpha  off    -      -
        beta   on     pro    on=25,off=75

        """)
    #expect(harness.run("flag list --filter state=on --quiet").output == "beta\n")
    #expect(harness.run("flags ls --output csv --fields key").output == "key\nalpha\nbeta\n")
  }

  @Test func variantsNamedLikeTruthValuesStayTextsInYAML() {
    harness.run("flag create beta")
    #expect(
      harness.run("flag show beta --output yaml").output.contains("variants:\n  \"off\": false\n  \"on\": true\n"))
  }
}
