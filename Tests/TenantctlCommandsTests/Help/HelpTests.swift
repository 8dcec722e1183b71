// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import TerminalOutput
import Testing

@Suite struct HelpTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
  }

  @Test func helpAloneNamesCommandsAndTopics() {
    let result = harness.run("help")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("OVERVIEW: Administer the tenants"))
    for word in ["tenant", "journal", "TOPICS:"] + HelpTopic.all.map(\.name) {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [["tenant"], ["tenant", "onboard"], ["tenants", "ls"], ["help"], ["doctor"]])
  func helpAboutACommandIsTheCommandsOwn(path: [String]) {
    // The two may break lines at different places: one knows the terminal's width.
    func words(_ line: [String]) -> [Substring] { harness.run(line).output.split(whereSeparator: \.isWhitespace) }
    #expect(words(["help"] + path) == words(path + ["--help"]))
    #expect(harness.run(["help"] + path).output.contains("USAGE: tenantctl "))
  }

  @Test(arguments: HelpTopic.all.map(\.name))
  func topicsFitTheTerminal(name: String) {
    for width in [nil, 60, 200] {
      harness.terminalWidth = width
      harness.environment["NO_COLOR"] = "1"
      let result = harness.run(["help", name])
      #expect(result.status == 0)
      #expect(!result.output.contains("\u{1B}"))
      let limit = min(100, width ?? 80)
      for line in result.output.split(separator: "\n") where line.split(separator: " ").count > 1 {
        // Examples are kept in one piece, so that they can be copied.
        #expect(line.contains("tenantctl ") || DisplayWidth.of(String(line)) <= limit, "\(line)")
      }
    }
  }

  @Test func headingsAreBoldOnATerminal() {
    harness.terminalWidth = 80
    #expect(harness.run("help formatting").output.contains("\u{1B}[1mVALUES\u{1B}[0m"))
  }

  @Test func topicsAreCompleteByConstruction() {
    let environment = harness.run("help environment").output
    for variable in EnvironmentVariables.all { #expect(environment.contains("  \(variable.name)"), "\(variable.name)") }
    let statuses = harness.run("help exit-codes").output
    for status in ExitStatus.allCases { #expect(statuses.contains("  \(status.rawValue) \(status)  ")) }
    for code in TenantErrorCode.allCases { #expect(statuses.contains("  \(code.rawValue)"), "\(code.rawValue)") }
  }

  @Test func unknownWordsAreUsageErrors() {
    let topic = harness.run("help formating")
    #expect(topic.status == 2)
    #expect(topic.errors == "error: no help about 'formating'\nhint: did you mean 'formatting'?\n")
    let command = harness.run("help tenant onbord")
    #expect(command.errors == "error: no help about 'tenant onbord'\nhint: did you mean 'onboard'?\n")
    let nothing = harness.run("help zzzzzz")
    #expect(nothing.errors.contains("hint: run 'tenantctl help' to see the commands and topics"))
    #expect(nothing.output.isEmpty)
  }

  @Test(arguments: [
    (["help", ""], "form", ["formatting"]), (["help", ""], "ten", ["tenant"]),
    (["help", "tenant", ""], "onb", ["onboard"]),
    (["help", "absent", ""], "", []), (["help", "tenant", "--no-pager", ""], "onb", ["onboard"]),
  ])
  func wordsAreCompleted(words: [String], prefix: String, candidates: [String]) {
    var words = words
    words[words.count - 1] = prefix
    #expect(HelpCompletion.candidates(after: ["tenantctl"] + words, prefix: prefix) == candidates)
  }

  /// Every example of a topic is run: what it promises must be true.
  @Test(arguments: HelpTopic.all.map(\.name))
  func examplesOfTopicsAreUnderstood(name: String) throws {
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    let topic = try #require(HelpTopic.all.first { $0.name == name })
    let lines = topic.sections.flatMap(\.blocks).flatMap { block in
      if case .commands(let lines) = block { lines } else { [String]() }
    }
    #expect(!lines.isEmpty)
    for line in lines {
      let words = try #require(line.firstRange(of: "tenantctl ")).upperBound
      let command = String(line[words...].prefix { $0 != "|" })
      // These two would touch files outside of the test; that they are understood is enough.
      let isWriting = command.hasPrefix("init") || command.hasPrefix("backup")
      let result = harness.run(isWriting ? "help " + command.prefix { $0 != " " } : command)
      #expect(result.status == 0, "\(line): \(result.errors)")
    }
  }
}
