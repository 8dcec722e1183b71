// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import TerminalOutput

@Suite struct StreamTests {
  @Test func colourFollowsOptionThenVariablesThenStream() {
    func enabled(_ choice: ColorChoice, _ environment: [String: String], _ isTerminal: Bool) -> Bool {
      choice.isEnabled(environment: environment, isTerminal: isTerminal)
    }
    #expect(enabled(.always, ["NO_COLOR": "1"], false))
    #expect(!enabled(.never, ["CLICOLOR_FORCE": "1"], true))
    #expect(enabled(.auto, [:], true) && !enabled(.auto, [:], false))
    #expect(!enabled(.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true))
    #expect(enabled(.auto, ["NO_COLOR": ""], true))
    #expect(enabled(.auto, ["FORCE_COLOR": "1"], false) && !enabled(.auto, ["CLICOLOR_FORCE": "0"], false))
    #expect(!enabled(.auto, ["TERM": "dumb"], true))
  }

  @Test func aFileSinkWritesEverythingAndReportsAReaderThatWentAway() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let sink = FileSink(descriptor: ends[1])
    #expect(!sink.isTerminal && sink.width == nil)
    try sink.write("hello")
    try sink.flush()
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(ends[0], &bytes, 16) == 5)
    close(ends[0])
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    try sink.write("more")
    let fault = #expect(throws: SinkError.self) { try sink.flush() }
    #expect(fault?.code == EPIPE && fault?.description.isEmpty == false)
    close(ends[1])
  }

  @Test func progressSaysNothingAtFirstThenRedrawsOneLine() {
    var now: Int64 = 0
    let sink = StringSink(width: 80)
    let progress = ProgressReporter("importing", sink: sink, mode: .auto, clock: { now })
    progress.update(done: 1, total: 10)
    #expect(sink.text == "")
    now = 1_000
    progress.update(done: 5, total: 10, count: 500)
    #expect(sink.text.contains("50 %") && sink.text.contains("500/s"))
    now = 1_050
    progress.update(done: 6, total: 10)
    #expect(!sink.text.contains("60 %"))
    now = 2_000
    progress.update(done: 7, total: nil)
    progress.finish()
    #expect(sink.text.hasSuffix("\r\u{1B}[K"))
  }

  @Test func plainProgressIsALineATenthAndNoneIsSilent() {
    var now: Int64 = 0
    let sink = StringSink()
    let plain = ProgressReporter("importing", sink: sink, mode: .plain, clock: { now })
    let silent = ProgressReporter("importing", sink: sink, mode: .none, clock: { now })
    let piped = ProgressReporter("importing", sink: sink, mode: .auto, clock: { now })
    now = 600
    for done in 1...100 {
      for reporter in [plain, silent, piped] { reporter.update(done: Int64(done), total: 100) }
    }
    for reporter in [plain, silent, piped] { reporter.finish() }
    #expect(sink.text.split(separator: "\n").count == 10)
    #expect(sink.text.hasSuffix("importing: 100 %, 100\n"))
  }

  @Test func thePagerIsChosenByTheEnvironmentAndOnlyForAPerson() {
    func command(_ environment: [String: String], _ isTerminal: Bool = true) -> String? {
      Pager.command(environment: environment, isTerminal: isTerminal)
    }
    #expect(command([:]) == "less" && command([:], false) == nil)
    #expect(command(["PAGER": "more"]) == "more")
    #expect(command(["PAGER": "more", "TENANTCTL_PAGER": "most"]) == "most")
    #expect(
      command(["TENANTCTL_PAGER": ""]) == nil && command(["PAGER": "cat"]) == nil && command(["TERM": "dumb"]) == nil)
  }

  @Test func aPagerThatCannotBeStartedIsNoticed() {
    #expect(Pager.show("text", with: "cat >/dev/null", environment: ["LESS": "F"]))
    #expect(!Pager.show("text", with: "/nonexistent/pager 2>/dev/null", environment: ["LESS": "F"]))
    #expect(
      Pager.show(String(repeating: "line\n", count: 100_000), with: "head -1 >/dev/null", environment: ["LESS": "F"]))
  }
}
