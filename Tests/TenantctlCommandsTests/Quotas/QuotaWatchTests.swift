// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct QuotaWatchTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("quota set jobs 10/month --tenant acme --alert 50 --alert 100")
  }

  @Test func alertsArePrintedOnceAsTheyCome() throws {
    harness.run("quota check acme jobs --cost 5 --consume")
    harness.between("", "quota check acme jobs --cost 5 --consume", "")
    let watched = harness.run("quota watch")
    #expect(watched.status == 0)
    let lines = watched.output.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(
      lines.first?.hasSuffix("acme  jobs  100% of 10 used: 10 since 2026-11-01T00:00:00Z") == true, "\(watched.output)")
    let there = harness.run("quota watch --once --output jsonl").output.split(separator: "\n")
    #expect(there.count == 2)
    let first = try JSONValue(parsing: String(try #require(there.first)))
    #expect(first["threshold"]?.number == "50" && first["used"]?.number == "5" && first["tenant"]?.string == "acme")
    let revision = try #require(first["revision"]?.number)
    #expect(harness.run("quota watch --once -q --since \(revision)").output.split(separator: "\n").count == 1)
    #expect(harness.run("quota watch --once --quota other").output == "")
    #expect(harness.run("quota watch --once --tenant acme -o csv --fields threshold").output == "threshold\n50\n100\n")
  }

  @Test func changesArePrintedWhereTheyAreWanted() {
    harness.between("quota set jobs 20/month --tenant acme", "quota set other 1/s --tier pro")
    let output = harness.run("quota watch --all").output
    #expect(output.contains("acme  jobs  quota.set 10/month -> 20/month by test@host"), "\(output)")
    #expect(output.contains("tier pro  other  quota.set nothing -> 1/s by test@host"))
  }

  @Test func aCommandIsRunForEachAlertAndItsFailureIsNoEnd() throws {
    var commands: [ShellCommand] = []
    harness.shell = { command in
      commands.append(command)
      if commands.count == 1 { return 3 }
      throw TenantError(.internalFault, "no process")
    }
    harness.run("quota check acme jobs --cost 10 --consume")
    let result = harness.run(["quota", "watch", "--once", "--all", "--exec", "notify now"])
    #expect(result.status == 0 && commands.count == 2)
    #expect(commands.allSatisfy { $0.line == "notify now" })
    #expect(commands.map { $0.variables["TENANTCTL_ALERT_THRESHOLD"] } == ["50", "100"])
    #expect(commands.first?.variables["TENANTCTL_ALERT_TENANT"] == "acme")
    #expect(try JSONValue(parsing: try #require(commands.first?.input))["quota"]?.string == "jobs")
    #expect(result.errors.contains("warning: the command ended with 3 for revision"))
    #expect(result.errors.contains("warning: no process"))
  }

  @Test func theShellReadsTheRecordAndTheVariables() throws {
    let file = harness.store.folder.file("seen")
    let command = ShellCommand(
      line: "read line; echo \"$line $WHO\" > '\(file)'; exit 4", input: "hello\n", variables: ["WHO": "you"])
    #expect(try command.run(environment: ["PATH": "/usr/bin:/bin", "WHO": "me"]) == 4)
    #expect(try FileContents.read(file) == Array("hello you\n".utf8))
    #expect(try ShellCommand(line: "kill -9 $$", input: "", variables: [:]).run(environment: [:]) == 137)
    // A command that does not read its input does no harm.
    let input = String(repeating: "x", count: 200_000)
    #expect(try ShellCommand(line: "true", input: input, variables: [:]).run(environment: [:]) == 0)
  }

  @Test func waitsAreAsLongAsIsAskedFor() {
    var waits: [Int64] = []
    harness.sleep = {
      waits.append($0)
      return waits.count < 2
    }
    harness.run("quota watch --interval 500ms")
    #expect(waits == [500, 500])
    #expect(harness.run("quota watch --tenant nobody").status == 3)
    #expect(harness.run("quota watch --since -1").status == 2)
    #expect(harness.run("quota watch --once --interval 1s").status == 2)
  }
}
