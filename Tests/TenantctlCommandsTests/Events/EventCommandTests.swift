// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite(.canary) struct EventCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("tenant onboard globex --tier free --region eu-west-1")
    harness.run("key rotate --yes")
    try harness.store.plantCanary(in: "globex")
    try harness.store.folder.write(#"{"secret":"canary"}"#, to: "data.json")
  }

  private func publish(_ words: String = "", tenant: String = "acme") -> CommandResult {
    let file = harness.store.folder.file("data.json")
    return harness.run("event publish \(tenant) orders \(file) --subject order.paid --type test \(words)")
  }

  @Test func anEventIsPublishedListedAndFollowed() throws {
    #expect(publish("--id e-1 --key k").status == 0)
    let again = publish("--id e-1 --key k")
    #expect(again.status == 0 && again.errors.contains("is number 1 already"))
    #expect(publish("--content-type text/plain --dry-run --exit-code").status == 10)
    #expect(
      harness.run("event list acme orders --fields sequence,id,key,subject -o csv").output
        == "sequence,id,key,subject\n1,e-1,k,order.paid\n")
    #expect(!harness.run("event list acme orders --json").output.contains("canary"))
    let tail = try JSONValue(parsing: harness.run("event tail acme orders --once").output)
    #expect(tail["id"]?.string == "e-1" && tail["data"] == nil && tail["tenantref"] != nil)
    let open = try JSONValue(parsing: harness.run("event tail acme orders --once --data").output)
    #expect(open["data"]?["secret"]?.string == "canary")
    #expect(harness.run("event tail acme orders --once --after 1").output == "")
    harness.between("", "tenant show acme")
    #expect(harness.run("event tail acme orders --interval 500ms").output == "")
    #expect(harness.run("event tail acme orders --after -1").status == 2)
    #expect(harness.run("event tail acme orders --once --interval 1s").status == 2)
    #expect(harness.run("event list acme nothing").status == 3)
    #expect(harness.run("event list globex orders").status == 3)
    // The journal tells who and which, and nothing of what it says.
    let journal = harness.run("journal list --kind event.publish --json").output
    #expect(journal.contains("e-1") && !journal.contains("canary"))
    #expect(!harness.run("tenant export acme -").output.contains("canary"))
  }

  @Test func aWholeEventMayNotBeAnotherTenants() throws {
    let globex = try harness.json("tenant show globex")["id"]?.string ?? ""
    let file = try harness.store.folder.write(
      """
      {"specversion":"1.0","id":"e-9","source":"/x","type":"t","subject":"a.b","time":"2026-11-23","tenantref":"\(globex)"}
      """, to: "event.json")
    let refused = harness.run("event publish acme orders \(file) --cloud-event")
    #expect(refused.status == 5 && refused.errors.contains("another tenant"))
    #expect(harness.run("event publish globex orders \(file) --cloud-event").status == 0)
    #expect(harness.run("event publish globex orders \(file) --cloud-event --id x").status == 2)
    #expect(harness.run("event publish globex orders \(file)").status == 2)
    #expect(
      harness.run("event publish globex orders \(harness.store.folder.file("data.json")) --cloud-event").status == 6)
    #expect(publish("--master-key-file /nonexistent").status == 1)
    harness.run("tenant suspend acme")
    #expect(publish().status == 5)
  }

  @Test func subscriptionsAreEdited() throws {
    publishSome(2)
    #expect(harness.run("subscription create acme late orders").status == 0)
    #expect(
      harness.run(
        "subscription create acme early orders --from-start --pattern 'order.*' --attempts 2 --first-wait 10 --longest-wait 20 --window 5"
      ).status == 0)
    #expect(harness.run("subscription create acme early orders").status == 4)
    for wrong in ["--attempts 0", "--window 0", "--first-wait 0", "--pattern a..b"] {
      #expect([2, 6].contains(harness.run("subscription create acme other orders \(wrong)").status), "\(wrong)")
    }
    #expect(
      harness.run("subscription list acme --fields subscription,unread -o csv").output
        == "subscription,unread\nearly,2\nlate,0\n")
    #expect(try harness.json("subscription show acme early")["pattern"]?.string == "order.*")
    #expect(harness.run("subscription show globex early").status == 3)
    #expect(harness.run("subscription delete acme early").status == 2)
    #expect(harness.run("subscription delete acme early --confirm late").status == 2)
    #expect(harness.run("subscription delete acme early --confirm early").status == 0)
    #expect(harness.run("subscription delete acme early --confirm early").status == 3)
    #expect(harness.run("subscription list acme -q").output == "late\n")
  }

  @Test func streamsAreBoundAndCounted() throws {
    publishSome(3)
    harness.run("subscription create acme reader orders --from-start")
    let stats = try harness.json("event stats acme").array?.first
    #expect(stats?["behind"]?.number == "3" && stats?["subscriptions"]?.number == "1" && stats?["regions"] == .null)
    #expect(harness.run("event stats -q").output == "orders\n")
    #expect(harness.run("event stream update acme orders --region eu-west-1 --backlog 3 --retention 60").status == 0)
    #expect(try harness.json("event stats acme").array?.first?["regions"]?.array == [.string("eu-west-1")])
    #expect(publish().status == 5)
    #expect(publish("--region us-east-1").status == 5)
    let full = publish("--region eu-west-1")
    #expect(full.status == 5 && full.errors.contains("3 events behind"))
    #expect(harness.run("event stream update acme orders --any-region --backlog 4").status == 0)
    #expect(harness.run("event stream update acme orders --any-region").errors == "unchanged\n")
    #expect(publish().status == 0)
    for wrong in ["", "--any-region --region eu-west-1"] {
      #expect(harness.run("event stream update acme orders \(wrong)").status == 2, "\(wrong)")
    }
    #expect(harness.run("event stream update acme orders --region us-east-1").status == 5)
    #expect(harness.run("event stream update acme orders --backlog 0").status == 6)
  }

  @Test func deadLettersAreTriedAgainOrDiscarded() throws {
    publishSome(3)
    harness.run("subscription create acme reader orders --from-start --attempts 1")
    let acme = try harness.store.administrationTenant("acme")
    try harness.store.write { writer in
      for event in try writer.claimEvents(for: "reader", at: EventPlace(acme, region: nil), limit: 9, lease: 1) {
        try writer.fail(
          .init(subscription: "reader", sequence: event.event.sequence, fence: event.fence),
          at: EventPlace(acme, region: nil), fault: "test")
      }
    }
    #expect(harness.run("event dead-letter list acme -q").output == "1\n2\n3\n")
    #expect(harness.run("event dead-letter list acme --subscription other").errors == "no dead letters\n")
    #expect(harness.run("event dead-letter retry acme reader --from 2 --to 2").status == 0)
    #expect(harness.run("event dead-letter retry acme reader --from 2 --to 1").status == 2)
    #expect(harness.run("event dead-letter retry acme reader --from 2 --to 2").errors == "unchanged\n")
    #expect(harness.run("event dead-letter discard acme reader --from 3").status == 2)
    #expect(harness.run("event dead-letter discard acme reader --from 3 --yes").status == 0)
    #expect(harness.run("event dead-letter list acme -q").output == "1\n")
    #expect(harness.run("event dead-letter retry globex reader").status == 3)
    #expect(harness.run("event replay acme reader --from 1 --to 2").status == 2)
    #expect(harness.run("event replay acme reader --from 0 --to 2 --reason x").status == 2)
    let replay = harness.run("event replay acme reader --from 1 --to 9 --reason 'index lost' --json")
    #expect(replay.status == 0 && replay.output.contains("\"events\":3"))
    #expect(harness.run("event dead-letter list acme").errors == "no dead letters\n")
    harness.run("tenant suspend acme")
    #expect(harness.run("event replay acme reader --from 1 --to 9 --reason x").status == 5)
  }

  @Test func grantsAreOfferedAcceptedAndRevoked() throws {
    let offered = try harness.json(
      "grant create acme globex orders --pattern 'order.*' --purpose audit --until 2027-01-01")
    let id = offered["grant"]?.string ?? ""
    #expect(offered["state"]?.string == "offered")
    #expect(harness.run("grant create acme acme orders --purpose audit --until 2027-01-01").status == 6)
    #expect(harness.run("grant create acme globex orders --purpose audit --until 2020-01-01").status == 6)
    #expect(harness.run("grant accept acme \(id) --into x").status == 3)
    #expect(harness.run("grant accept globex \(id) --into acme-orders").status == 0)
    #expect(harness.run("grant accept globex \(id) --into acme-orders").errors == "unchanged\n")
    for tenant in ["acme", "globex"] {
      #expect(
        harness.run("grant list \(tenant) --fields state,into -o csv").output == "state,into\naccepted,acme-orders\n")
    }
    #expect(harness.run("grant revoke globex \(id)").status == 2)
    #expect(harness.run("grant revoke globex \(id) --yes").status == 0)
    #expect(harness.run("grant revoke globex \(id) --yes").errors == "unchanged\n")
    #expect(harness.run("grant list acme --fields state -o csv --no-header").output == "revoked\n")
    #expect(harness.run("grant revoke acme \(id) --yes").status == 0)
    #expect(harness.run("grant revoke acme x_00000000000000000000000001 --yes").status == 3)
    #expect(harness.run("doctor").status == 0)
  }

  private func publishSome(_ count: Int) {
    for number in 1...count { #expect(publish("--id e-\(number)").status == 0) }
  }
}

extension TemporaryStore {
  fileprivate func administrationTenant(_ slug: String) throws -> Tenant {
    try administration().tenant(TenantSelector(parsing: slug))
  }
}
