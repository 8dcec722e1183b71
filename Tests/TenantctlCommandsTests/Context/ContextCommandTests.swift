// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport
import Testing

@Suite(.canary) struct ContextCommandTests {
  private let harness: CommandHarness
  private static let orders = "--audience prod.example/orders"

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for line in [
      "key rotate --yes", "tenant onboard acme --tier pro --region eu-west-1",
      "tenant onboard globex --tier pro --region eu-west-1",
    ] {
      let result = harness.run(line)
      guard result.status == 0 else { throw TestSupportFault("'\(line)': \(result.errors)") }
    }
    try harness.store.plantCanary(in: "globex")
  }

  /// Issues a context and returns the path of the file that holds it.
  private func issue(_ options: String = "", to name: String = "token") throws -> String {
    let result = harness.run(
      "context issue acme \(Self.orders) --subject u-17 --purpose orders.read --purpose orders.write -q \(options)")
    guard result.status == 0 else { throw TestSupportFault(result.errors) }
    return try harness.store.folder.write(result.output, to: name)
  }

  /// Why a line is refused: with the status for a decision that is no, and nothing on standard output.
  private func reason(_ line: String) throws -> String? {
    let result = harness.run(line + " --json")
    if result.status == 0 { return nil }
    let error = try JSONValue(parsing: result.errors.split(separator: "\n").last ?? "")["error"]
    guard result.status == 5, result.output == "", error?["code"]?.string == "context.refused" else {
      throw TestSupportFault("'\(line)' ended with \(result.status): \(result.errors)")
    }
    return error?["details"]?["reason"]?.string
  }

  @Test func aContextIsIssuedVerifiedAndInspected() throws {
    let issued = try harness.json(
      "context issue acme \(Self.orders) --subject u-17 --purpose orders.read --life 30 --hops 2 --caller spiffe://a/b")
    let tenant = try harness.json("tenant show acme")
    #expect(issued["tenant"] == tenant["id"] && issued["lifecycleEpoch"] == tenant["lifecycleEpoch"])
    #expect(issued["purposes"]?.array == [.string("orders.read")] && issued["hops"]?.number == "2")
    let token = try #require(issued["token"]?.string)
    #expect(token.hasPrefix("tct1.k_") && token.utf8.count <= 1_024)
    let file = try harness.store.folder.write(token + "\n", to: "token")
    var claims = try #require(issued.object)
    claims["token"] = nil
    claims["key"] = nil
    #expect(
      try harness.json("context verify \(file) \(Self.orders) --peer spiffe://a/b --purpose orders.read").object
        == claims)
    var inspected = try #require(harness.json("context inspect \(file)").object)
    let (verified, key) = (inspected.removeValue(forKey: "verified"), inspected.removeValue(forKey: "key"))
    #expect(verified == .bool(false) && key == issued["key"] && inspected == claims)
  }

  @Test func inspectionSaysThatNothingIsVerified() throws {
    let file = try issue()
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("nowhere.db")
    let result = harness.run("context inspect \(file)")
    #expect(result.status == 0 && result.errors.contains("NOT VERIFIED"))
    // It reads what no verifier accepts, as long as it is of the form.
    let text = try harness.store.folder.read("token")
    let flipped = text.dropLast(4) + "AAA\n"
    #expect(harness.run("context inspect \(try harness.store.folder.write(String(flipped), to: "t2"))").status <= 6)
    let none = harness.run("context inspect \(try harness.store.folder.write("hello\n", to: "t3"))")
    #expect(none.status == 6 && none.errors.contains("this is no token"))
    #expect(harness.run("context inspect \(harness.store.folder.file("missing"))").status == 1)
  }

  @Test func everyRuleHasItsReason() throws {
    let file = try issue()
    let verify = "context verify \(file) \(Self.orders)"
    #expect(try reason(verify) == nil)
    #expect(try reason("\(verify) --write --cross-region --purpose orders.write") == nil)
    #expect(try reason("context verify \(file) --audience prod.example/payments") == "wrong-audience")
    #expect(try reason("\(verify) --purpose orders.delete") == "missing-scope")
    #expect(try reason("\(verify) --peer spiffe://a/b") == "wrong-caller")
    harness.run("tenant onboard globex --tier pro --region eu-west-1")
    #expect(try reason("\(verify) --tenant globex") == "wrong-tenant")
    #expect(try reason("\(verify) --tenant acme") == nil)
    #expect(harness.run("\(verify) --tenant nobody").status == 3)
    let digest = ContextDigest(bytes: [UInt8](repeating: 1, count: 32))?.rawValue ?? ""
    let bound = try issue("--bind-to \(digest)", to: "bound")
    #expect(try reason("context verify \(bound) \(Self.orders)") == "wrong-confirmation")
    #expect(try reason("context verify \(bound) \(Self.orders) --proof \(digest)") == nil)
    harness.run("tenant update acme --add-region us-east-1")
    harness.store.clock.advance(seconds: 65)
    #expect(try reason(verify) == "expired")
  }

  @Test func aSuspensionRefusesAtOnce() throws {
    let file = try issue()
    #expect(harness.run("tenant suspend acme").status == 0)
    #expect(try reason("context verify \(file) \(Self.orders)") == "stale-lifecycle")
    #expect(harness.run("context issue acme \(Self.orders) --subject u --purpose p").status == 5)
  }

  @Test func aSingleUseIsOne() throws {
    let file = try issue()
    let use = "context verify \(file) \(Self.orders) --single-use"
    #expect(harness.run("\(use) --dry-run --exit-code").status == 10)
    let first = harness.run(use)
    #expect(first.status == 0 && first.errors.contains("used up"))
    #expect(try reason(use) == "replayed")
    #expect(try reason("context verify \(file) \(Self.orders)") == nil)
    #expect(harness.run("\(use) --idempotency-key x").status == 2)
    #expect(harness.run("doctor").status == 0)
  }

  @Test func anExchangeIsNarrower() throws {
    let file = try issue("--hops 1")
    let exchange = "context exchange \(file) \(Self.orders) --for prod.example/payments"
    let narrower = try harness.json("\(exchange) --purpose orders.read --caller spiffe://a/orders")
    let before = try harness.json("context inspect \(file)")
    #expect(narrower["transaction"] == before["transaction"] && narrower["hops"]?.number == "0")
    #expect(narrower["audience"]?.string == "prod.example/payments" && narrower["purposes"]?.array?.count == 1)
    #expect(try reason("\(exchange) --purpose orders.delete") == "wider-scope")
    #expect(try reason("\(exchange) --life 301") == "too-long-lived")
    let last = try harness.store.folder.write(try #require(narrower["token"]?.string), to: "last")
    #expect(
      try reason("context exchange \(last) --audience prod.example/payments --for prod.example/x") == "no-hops-left")
    #expect(
      try reason("context verify \(last) --audience prod.example/payments --peer spiffe://a/orders") == nil)
  }

  @Test func whatIsMissingOrWrongIsAUsageErrorOrInvalid() throws {
    for line in [
      "context issue acme --subject u --purpose p", "context issue acme \(Self.orders) --subject u",
      "context issue acme --audience 'prod.example/*' --subject u --purpose p",
      "context issue acme \(Self.orders) --subject 'a b' --purpose p", "context verify", "context verify token.txt",
      "context verify - \(Self.orders) --keys -", "context issue acme \(Self.orders) --subject u --purpose P",
    ] {
      let result = harness.run(line)
      #expect(result.status == 2 && result.output == "", "\(line): \(result.errors)")
    }
    #expect(harness.run("context issue acme \(Self.orders) --subject u --purpose p --life 301").status == 6)
    #expect(harness.run("context issue acme \(Self.orders) --subject u --purpose p --hops 17").status == 6)
    #expect(harness.run("context issue nobody \(Self.orders) --subject u --purpose p").status == 3)
  }

  @Test func theMasterKeyIsFoundByOptionVariableAndDefault() throws {
    let usual = harness.store.path + ".master-key"
    #expect(FileCheck.mode(usual) == 0o600)
    let moved = harness.store.folder.file("moved")
    rename(usual, moved)
    let issue = "context issue acme \(Self.orders) --subject u --purpose p"
    let missing = harness.run(issue)
    #expect(missing.status == 1 && missing.errors.contains("--master-key-file"))
    #expect(harness.run("\(issue) --master-key-file \(moved)").status == 0)
    harness.environment["TENANTCTL_MASTER_KEY_FILE"] = moved
    #expect(harness.run(issue).status == 0)
    chmod(moved, 0o640)
    #expect(harness.run(issue).errors.contains("may be read by others"))
  }

  /// Row 28: no output but that of who issues holds a token, and none holds a key.
  @Test func nothingSecretIsEverPrinted() throws {
    let file = try issue("--hops 2")
    let token = try harness.store.folder.read("token")
    let master = try harness.store.folder.read("state.db.master-key")
    let secrets = [
      String(token.dropLast().suffix(16)), String(token.dropFirst(50).prefix(16)),
      String(master.split(separator: "\n").last?.prefix(16) ?? ""),
    ]
    for line in [
      "context verify \(file) \(Self.orders)", "context verify \(file) --audience a/b", "context inspect \(file)",
      "context verify \(file) \(Self.orders) --single-use", "key list --json", "key rotate --yes --json",
      "key publish -",
      "journal list --json", "doctor --report --json", "tenant export acme -",
    ] {
      let result = harness.run(line + " --verbose")
      for secret in secrets { #expect(!(result.output + result.errors).contains(secret), "\(line)") }
    }
  }
}
