// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct TenantCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
  }

  @Test func onboardPrintsTheTenantAndSaysSo() throws {
    let result = harness.run(
      "tenant onboard acme --tier pro --region eu-west-1 --name 'Acme Inc' --label industry=food")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "onboarded tenant 'acme'\n")
    #expect(result.output.contains("Acme Inc"))
    let shown = try harness.json("tenant show acme")
    #expect(shown["tier"]?.string == "pro")
    #expect(shown["labels"]?["industry"]?.string == "food")
    #expect(shown["state"]?.string == "active")
  }

  @Test func onboardingAgainIsAConflictUnlessAccepted() {
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    let refused = harness.run("tenant onboard acme --tier pro --region eu-west-1")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("tenant 'acme' exists already"))
    let accepted = harness.run("tenant onboard acme --tier pro --region eu-west-1 --if-not-exists")
    #expect(accepted.status == 0)
    #expect(accepted.errors == "unchanged\n")
  }

  @Test func dryRunChangesNothing() {
    let result = harness.run("tenant onboard acme --tier pro --region eu-west-1 --dry-run --exit-code --json")
    #expect(result.status == 10)
    #expect(result.output.contains("\"dryRun\":true"))
    #expect(result.errors == "(dry run) would have onboarded tenant 'acme'\n")
    #expect(harness.run("tenant show acme").status == 3)
  }

  @Test func unknownTenantSuggestsTheClosest() {
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    let result = harness.run("tenant show acne")
    #expect(result.status == 3)
    #expect(result.errors == "error: tenant 'acne' not found\nhint: did you mean 'acme'?\n")
  }

  @Test func unknownCommandsAndOptionsAreUsageErrors() {
    #expect(harness.run("tenat list").errors == "error: unknown command 'tenat'\nhint: did you mean 'tenant'?\n")
    let option = harness.run("tenant list --stat active")
    #expect(option.status == 2)
    #expect(option.errors.contains("hint: did you mean '--state'"))
  }

  @Test func errorsAreJSONWhereResultsWouldBe() throws {
    let result = harness.run("tenant show nobody --json")
    #expect(result.output.isEmpty)
    let error = try JSONValue(parsing: result.errors.dropLast())
    #expect(error["error"]?["code"]?.string == "tenant.not_found")
    #expect(error["error"]?["exit"]?.number == "3")
  }

  @Test func theSameIdempotencyKeyActsOnce() throws {
    let line = "tenant onboard acme --tier pro --region eu-west-1 --idempotency-key k1"
    let first = try harness.json(line)
    let second = try harness.json(line)
    #expect(first == second)
    let other = harness.run("tenant onboard globex --tier pro --region eu-west-1 --idempotency-key k1")
    #expect(other.status == 4)
    #expect(other.errors.contains("idempotency key 'k1' was used for another command"))
  }
}
