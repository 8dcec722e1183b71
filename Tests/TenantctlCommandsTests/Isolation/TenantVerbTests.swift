// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore
import TenantTestSupport
import TenantctlCommands
import Testing

/// A store with everything that commands about the tenant `acme` need, in one state of its life.
private struct VerbStage {
  /// A copy of the store, and what stands for parts of command lines.
  let copy: String
  let masterKey: [UInt8]
  let folder: TemporaryFolder
  let grant: String
  let offered: String
  let token: String
  /// What the sealed events of `acme` and of `globex` say.
  let markers = (acme: Canary.marker(), globex: Canary.marker())

  init(_ state: TenantState) throws {
    let harness = try CommandHarness()
    try harness.store.addSharedPool()
    try harness.store.folder.write("{\"a\":\"\(markers.acme)\"}", to: "data.json")
    try harness.store.folder.write("{\"a\":\"\(markers.globex)\"}", to: "other.json")
    try harness.store.folder.write(Self.keys, to: "jwks.json")
    func run(_ line: String) throws -> CommandResult {
      let result = harness.run(
        line.replacing("DATA", with: harness.store.folder.file("data.json"))
          .replacing("OTHER", with: harness.store.folder.file("other.json")))
      guard result.status == 0 else { throw TestSupportFault("\(line): \(result.errors)") }
      return result
    }
    for line in [
      "key rotate --yes", "flag create new-form", "tenant onboard acme --tier free --region eu-west-1",
      "tenant onboard globex --tier free --region eu-west-1", "pool create other --region eu-west-1 --pattern shared",
      "quota set llm.tokens 5M/billing --tenant acme",
      "event publish acme orders DATA --subject order.paid --type test --id e-1",
      "event publish globex sales OTHER --subject order.paid --type test --id e-1",
      "subscription create acme indexer orders --from-start",
      "identity issuer set https://login.example/ --jwks \(harness.store.folder.file("jwks.json"))",
      "identity map create https://login.example/ --audience app --claim org --value x --tenant acme",
    ] { _ = try run(line) }
    grant = try run("grant create acme globex orders --purpose audit --until 2027-06-01 -q").output.trimmed
    offered = try run("grant create globex acme sales --purpose audit --until 2027-06-01 -q").output.trimmed
    token = try run(
      "context issue acme --audience a.example/b --subject u --purpose x.read --hops 1 --life 300 -q"
    ).output.trimmed
    for line in Self.way[state] ?? [] { _ = try run(line) }
    folder = harness.store.folder
    copy = folder.file("copy.db")
    _ = try run("backup \(copy)")
    masterKey = try FileContents.read(harness.store.path + ".master-key")
  }

  private static let way: [TenantState: [String]] = [
    .suspended: ["tenant suspend acme"],
    .offboarding: ["tenant offboard acme --no-export --legal-hold --confirm acme"],
    .offboarded: ["tenant offboard acme --no-export --confirm acme"],
  ]

  private static let keys = """
    {"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","alg":"EdDSA","use":"sig",\
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
    """

  /// A store of its own in this state.
  func harness() throws -> CommandHarness {
    let harness = try CommandHarness()
    for suffix in ["-wal", "-shm"] { unlink(harness.store.path + suffix) }
    try harness.store.folder.write(FileContents.read(copy), to: "state.db")
    try harness.store.folder.write(masterKey, to: "state.db.master-key")
    chmod(harness.store.path + ".master-key", 0o600)
    try harness.store.folder.write("{}", to: "data.json")
    try harness.store.folder.write(token, to: "token")
    try harness.store.folder.write(
      "tenant,time,meter,quantity,id\nacme,2026-11-20T00:00:00Z,calls,1,u-1\n", to: "usage.csv")
    try harness.store.folder.write("slug\nacme\n", to: "tenants.csv")
    return harness
  }

  func line(_ template: String, _ harness: CommandHarness) -> String {
    template.replacing("GRANT", with: grant).replacing("OFFERED", with: offered)
      .replacing("DATA", with: harness.store.folder.file("data.json"))
      .replacing("TOKEN", with: harness.store.folder.file("token"))
      .replacing("USAGE", with: harness.store.folder.file("usage.csv"))
      .replacing("TENANTS", with: harness.store.folder.file("tenants.csv"))
  }
}

extension String {
  fileprivate var trimmed: String { String(prefix { $0 != "\n" }) }
}

