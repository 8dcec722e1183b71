// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct WatchTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("flag create beta --summary x")
  }

  @Test func oneLineOfJSONIsPrintedForEachChange() throws {
    harness.between("", "tenant suspend acme", "", "tenant resume acme")
    let result = harness.run("tenant show acme --watch --fields slug,state -o yaml")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        {"slug":"acme","state":"active"}
        {"slug":"acme","state":"suspended"}
        {"slug":"acme","state":"active"}

        """)
  }

  @Test func aListIsOneLineToo() {
    harness.between(
      "", "quota set seats --tier pro --limit 5 --kind concurrent", "quota set seats --tenant acme --limit 6")
    let lines = harness.run("quota usage --tenant acme --watch --fields quota").output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("[") == true && lines.allSatisfy { $0.hasSuffix("]") })
  }

  @Test func aTerminalIsRedrawn() {
    harness.terminalWidth = 80
    harness.environment["NO_COLOR"] = "1"
    harness.between("", "tenant suspend acme", "")
    let result = harness.run("tenant show acme --watch --fields slug,state")
    let clear = "\u{1B}[2J\u{1B}[H"
    #expect(
      result.output == clear + "Slug   acme\nState  active\n" + clear + "Slug   acme\nState  suspended\n")
    harness.environment["TERM"] = "dumb"
    harness.between()
    #expect(
      harness.run("tenant show acme --watch --fields slug,state").output
        == "{\"slug\":\"acme\",\"state\":\"suspended\"}\n")
  }

  @Test func messagesArePartOfTheScreen() {
    harness.terminalWidth = 80
    harness.between("")
    let result = harness.run("usage show acme --watch")
    #expect(result.output == "\u{1B}[2J\u{1B}[Hno usage\n" && result.errors == "")
    #expect(harness.run("usage show acme --watch --quiet").output == "")
  }

  @Test func onlyNamesArePrintedWhereOnlyTheyAreWanted() {
    harness.between("tenant suspend acme")
    #expect(harness.run("tenant show acme --watch --quiet").output == "acme\n")
  }

  @Test func anErrorEndsIt() {
    harness.between("", "tenant offboard acme --no-export --confirm acme", "pool delete everybody --yes")
    let gone = harness.run("pool show everybody --watch --fields name")
    #expect(gone.output == "{\"name\":\"everybody\"}\n")
    let missing = harness.run("tenant show acm --watch")
    #expect(missing.status == 3 && missing.output == "" && missing.errors.contains("did you mean 'acme'?"))
    harness.sleep = { _ in true }
    #expect(harness.run("pool show nowhere --watch").status == 3)
  }

  @Test(
    arguments: [
      "tenant show acme", "quota show api.requests.monthly --tenant acme", "quota usage --tenant acme",
      "usage show acme", "usage top --meter http.requests", "pool show everybody", "flag show beta",
      "placement show acme",
    ])
  func whatChangesByItselfCanBeWatched(line: String) {
    var waits: [Int64] = []
    harness.sleep = {
      waits.append($0)
      return waits.count < 3
    }
    let once = harness.run(line + " --json")
    let watched = harness.run(line + " --watch --interval 500ms")
    #expect(watched.status == once.status && watched.output == once.output, "\(watched.errors)")
    #expect(waits == (once.status == 0 ? [500, 500, 500] : []))
  }

  @Test(arguments: [("100ms", 100), ("2s", 2_000), ("1m", 60_000), ("1h", 3_600_000)])
  func intervalsHaveUnits(text: String, milliseconds: Int64) throws {
    #expect(try WatchInterval(parsing: text).milliseconds == milliseconds)
  }

  @Test(arguments: ["", "2", "s", "99ms", "0s", "2h", "61m", "1.5s", "-1s", "2 s", "9999999999999999999s", "٢s", "2d"])
  func whatIsNoIntervalIsRefused(text: String) {
    #expect(throws: TenantError.self) { try WatchInterval(parsing: text) }
    let result = harness.run(["tenant", "show", "acme", "--watch", "--interval=\(text)"])
    #expect(result.status == 2 && result.output == "")
  }

  @Test func anIntervalAloneIsRefused() {
    let result = harness.run("tenant show acme --interval 2s")
    #expect(result.status == 2 && result.errors.contains("--interval needs --watch"))
  }

  @Test func twoSecondsPassUnlessOthersAreAskedFor() {
    var waits: [Int64] = []
    harness.sleep = {
      waits.append($0)
      return false
    }
    harness.run("tenant show acme --watch")
    #expect(waits == [2_000])
  }
}
