// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct ErrorCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    // The codes are known without any store.
    harness.environment["TENANTCTL_STORE"] = "/nonexistent/store.db"
  }

  @Test func everyCodeIsListedWithItsStatus() throws {
    let listed = try #require(harness.json("error list").array)
    #expect(listed.count == TenantErrorCode.allCases.count)
    for (entry, code) in zip(listed, TenantErrorCode.allCases) {
      #expect(entry["code"]?.string == code.rawValue)
      #expect(entry["exit"]?.number == "\(ExitStatus(code).rawValue)")
      for key in ["meaning", "advice"] {
        let sentence = try #require(entry[key]?.string)
        #expect(sentence.count > 8 && !sentence.hasSuffix("."), "\(code.rawValue): \(key)")
        #expect(sentence.prefix(1) == sentence.prefix(1).lowercased(), "\(code.rawValue): \(key)")
      }
    }
    #expect(Set(listed.map { $0["meaning"]?.string }).count == listed.count)
  }

  @Test func theRetryableStatusIsTheLockAlone() {
    #expect(harness.run("error list --filter exit=7 --quiet").output == "store.busy\n")
  }

  @Test func oneCodeIsExplained() {
    let result = harness.run("error show store.older_schema")
    #expect(result.status == 0)
    #expect(result.output.contains("Advice   run 'tenantctl upgrade', which takes a backup first\n"))
  }

  @Test func unknownCodesAreNotFound() {
    let result = harness.run("error show store.bussy")
    #expect(result.status == 3)
    #expect(result.errors == "error: error code 'store.bussy' not found\nhint: did you mean 'store.busy'?\n")
    #expect(harness.run("error show nonsense").errors.contains("hint: run 'tenantctl error list' to see the codes"))
  }

  /// Advice that names a command names one that there is.
  @Test func commandsInAdviceExist() throws {
    for entry in try #require(harness.json("error list").array) {
      let advice = try #require(entry["advice"]?.string)
      for quoted in advice.split(separator: "'") where quoted.hasPrefix("tenantctl ") {
        let words = quoted.split(separator: " ").dropFirst().map(String.init)
        let path = Array(words.prefix { !$0.hasPrefix("-") })
        #expect(CommandTree.leaves.contains { $0.path == path }, "\(quoted)")
        let help = harness.run(path + ["--help"]).output
        for option in words.dropFirst(path.count) { #expect(help.contains("  \(option) "), "\(quoted)") }
      }
    }
  }
}
