// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantctlCommands

/// The commands over a real store; by whom tokens are signed is the business of the tests of the library.
@Suite struct IdentityCommandTests {
  private let harness: CommandHarness
  private let jwks: String
  private let issuer = "https://login.example/"
  private let key = """
    {"kty":"OKP","crv":"Ed25519","kid":"k1","alg":"EdDSA","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    """

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for line in ["key rotate --yes"] + ["acme", "globex"].map({ "tenant onboard \($0) --tier pro --region eu-west-1" })
    {
      let result = harness.run(line)
      guard result.status == 0 else { throw TestSupportFault("'\(line)': \(result.errors)") }
    }
    jwks = try harness.store.folder.write("{\"keys\":[\(key)]}", to: "jwks.json")
  }

  @Test func issuersAreSetListedAndUnset() throws {
    #expect(harness.run("identity issuer set \(issuer) --jwks \(jwks) --reason first").status == 0)
    let again = harness.run("identity issuer set \(issuer) --jwks \(jwks)")
    #expect(again.status == 0 && again.errors.contains("unchanged"))
    let listed = try harness.json("identity issuer list")
    #expect(listed.array?.first?["issuer"]?.string == issuer)
    #expect(listed.array?.first?["keys"]?.array == [.string("k1 EdDSA")])
    #expect(harness.run("identity issuer unset https://other.example/").status == 3)
    #expect(harness.run("identity issuer unset https://other.example/ --if-exists").status == 0)
    #expect(harness.run("identity issuer unset \(issuer)").status == 0)
    #expect(harness.run("identity issuer list -q").output == "")
    #expect(harness.run("journal list -q --kind identity").output.split(separator: "\n").count == 2)
    #expect(!harness.run("journal list --json --kind identity").output.contains("11qYAYKx"))
    _ = try harness.store.folder.write("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\",\"kid\":\"s\"}]}", to: "jwks.json")
    #expect(harness.run("identity issuer set \(issuer) --jwks \(jwks)").status == 6)
  }

  @Test func mapsAreCreatedListedAndDeleted() throws {
    let binding = "\(issuer) --audience app --claim org --value Acme --tenant"
    #expect(harness.run("identity map create \(binding) acme").status == 3)
    #expect(harness.run("identity issuer set \(issuer) --jwks \(jwks)").status == 0)
    #expect(harness.run("identity map create \(binding) acme").status == 0)
    #expect(harness.run("identity map create \(binding) acme").status == 4)
    #expect(harness.run("identity map create \(binding) acme --if-not-exists").status == 0)
    // A value stands for one tenant, whoever asks.
    #expect(harness.run("identity map create \(binding) globex --if-not-exists").status == 4)
    for holds in ["id", "slug", "external:billing"] {
      #expect(harness.run("identity map create \(issuer) --audience app --claim t --holds \(holds)").status == 0)
      #expect(harness.run("identity map create \(issuer) --audience app --claim t --holds \(holds)").status == 4)
    }
    let listed = try #require(harness.json("identity map list").array)
    #expect(listed.map { $0["target"]?.string } == ["external:billing", "id", "slug", "value Acme"])
    #expect(harness.run("identity issuer unset \(issuer)").status == 4)
    #expect(harness.run("identity map delete \(binding) globex").status == 3)
    #expect(harness.run("identity map delete \(binding) globex --if-exists").status == 0)
    #expect(harness.run("identity map delete \(binding) acme").status == 0)
    for holds in ["id", "slug", "external:billing"] {
      #expect(harness.run("identity map delete \(issuer) --audience app --claim t --holds \(holds)").status == 0)
    }
    #expect(harness.run("identity issuer unset \(issuer)").status == 0)
    #expect(harness.run("doctor").status == 0)
  }

  /// A repeated command with its key does nothing again, and says what the first one did.
  @Test func eachChangeHappensOnceForItsKey() {
    for line in [
      "identity issuer set \(issuer) --jwks \(jwks)",
      "identity map create \(issuer) --audience app --claim org --value Acme --tenant acme",
      "identity map delete \(issuer) --audience app --claim org --value Acme --tenant acme",
      "identity map create \(issuer) --audience app --claim org --holds slug",
      "identity map delete \(issuer) --audience app --claim org --holds slug", "identity issuer unset \(issuer)",
    ] {
      let results = (0..<2).map { _ in harness.run("\(line) --idempotency-key key-\(line.hashValue)") }
      #expect(results.allSatisfy { $0.status == 0 } && results[0].output == results[1].output, "\(line)")
      #expect(results[1].errors.contains("nothing was done again"), "\(line)")
    }
  }

  @Test func wordsThatDoNotFitAreRefused() {
    for line in [
      "create \(issuer) --audience app --claim org", "create \(issuer) --audience app --claim org --value x",
      "create \(issuer) --audience app --claim org --tenant acme",
      "create é --audience app --claim org --holds slug",
      "create \(issuer) --audience app --claim org --value x --tenant acme --holds slug",
      "create \(issuer) --audience app --claim org --holds name",
      "create \(issuer) --audience app --claim org --holds external:A",
    ] { #expect(harness.run("identity map \(line)").status == 2, "\(line)") }
  }

  @Test func aMapOfATenantThatLeavesGoesWithIt() throws {
    #expect(harness.run("identity issuer set \(issuer) --jwks \(jwks)").status == 0)
    #expect(
      harness.run("identity map create \(issuer) --audience app --claim org --value Acme --tenant acme").status == 0)
    #expect(harness.run("tenant export acme -").output.contains("identity_binding"))
    #expect(harness.run("tenant offboard acme --no-export --confirm acme").status == 0)
    #expect(harness.run("identity map list -q").output == "")
  }

  /// Whatever is wrong, it is told alike; the journal has the reason and nothing of the token.
  @Test func aTokenThatIsRefusedIsToldAlikeAndJournalled() throws {
    #expect(harness.run("identity issuer set \(issuer) --jwks \(jwks)").status == 0)
    let path = harness.store.folder.file("token")
    let command = "context issue --from-jwt \(path) --audience prod.example/a --purpose p"
    var told: Set<String> = []
    for (token, reason) in [
      ("nonsense", "malformed"),
      ("eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUvIn0.", "wrong-algorithm"),
    ] {
      _ = try harness.store.folder.write(token + "\n", to: "token")
      let result = harness.run(command)
      #expect(result.status == 5 && result.output == "")
      told.insert(result.errors)
      let entry = try harness.json("journal list --limit 1").array?.first
      #expect(entry?["kind"]?.string == "identity.refuse" && entry?["key"]?.string == reason)
      #expect(!harness.run("journal list --limit 1 --json").output.contains(token))
    }
    #expect(told.count == 1)
    #expect(harness.run(command + " --subject u1").status == 2)
    #expect(harness.run(command + " acme").status == 2)
    #expect(harness.run("context issue acme --audience prod.example/a --purpose p").status == 2)
    #expect(
      harness.run("context issue acme --audience prod.example/a --purpose p --subject u --idempotency-key k").status
        == 2)
  }
}
