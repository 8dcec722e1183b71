// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport
import Testing

@Suite struct KeyCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
  }

  private func keys(_ state: String) -> [String] {
    harness.run("key list -q --filter state=\(state)").output.split(separator: "\n").map(String.init)
  }

  @Test func initMakesTheMasterKeyAndTheFirstKeys() throws {
    let path = harness.store.folder.file("new.db")
    harness.environment["TENANTCTL_STORE"] = path
    #expect(harness.run("init --dry-run").status == 0)
    #expect(!FileCheck.exists(path + ".master-key"))
    let made = harness.run("init")
    #expect(made.status == 0 && made.errors.contains("the master key is in '\(path).master-key'"))
    #expect(FileCheck.mode(path + ".master-key") == 0o600)
    #expect(keys("active").count == 1 && keys("next").count == 1)
    let before = try FileContents.read(path + ".master-key")
    #expect(harness.run("init").status == 4)
    #expect(harness.run("init --if-not-exists").errors == "unchanged\n")
    #expect(try FileContents.read(path + ".master-key") == before)
    #expect(harness.run("doctor").status == 0)
  }

  @Test func initTakesTheMasterKeyThatIsNamed() throws {
    let key = harness.store.folder.file("key")
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("one.db")
    #expect(harness.run("init --master-key-file \(key)").status == 0)
    let before = try FileContents.read(key)
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("two.db")
    harness.environment["TENANTCTL_MASTER_KEY_FILE"] = key
    #expect(harness.run("init").status == 0)
    #expect(try FileContents.read(key) == before)
    // A store whose master key cannot be made is not made either.
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("three.db")
    #expect(harness.run("init --master-key-file \(harness.store.folder.file("no/where"))").status == 1)
    #expect(!FileCheck.exists(harness.store.folder.file("three.db")))
    chmod(key, 0o644)
    #expect(harness.run("init").errors.contains("chmod 600"))
    #expect(!FileCheck.exists(harness.store.folder.file("three.db")))
  }

  @Test func anUpgradedStoreGetsItsFirstKeysByRotation() throws {
    #expect(harness.run("key list").errors == "no keys\n")
    #expect(harness.run("key publish -").status == 3)
    #expect(harness.run("key rotate").status == 2)
    #expect(harness.run("key rotate --dry-run --exit-code").status == 10)
    #expect(!FileCheck.exists(harness.store.path + ".master-key"))
    #expect(harness.run("key rotate --yes").status == 0)
    #expect(keys("active").count == 1 && keys("next").count == 1)
  }

  @Test func rotationIsJournalledWithoutSecrets() throws {
    harness.run("key rotate --yes")
    let next = try #require(keys("next").first)
    let rotated = try harness.json("key rotate --yes --reason quarterly")
    #expect(rotated["active"]?.string == next && keys("active") == [next])
    #expect(rotated["epoch"]?.number == "2" && keys("retiring").count == 1)
    let entries = try harness.json("journal list --kind key").array ?? []
    #expect(Set(entries.compactMap { $0["kind"]?.string }) == ["key.rotate", "key.create"])
    #expect(Set(entries.compactMap { $0["after"]?.object?.keys.sorted() }) == [["id", "publicKey", "since", "state"]])
    #expect(harness.run("journal verify").status == 0)
  }

  @Test func aRevocationNeedsTheNameAndLeavesKeys() throws {
    harness.run("key rotate --yes")
    let active = try #require(keys("active").first)
    #expect(harness.run("key revoke \(active)").status == 2)
    #expect(harness.run("key revoke \(active) --dry-run").status == 0)
    #expect(keys("active") == [active])
    #expect(harness.run("key revoke \(active) --confirm \(active)").status == 0)
    #expect(keys("revoked") == [active] && keys("active").count == 1 && keys("next").count == 1)
    #expect(harness.run("key revoke \(active) --confirm \(active)").errors.contains("unchanged"))
    #expect(harness.run("key revoke k_00000000000000000000000001 --dry-run").status == 3)
    #expect(harness.run("key revoke ../../etc/passwd --dry-run").status == 2)
  }

  @Test func whatIsPublishedVerifiesAndHoldsNoPrivateHalf() throws {
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("key rotate --yes")
    let file = harness.store.folder.file("keys.json")
    #expect(harness.run("key publish \(file)").status == 0)
    #expect(FileCheck.mode(file) == 0o644)
    #expect(harness.run("key publish \(file)").status == 4)
    #expect(harness.run("key publish \(file) --force").status == 0)
    let text = try harness.store.folder.read("keys.json")
    #expect(harness.run("key publish -").output == text)
    let published = try JSONValue(parsing: text)
    #expect(published["keys"]?.array?.allSatisfy { $0["kty"]?.string == "OKP" && $0["d"] == nil } == true)
    let token = try harness.store.folder.write(
      harness.run("context issue acme --audience a.b/orders --subject u --purpose p -q").output, to: "token")
    let verify = "context verify \(token) --audience a.b/orders"
    #expect(harness.run("\(verify) --keys \(file)").status == 0)
    // The key that signs is revoked in the store, and as soon as the set is published again.
    let active = try #require(keys("active").first)
    harness.run("key revoke \(active) --confirm \(active)")
    #expect(harness.run(verify).errors.contains("its key was revoked"))
    #expect(harness.run("\(verify) --keys \(file)").status == 0)
    harness.run("key publish \(file) --force")
    #expect(harness.run("\(verify) --keys \(file)").status == 5)
    #expect(harness.run("\(verify) --keys \(token)").status == 6)
  }
}
