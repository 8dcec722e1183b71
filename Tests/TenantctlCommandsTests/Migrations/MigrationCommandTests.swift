// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct MigrationCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    for line in [
      "pool create shared-eu --pattern shared --region eu-west-1",
      "pool create shared-us --pattern shared --region us-east-1",
      "pool create cells --pattern pool --region eu-west-1 --capacity-tenants 1",
      "instance register c-1 --pool cells --endpoint c-1:80",
      "instance register c-2 --pool cells --endpoint c-2:80",
      "tenant onboard acme --tier pro --region eu-west-1 --pool shared-eu",
    ] {
      let result = harness.run(line)
      guard result.status == 0 else { throw TestSupportFault("'\(line)': \(result.errors)") }
    }
  }

  private func journalLength() throws -> Int? {
    try harness.json("journal list").array?.count
  }

  @Test func aMoveIsOneTransactionWithAHigherEpoch() throws {
    let moved = try harness.json("migration start acme --to cells --instance c-2")
    #expect(moved["from"]?.string == "shared-eu")
    #expect(moved["to"]?.string == "cells/c-2")
    #expect(moved["epochBefore"]?.number == "1")
    #expect(moved["epochAfter"]?.number == "2")
    #expect(try harness.json("tenant show acme")["placementEpoch"]?.number == "2")
    #expect(try harness.json("placement show acme")["epoch"]?.number == "2")
    #expect(try harness.json("pool show shared-eu")["tenants"]?.number == "0")
    #expect(try harness.json("pool show cells")["units"]?.number == "8")
    let id = try #require(moved["id"]?.string)
    #expect(try harness.json("migration show \(id)") == moved)
    #expect(try harness.json("migration list --tenant acme").array == [moved])
    let kinds = try harness.json("journal list --tenant acme").array?.compactMap { $0["kind"]?.string } ?? []
    #expect(Set(kinds).isSuperset(of: ["tenant.move", "placement.move", "migration.complete", "placement.assign"]))
    #expect(harness.run("doctor").status == 0)
  }

  @Test func movingBetweenInstancesOfAFullPoolNeedsNoMoreRoom() throws {
    #expect(harness.run("migration start acme --to cells --instance c-1").status == 0)
    #expect(harness.run("migration start acme --to cells").status == 5)
    #expect(harness.run("migration start acme --to cells --instance c-2").status == 0)
    #expect(harness.run("instance retire c-1 --pool cells --yes").status == 0)
    #expect(try harness.json("tenant show acme")["placementEpoch"]?.number == "3")
  }

  @Test func aPlanSaysWhatStandsInTheWayAndChangesNothing() throws {
    let revision = try journalLength()
    let allowed = harness.run("migration plan acme --to cells")
    #expect(allowed.status == 0)
    #expect(allowed.errors.contains("tenant 'acme' can move to 'cells/c-"))
    let refused = harness.run("migration plan acme --to shared-us")
    #expect(refused.status == 5)
    #expect(refused.output.contains("residency"))
    #expect(refused.errors.contains("residency, region 'us-east-1', allowed eu-west-1"))
    let plan = harness.run("migration plan acme --to shared-us --json")
    #expect(try JSONValue(parsing: plan.output)["allowed"] == .bool(false))
    #expect(try journalLength() == revision)
  }

  @Test func refusedMovesLeaveEverythingAsItWas() throws {
    let before = try harness.json("placement show acme")
    let revision = try journalLength()
    for line in [
      "migration start acme --to shared-us", "migration start acme --to shared-eu", "migration start acme --to nowhere",
      "migration start acme --to cells --instance c-9", "migration start nobody --to cells",
      "migration start acme --to cells --dry-run --exit-code",
    ] {
      #expect(harness.run(line).status != 0, "\(line)")
    }
    #expect(try harness.json("placement show acme") == before)
    #expect(try journalLength() == revision)
    #expect(harness.run("migration list").errors == "no migrations\n")
    #expect(harness.run("migration show m_00000000000000000000000000").status == 3)
  }

  @Test func aFullTargetIsRefused() {
    #expect(harness.run("tenant onboard globex --tier pro --region eu-west-1 --pool cells").status == 0)
    let refused = harness.run("migration start acme --to cells")
    #expect(refused.status == 5)
    #expect(refused.errors.contains("tenants, 1 + 1 of 1 tenants"))
  }
}
