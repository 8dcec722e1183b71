// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import TerminalOutput
import Testing

@Suite struct PagingTests {
  /// What a run showed, and through which pager.
  private struct Shown {
    var status: Int32
    var pager: String?
    var paged: String
    var direct: String
  }

  private func run(_ arguments: [String], isTerminal: Bool = true, environment: [String: String] = [:]) -> Shown {
    let output = StringSink(width: isTerminal ? 70 : nil)
    let pages = StringSink(width: 70)
    var command: String?
    let variables = ["PATH": "/usr/bin:/bin", "PAGER": "sh -c cat", "NO_COLOR": "1"].merging(environment) { _, new in
      new
    }
    let context = CommandContext(
      environment: variables, output: output, errors: StringSink(), readLine: { nil }, isInputTerminal: false,
      now: { Timestamp(microseconds: 0) }, monotonicMilliseconds: { 0 }, randomBits: { 0 }, defaultActor: "test@host",
      paging: { pager, body in
        command = pager.command
        try body(pages)
      })
    let status = Program.run(arguments, in: context)
    return Shown(status: status, pager: command, paged: pages.text, direct: output.text)
  }

  @Test func longResultsArePagedOnATerminal() {
    let shown = run(["help", "exit-codes"])
    #expect(shown.status == 0)
    #expect(shown.pager == "sh -c cat")
    #expect(shown.direct.isEmpty)
    #expect(shown.paged == run(["help", "exit-codes", "--no-pager"]).direct)
  }

  @Test(
    arguments: [
      (["help", "store", "--no-pager"], true, [:]), (["help", "store", "--quiet"], true, [:]),
      (["help", "store"], false, [:]),
      (["help", "store"], true, ["PAGER": ""]), (["help", "store"], true, ["TENANTCTL_PAGER": "cat"]),
      (["help", "store"], true, ["TERM": "dumb"]), (["help", "store"], true, ["PAGER": "absent-program"]),
      (["help", "store"], true, ["PATH": ""]), (["error", "list"], true, [:]),
    ] as [([String], Bool, [String: String])])
  func nothingElseIsPaged(arguments: [String], isTerminal: Bool, environment: [String: String]) {
    let shown = run(arguments, isTerminal: isTerminal, environment: environment)
    #expect(shown.status == 0)
    #expect(shown.pager == nil)
    #expect(!shown.direct.isEmpty && shown.paged.isEmpty)
  }

  @Test func historyIsPagedAndFailuresAreStillTold() throws {
    let store = try TemporaryStore()
    let shown = run(["journal", "list"], environment: ["TENANTCTL_STORE": store.path])
    #expect(shown.pager != nil)
    #expect(shown.paged.contains("REVISION"))
    #expect(run(["journal", "list", "--fields", "nonsense"], environment: ["TENANTCTL_STORE": store.path]).status == 2)
  }
}
