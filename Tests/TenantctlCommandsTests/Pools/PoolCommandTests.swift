// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct PoolCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
  }

  private func succeed(_ line: String) {
    let result = harness.run(line)
    #expect(result.status == 0, "'\(line)': \(result.errors)")
  }

  @Test func aPoolIsCreatedOnceAndShownWithWhatIsInIt() throws {
    succeed("pool create shared-eu --pattern shared --region eu-west-1 --capacity-units 100 --label team=core")
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    let pool = try harness.json("pool show shared-eu")
    #expect(pool["tenants"]?.number == "1")
    #expect(pool["units"]?.number == "8")
    #expect(pool["usableUnits"]?.number == "75")
    #expect(pool["labels"]?["team"]?.string == "core")
    #expect(try harness.json("pool list").array?.count == 1)
    let again = "pool create shared-eu --pattern shared --region eu-west-1"
    #expect(harness.run(again).status == 4)
    #expect(harness.run(again + " --if-not-exists").errors == "unchanged\n")
    #expect(harness.run("pool create shared-eu --pattern pool --region eu-west-1 --if-not-exists").status == 4)
    #expect(harness.run("pool show shared-ue").errors.contains("did you mean 'shared-eu'?"))
  }

  @Test func badValuesAreUsageOrInvalid() {
    #expect(harness.run("pool create ab --pattern shared --region eu-west-1").status == 2)
    #expect(harness.run("pool create abc --pattern other --region eu-west-1").status == 2)
    #expect(harness.run("pool create abc --pattern shared --region eu-west-1 --capacity-units many").status == 2)
    #expect(harness.run("pool create abc --pattern shared --region eu-west-1 --capacity-units 0").status == 6)
    #expect(harness.run("pool create abc --pattern shared --region eu-west-1 --headroom 91").status == 6)
    #expect(harness.run("pool list").errors == "no pools\n")
  }

  @Test func onboardingNeedsAPlace() throws {
    let homeless = harness.run("tenant onboard acme --tier pro --region eu-west-1")
    #expect(homeless.status == 5)
    #expect(homeless.errors.contains("there is no pool yet"))
    succeed("pool create shared-us --pattern shared --region us-east-1")
    let refused = harness.run("tenant onboard acme --tier pro --region eu-west-1")
    #expect(refused.status == 5)
    #expect(refused.errors.contains("'shared-us': region 'us-east-1', allowed eu-west-1"))
    #expect(harness.run("tenant show acme").status == 3)
    #expect(harness.run("tenant onboard acme --tier pro --region us-east-1 --pool shared-xx").status == 3)
    succeed("tenant onboard acme --tier pro --region us-east-1 --pool shared-us")
    let placement = try harness.json("placement show acme")
    #expect(placement["pool"]?.string == "shared-us")
    #expect(placement["units"]?.number == "8")
    #expect(placement["epoch"]?.number == "1")
  }

  @Test func aFullPoolTakesNobodyAndSaysSo() {
    succeed("pool create shared-eu --pattern shared --region eu-west-1 --capacity-tenants 1")
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    let refused = harness.run("tenant onboard globex --tier pro --region eu-west-1")
    #expect(refused.status == 5)
    #expect(refused.errors.contains("'shared-eu': 1 + 1 of 1 tenants"))
    succeed("pool update shared-eu --capacity-tenants unlimited")
    succeed("tenant onboard globex --tier pro --region eu-west-1")
    let shrunk = harness.run("pool update shared-eu --capacity-tenants 1")
    #expect(shrunk.status == 5)
    succeed("pool update shared-eu --capacity-tenants 1 --force")
    #expect(harness.run("tenant onboard initech --tier pro --region eu-west-1").status == 5)
    #expect(harness.run("pool update shared-eu --weight 5 --if-version 1").status == 4)
    #expect(harness.run("pool update shared-eu --remove-label nothing").errors == "unchanged\n")
  }

  @Test func drainingNamesWhoRemainsAndHowToMoveThem() throws {
    succeed("pool create shared-eu --pattern shared --region eu-west-1")
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    let drained = harness.run("pool drain shared-eu")
    #expect(drained.status == 0)
    #expect(drained.errors.contains("1 tenant lives here"))
    #expect(drained.errors.contains("tenantctl migration start acme --to POOL"))
    #expect(harness.run("pool drain shared-eu").errors.hasSuffix("unchanged\n"))
    #expect(harness.run("tenant onboard globex --tier pro --region eu-west-1").status == 5)
    succeed("pool drain shared-eu --undo")
    succeed("tenant onboard globex --tier pro --region eu-west-1")
  }

  @Test func aPoolIsDeletedOnlyWhenEmpty() throws {
    succeed("pool create vault --pattern dedicated --region eu-west-1")
    succeed("instance register v-1 --pool vault --endpoint v-1.internal:443")
    succeed("tenant onboard acme --tier enterprise --region eu-west-1")
    #expect(harness.run("pool delete vault").status == 2)
    #expect(harness.run("pool delete vault --yes").errors.contains("pool 'vault' has 1 tenant"))
    #expect(
      harness.run("instance retire v-1 --pool vault --yes").errors.contains(
        "bound to instance 'vault/v-1', like 'acme'"))
    succeed("tenant offboard acme --no-export --confirm acme")
    #expect(harness.run("pool delete vault --yes").errors.contains("pool 'vault' has 1 instance"))
    succeed("instance retire v-1 --pool vault --yes")
    #expect(harness.run("instance drain v-1 --pool vault").status == 4)
    succeed("pool delete vault --yes")
    #expect(harness.run("pool delete vault --yes").status == 3)
    succeed("pool delete vault --yes --if-exists")
    #expect(try harness.json("journal list --kind pool.delete").array?.count == 1)
  }

  @Test func instancesBindTheirTenants() throws {
    succeed("pool create cells --pattern pool --region eu-west-1")
    #expect(harness.run("tenant onboard acme --tier pro --region eu-west-1").errors.contains("pool has no instance"))
    let register =
      "instance register c-1 --pool cells --endpoint c-1.internal:443 --zone eu-west-1a --capacity-units 40"
    succeed(register)
    #expect(harness.run(register).status == 4)
    succeed(register + " --if-not-exists")
    #expect(harness.run("instance register c-2 --pool cells --endpoint https://u:p@host/").status == 2)
    #expect(harness.run("instance register c-2 --pool cellz --endpoint c-2:80").status == 3)
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    #expect(try harness.json("placement show acme")["instance"]?.string == "c-1")
    let listed = try harness.json("instance list --pool cells").array
    #expect(listed?.first?["units"]?.number == "8")
    succeed("instance drain c-1 --pool cells")
    #expect(harness.run("tenant onboard globex --tier pro --region eu-west-1").errors.contains("instance is draining"))
    succeed("instance drain c-1 --pool cells --undo")
    succeed("tenant onboard globex --tier pro --region eu-west-1")
    #expect(harness.run("instance list --pool cellz").status == 3)
    #expect(harness.run("instance retire c-9 --pool cells --yes").status == 3)
  }

  @Test func theLastInstanceOfASharedPoolStays() {
    succeed("pool create shared-eu --pattern shared --region eu-west-1")
    succeed("instance register s-1 --pool shared-eu --endpoint s-1:80")
    #expect(harness.run("instance register s-2 --pool shared-eu --endpoint s-2:80 --capacity-units 5").status == 6)
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    #expect(harness.run("instance retire s-1 --pool shared-eu --yes").errors.contains("the last one"))
    succeed("instance register s-2 --pool shared-eu --endpoint s-2:80")
    succeed("instance retire s-1 --pool shared-eu --yes")
    #expect(harness.run("placement show acme").output.contains("s-2:80"))
  }

  @Test func aTierThatAsksForMoreIsRefusedUntilTheTenantHasMoved() throws {
    succeed("pool create shared-eu --pattern shared --region eu-west-1")
    succeed("pool create vault --pattern dedicated --region eu-west-1")
    succeed("instance register v-1 --pool vault --endpoint v-1:443")
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    let refused = harness.run("tenant update acme --tier enterprise")
    #expect(refused.status == 5)
    #expect(refused.errors.contains("migration start acme --to POOL"))
    #expect(try harness.json("tenant show acme")["tier"]?.string == "pro")
    #expect(harness.run("tier update pro --isolation dedicated").status == 4)
    succeed("migration start acme --to vault")
    succeed("tenant update acme --tier enterprise")
    #expect(try harness.json("placement show acme")["units"]?.number == "40")
    #expect(try harness.json("pool show vault")["units"]?.number == "40")
    #expect(harness.run("tenant update acme --region us-east-1 --allow-region us-east-1").status == 5)
    #expect(harness.run("doctor").status == 0)
  }

  @Test func explanationsNameEveryPlace() throws {
    succeed("pool create shared-eu --pattern shared --region eu-west-1 --capacity-units 1000")
    succeed("pool create shared-us --pattern shared --region us-east-1")
    let places = try harness.json("placement explain --tier pro --region eu-west-1").array
    #expect(places?.map { $0["verdict"]?.string } == ["chosen", "refused"])
    #expect(places?[0]["residual"]?.string == "0.989333")
    #expect(places?[1]["reason"]?.string == "residency: region 'us-east-1', allowed eu-west-1")
    #expect(places?[1]["checks"]?.array?.count == PlacementFilter.allCases.count)
    succeed("tenant onboard acme --tier pro --region eu-west-1")
    #expect(harness.run("placement explain acme").errors == "would be placed in 'shared-eu'\n")
    #expect(harness.run("placement explain acme --pool shared-us").errors == "would not be placed anywhere\n")
    #expect(harness.run("placement explain").status == 2)
    #expect(harness.run("placement explain acme --tier pro --region eu-west-1").status == 2)
  }
}
