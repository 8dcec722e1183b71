// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct PagerTests {
  @Test(
    arguments: [
      ("less", true), ("less -S", true), ("LESS=R less", true), ("", false), (" ", false), ("cat", false),
      ("absent --fast", false), ("A=b", false),
    ])
  func thePagerIsTheCommandWhereItIsOne(command: String, isPager: Bool) {
    let isInstalled = { (program: String) in program != "absent" }
    #expect(Pager.chosen(command, environment: [:], isInstalled: isInstalled)?.command == (isPager ? command : nil))
    #expect(Pager.chosen(command, environment: ["TERM": "dumb"], isInstalled: isInstalled) == nil)
  }

  @Test func lessQuitsByItselfUnlessItsOptionsAreChosen() {
    let plain = Pager.chosen("less", environment: [:], isInstalled: { _ in true })
    #expect(plain?.variables == ["LESS": "FRX", "LV": "-c"])
    let chosen = Pager.chosen("less", environment: ["LESS": "S", "LV": ""], isInstalled: { _ in true })
    #expect(chosen?.variables == [:])
  }

  @Test func programsAreFoundByNameOrPath() throws {
    #expect(Pager.isInstalled("sh", searchPath: "/nowhere:/bin"))
    #expect(!Pager.isInstalled("sh", searchPath: "/nowhere"))
    #expect(Pager.isInstalled("/bin/sh", searchPath: ""))
    let folder = try TemporaryFolder()
    #expect(!Pager.isInstalled(try folder.write("text", to: "plain"), searchPath: ""))
  }
}

@Suite struct PagerSinkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sink(_ command: String, variables: [String: String] = [:]) throws -> PagerSink {
    let output = open(folder.file("shown"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(output) }
    return try PagerSink(
      Pager(command: command, variables: variables), environment: ["PATH": "/usr/bin:/bin", "A": "1", "B": "2"],
      terminal: StringSink(width: 91), output: output)
  }

  @Test func everythingIsShown() throws {
    let sink = try sink("cat; echo $A$B$C", variables: ["B": "two", "C": "three"])
    #expect(sink.isTerminal && sink.width == 91)
    let text = String(repeating: "line of text\n", count: 20_000)
    try sink.write(text)
    try sink.write("end\n")
    sink.finish()
    #expect(try folder.read("shown") == text + "end\n1twothree\n")
    #expect(throws: ReaderLeft.self) { try sink.flush() }
    sink.finish()
  }

  @Test func aReaderWhoLeavesIsNoFailure() throws {
    let sink = try sink("head -n 1")
    #expect(throws: ReaderLeft.self) {
      for _ in 0..<100 { try sink.write(String(repeating: "line of text\n", count: 10_000)) }
    }
    sink.finish()
    #expect(try folder.read("shown") == "line of text\n")
  }

  @Test func aForgottenPagerIsWaitedFor() throws {
    do {
      let sink = try sink("cat")
      try sink.write("kept")
    }
    #expect(try folder.read("shown") == "kept")
  }
}
