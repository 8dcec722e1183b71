// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport
import Testing

/// The built program asks the library about quotas, in several processes.
@Suite struct QuotaProcessTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    try tenantctl("tenant", "onboard", "acme", "--tier", "free", "--region", "eu-west-1")
    try tenantctl("quota", "set", "jobs", "10/year", "--tenant", "acme")
  }

  @discardableResult
  private func tenantctl(_ arguments: String...) throws -> CommandResult {
    try BuiltProgram.tenantctl(arguments, store: store.path)
  }

  @Test func manyProcessesTakeTheLimitAndNoMore() throws {
    let program = try BuiltProgram.path("tenantctl")
    let takers = try (1...3).map { _ in
      try BuiltProgram(
        "/bin/sh",
        [
          "-c",
          "n=0; for i in 1 2 3 4 5; do '\(program)' quota check acme jobs --consume -q >/dev/null && n=$((n+1)); done; exit $n",
        ],
        environment: ["TENANTCTL_STORE": store.path])
    }
    let taken = takers.map { $0.finish().status }
    let shown = try JSONValue(parsing: tenantctl("quota", "show", "jobs", "--tenant", "acme", "--json").output)
    #expect(shown["used"]?.number == String(taken.reduce(0, +)) && taken.reduce(0, +) <= 10, "\(taken)")
    // Whoever asks alone gets what is left.
    while try tenantctl("quota", "check", "acme", "jobs", "--consume").status == 0 {}
    let full = try JSONValue(parsing: tenantctl("quota", "show", "jobs", "--tenant", "acme", "--json").output)
    #expect(full["used"]?.number == "10")
    #expect(try tenantctl("quota", "reconcile").status == 0)
    #expect(try tenantctl("quota", "check", "acme", "jobs").status == 5)
    #expect(try tenantctl("runtime", "list", "--filter", "alive=true", "-q").output == "")
  }

  @Test func aWatchIsWokenRunsTheCommandAndEndsWhenItIsInterrupted() throws {
    let file = store.folder.file("told")
    let revision = try tenantctl("journal", "list", "--limit", "1", "-q").output.dropLast()
    // So long an interval that only the doorbell can wake it.
    let watch = try BuiltProgram(
      BuiltProgram.path("tenantctl"),
      [
        "quota", "watch", "--since", String(revision), "--all", "--interval", "1h", "--output", "jsonl", "--exec",
        "echo \"$TENANTCTL_ALERT_TENANT $TENANTCTL_ALERT_THRESHOLD\" >> '\(file)'; exit 9",
      ], environment: ["TENANTCTL_STORE": store.path])
    for (cost, threshold) in [("8", "80"), ("2", "100")] {
      let consumed = try tenantctl("quota", "check", "acme", "jobs", "--cost", cost, "--consume")
      try #require(consumed.status == 0, "\(consumed.errors)")
      let line = try JSONValue(parsing: #require(watch.readLine()))
      #expect(line["threshold"]?.number == threshold && line["tenant"]?.string == "acme")
    }
    // What comes after an alert is printed once the alert's command has ended.
    try tenantctl("quota", "set", "jobs", "20/year", "--tenant", "acme")
    #expect(try JSONValue(parsing: #require(watch.readLine()))["kind"]?.string == "quota.set")
    watch.signal(SIGINT)
    let result = watch.finish()
    #expect(result.status == 128 + SIGINT)
    #expect(try FileContents.read(file) == Array("acme 80\nacme 100\n".utf8))
    #expect(result.errors.contains("the command ended with 9"))
  }
}
