// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import TenantctlCommands
import Testing

/// Row 40: every call that gives something of a tenant away is audited with who, why and whose.
@Suite(.canary) struct DisclosureTests {
  private let harness: CommandHarness
  private let secret = "canary-4f1c9e2b7a"

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    let data = try harness.store.folder.write("{\"note\":\"\(secret)\"}", to: "data.json")
    for line in [
      "key rotate --yes", "tenant onboard acme --tier pro --region eu-west-1",
      "tenant onboard globex --tier pro --region eu-west-1",
      "event publish acme orders \(data) --subject order.paid --type test",
    ] { #expect(harness.run(line).status == 0, "\(line)") }
    try harness.store.plantCanary(in: "globex")
    let token = harness.run(
      "context issue acme --audience a.example/edge --subject u-1 --purpose p.read --hops 1 --quiet")
    #expect(token.status == 0)
    _ = try harness.store.folder.write(token.output, to: "token")
  }

  private func file(_ name: String) -> String { harness.store.folder.file(name) }
  private func revision() throws -> Int64 { try harness.store.read { try $0.latestRevision() } }

  private var disclosing: [(line: String, kind: JournalKind, ofATenant: Bool)] {
    [
      ("tenant export acme -", .tenantExport, true),
      ("tenant export acme \(file("acme.ndjson"))", .tenantExport, true),
      ("context issue acme --audience a.example/b --subject u-2 --purpose p.read", .contextIssue, true),
      (
        "context exchange \(file("token")) --audience a.example/edge --for a.example/other", .contextExchange, true
      ),
      ("event tail acme orders --data --once", .eventRead, true),
      ("backup \(file("copy.db"))", .storeBackup, false),
    ]
  }

  @Test func attack40EveryDisclosureIsAudited() throws {
    let acme = try #require(harness.json("tenant show acme")["id"]?.string)
    var kinds: Set<JournalKind> = []
    for (line, kind, ofATenant) in disclosing {
      let before = try revision()
      let result = harness.run(line + " --actor alice@ops --reason 'ticket 4711'")
      #expect(result.status == 0, "\(line): \(result.errors)")
      #expect(try revision() == before + 1, "\(line)")
      let entry = try harness.json("journal list --limit 1").array?.first
      #expect(entry?["kind"]?.string == kind.rawValue, "\(line)")
      #expect(entry?["actor"]?.string == "alice@ops" && entry?["reason"]?.string == "ticket 4711", "\(line)")
      #expect(entry?["tenant"] == (ofATenant ? .string(acme) : .null), "\(line): \(entry?["tenant"] ?? .null)")
      kinds.insert(kind)
    }
    #expect(kinds == JournalKind.disclosures)
    // What was given is not in the journal: no payload, no part of a token that was signed.
    let journal = harness.run("journal list --json").output
    let token = try String(decoding: FileContents.read(file("token")), as: UTF8.self)
    #expect(!journal.contains(secret) && !token.split(separator: ".").dropFirst(2).contains { journal.contains($0) })
    #expect(harness.run("journal verify").status == 0)
  }

  /// The commands that the registry says give something away are those that do.
  @Test func attack40EveryDisclosingCommandIsTried() {
    let tried = Set(disclosing.map { $0.line.split(separator: " ").prefix(2).joined(separator: " ") })
    let revealing = CommandTree.leaves.filter { $0.effect == .reveals }.map { $0.path.joined(separator: " ") }
    #expect(Set(revealing + ["context issue"]) == Set(tried.map { $0.hasPrefix("backup") ? "backup" : $0 }))
  }

  @Test func attack40WhatTheJournalCannotBeToldIsNotGiven() throws {
    for (line, kind, _) in disclosing where kind != .storeBackup {
      let result = try harness.store.write { _ in harness.run(line + " --busy-timeout 0") }
      #expect(result.status == 7 && result.output == "", "\(line): \(result.status) \(result.output)")
    }
    for name in ["acme.ndjson", "acme.ndjson.manifest.json"] { #expect(!FileCheck.exists(file(name))) }
  }

  /// A backup is needed most when somebody changes much; what the file says can be copied by other means, too.
  @Test func aBackupIsMadeWhileSomebodyElseWrites() throws {
    let before = try revision()
    let result = try harness.store.write { _ in harness.run("backup \(file("copy.db")) --busy-timeout 0") }
    #expect(result.status == 0 && result.errors.contains("so its journal does not tell of this"), "\(result.errors)")
    #expect(try revision() == before && FileCheck.exists(file("copy.db")))
  }

  @Test func whatIsRefusedOrRevealsNothingIsNotAudited() throws {
    let before = try revision()
    for (line, status) in [
      ("tenant export nobody -", 3), ("event tail acme nothing --data --once", 3), ("event tail acme orders --once", 0),
      ("event list acme orders", 0), ("context issue nobody --audience a.example/b --subject u --purpose p", 3),
      ("backup \(file("token"))", 4),
    ] as [(String, Int32)] {
      #expect(harness.run(line).status == status, "\(line)")
    }
    // A dry run of what would let somebody act for a tenant gives nothing.
    let line = "context issue acme --audience a.example/b --subject u --purpose p --dry-run"
    let dry = harness.run(line)
    #expect(dry.status == 0 && dry.output == "" && dry.errors == "(dry run) would have issued a context\n")
    #expect(harness.run(line + " --exit-code").status == 10)
    #expect(try revision() == before)
  }

  /// Who may only read the file could take it by other means; but nobody is let act for a tenant unseen.
  @Test func aStoreThatCanOnlyBeReadGivesCopiesAndNoContexts() throws {
    let before = try revision()
    let administration = try harness.store.administration(.readOnly)
    let master = MasterKeyFile(path: harness.store.path + ".master-key")
    let acme = try TenantSelector(parsing: "acme")
    _ = try administration.export(acme, to: file("acme.ndjson"), with: master)
    _ = try administration.backup(to: file("copy.db"), replacing: false)
    try administration.recordReading(of: EventStreamName(parsing: "orders"), of: acme, after: 0)
    let request = ContextRequest(
      tenant: acme, audience: try ContextAudience(parsing: "a.example/b"),
      subject: try ContextPrincipal(parsing: "u-1"), purposes: [try ContextPurpose(parsing: "p.read")])
    let fault = #expect(throws: TenantError.self) { try administration.issueContext(request, with: master) }
    #expect(fault?.code == .storeReadOnly)
    #expect(try revision() == before)
  }
}