@Suite struct TenantVerbTests {
  /// What each command needs besides its words.
  private static let rest: [String: String] = [
    "tenant show": "acme", "tenant update": "acme --name x", "tenant suspend": "acme", "tenant resume": "acme",
    "tenant offboard": "acme --no-export --release-hold --confirm acme", "tenant export": "acme -",
    "context verify": "TOKEN --audience a.example/b", "usage ingest": "USAGE",
    "context exchange": "TOKEN --audience a.example/b --for a.example/c",
    "context issue": "acme --audience a.example/b --subject u --purpose x.read", "quota check": "acme api.requests",
    "migration plan": "acme --to other", "migration start": "acme --to other",
    "quota set": "api.requests 5/s --tenant acme", "quota unset": "llm.tokens --tenant acme",
    "quota grant": "api.requests --tenant acme --add 5 --until 2027-06-01",
    "flag override": "new-form --tenant acme --variant on", "quota list": "--tenant acme",
    "quota show": "api.requests --tenant acme", "quota explain": "acme api.requests", "quota prove": "--tenant acme",
    "quota watch": "--once --tenant acme", "quota usage": "--tenant acme", "quota reconcile": "--tenant acme",
    "quota history": "api.requests --tenant acme", "quota shadow-report": "--tenant acme",
    "flag overrides": "--tenant acme", "flag evaluate": "new-form --tenant acme", "placement show": "acme",
    "placement explain": "acme", "migration list": "--tenant acme", "usage show": "acme", "usage list": "acme",
    "usage export": "--tenant acme --by day", "journal list": "--tenant acme", "isolation report": "--tenant acme",
    "identity map create": "https://login.example/ --audience app --claim org --value y --tenant acme",
    "identity map delete": "https://login.example/ --audience app --claim org --value x --tenant acme --if-exists",
    "event publish": "acme orders DATA --subject order.paid --type test", "event list": "acme orders",
    "event tail": "acme orders --once", "event stats": "acme",
    "event replay": "acme indexer --from 1 --to 1 --reason test", "event dead-letter list": "acme",
    "event dead-letter retry": "acme indexer", "event dead-letter discard": "acme indexer --yes",
    "event stream update": "acme orders --backlog 5", "subscription list": "acme", "subscription show": "acme indexer",
    "subscription create": "acme other orders", "subscription delete": "acme indexer --confirm indexer",
    "grant list": "acme", "grant create": "acme globex orders --purpose logistics --until 2027-06-01",
    "grant accept": "acme OFFERED --into sales", "grant revoke": "acme GRANT --yes",
  ]

  /// Row 23: no command is forgotten: each says what it does in which state, or why no state matters.
  @Test func attack23EveryCommandIsClassified() throws {
    let harness = try CommandHarness()
    let registered = Set(TenantVerb.commands.map(\.name))
    #expect(registered.count == TenantVerb.commands.count && registered == Set(Self.rest.keys))
    let others = TenantVerb.commandsOfNoTenant
    #expect(registered.isDisjoint(with: others.keys))
    #expect(registered.union(others.keys) == Set(CommandTree.leaves.map { $0.path.joined(separator: " ") }))
    // One that takes a tenant says what it does for it; a bill may say for whom its lines were.
    let taking = others.keys.filter { name in
      let help = harness.run(CommandHarness.words(name) + ["--help"]).output
      return ["<tenant>", "<giver>", "<receiver>"].contains { help.contains($0) }
    }
    #expect(taking == ["cost explain"])
  }

  /// Row 25: what a tenant was called is not given to another one, in no state.
  @Test(arguments: TenantState.allCases)
  func attack25NoTenantIsMadeInTheNameOfOneThatWas(state: TenantState) throws {
    let stage = try VerbStage(state)
    let harness = try stage.harness()
    for line in [
      "tenant onboard acme --tier free --region eu-west-1", "tenant import TENANTS --tier free --region eu-west-1",
    ] {
      let before = try harness.store.read { try $0.latestRevision() }
      #expect([4, 6].contains(harness.run(stage.line(line, harness)).status), "\(state.rawValue): \(line)")
      #expect(try harness.store.read { try $0.latestRevision() } == before, "\(state.rawValue): \(line)")
    }
  }

  /// Row 23: each does what it says, in each state; what is refused changes nothing.
  @Test(arguments: TenantState.allCases)
  func attack23EachCommandDoesWhatItSaysInEachState(state: TenantState) throws {
    let stage = try VerbStage(state)
    for verb in TenantVerb.commands {
      let harness = try stage.harness()
      let before = try harness.store.read { try $0.latestRevision() }
      let line = stage.line("\(verb.name) \(Self.rest[verb.name] ?? "")", harness)
      let result = harness.run(line)
      if verb.rule.allows(state) {
        #expect(result.status == 0, "\(state.rawValue): \(line): \(result.errors)")
      } else {
        #expect([3, 4, 5, 6].contains(result.status), "\(state.rawValue): \(line): \(result.status) \(result.errors)")
        #expect(try harness.store.read { try $0.latestRevision() } == before, "\(state.rawValue): \(line)")
      }
    }
  }

  /// Row 28: whatever is asked about a tenant, nothing that is sealed for another one is in the answer, in an error or in the
  /// journal, with the master key at hand or without; and what is sealed for the tenant itself only where that was asked for.
  @Test(arguments: [true, false]) func attack28NoCommandSaysWhatIsSealed(hasMasterKey: Bool) throws {
    let stage = try VerbStage(.active)
    let opening: Set<String> = ["tenant export", "event tail --data"]
    let rest = Self.rest.merging(["event tail --data": "acme orders --once"]) { first, _ in first }
    let others = CommandTree.leaves.filter { $0.effect == .reads }.map { $0.path.joined(separator: " ") }
      .filter { rest[$0] == nil }
    var opened: Set<String> = []
    for name in rest.keys.sorted() + others {
      for format in ["", " --json"] {
        let harness = try stage.harness()
        if !hasMasterKey { unlink(harness.store.path + ".master-key") }
        let result = harness.run(stage.line("\(name) \(rest[name] ?? "")\(format)", harness))
        let journal = harness.run("journal list --json").output
        #expect(!Canary.holds(result.output + result.errors + journal, stage.markers.globex), "\(name)\(format)")
        #expect(!Canary.holds(result.errors + journal, stage.markers.acme), "\(name)\(format)")
        if Canary.holds(result.output, stage.markers.acme) { opened.insert(name) }
      }
    }
    #expect(opened == (hasMasterKey ? ["event tail --data"] : []))
    #expect(opened.isSubset(of: opening))
  }
}
