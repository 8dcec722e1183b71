// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct ConfirmationTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tier create trial --summary 'For a month' --weight 1")
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
  }

  private var hasTier: Bool { harness.run("tier show trial").status == 0 }

  @Test(arguments: ["y", "Y", "yes", "YES"])
  func yesGoesOn(answer: String) {
    harness.answers = [answer]
    let result = harness.run("tier delete trial")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("[y/N] "))
    #expect(!hasTier)
  }

  @Test(arguments: ["n", "", "yess", "trial"])
  func anythingElseChangesNothing(answer: String) {
    harness.answers = [answer]
    let result = harness.run("tier delete trial")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasSuffix("error: aborted; nothing was changed\n"))
    #expect(hasTier)
  }

  @Test(arguments: ["tier delete trial", "tier delete trial --json", "tier delete trial --quiet"])
  func whereNobodyCanBeAskedTheFlagIsNeeded(line: String) {
    let result = harness.run(line)
    #expect(result.status == 2)
    #expect(result.errors.contains("add --yes"))
    #expect(hasTier)
    #expect(harness.run(line + " --yes").status == 0)
    #expect(!hasTier)
  }

  @Test func aPersonIsNotAskedWithNoInput() {
    harness.answers = ["y"]
    #expect(harness.run("tier delete trial --no-input").status == 2)
    #expect(hasTier)
  }

  @Test func aDryRunAsksNothing() {
    #expect(harness.run("tier delete trial --dry-run").status == 0)
    #expect(harness.run("tenant offboard acme --no-export --dry-run").status == 0)
    #expect(hasTier)
  }

  @Test func severeQuestionsWantTheName() throws {
    harness.answers = ["y"]
    #expect(harness.run("tenant offboard acme --no-export").status == 1)
    harness.answers = []
    let unanswered = harness.run("tenant offboard acme --no-export")
    #expect(unanswered.status == 2)
    #expect(unanswered.errors.contains("add --confirm acme"))
    let other = harness.run("tenant offboard acme --no-export --confirm globex")
    #expect(other.status == 2)
    #expect(other.errors.contains("--confirm 'globex' does not name 'acme'"))
    #expect(try harness.json("tenant show acme")["state"]?.string == "active")
  }
}
