// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// Processes that publish and consume are killed before each of their writes, and at any moment.
@Suite struct EventCrashTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    let administration = try store.administration()
    _ = try MasterKey.create(file: store.path + ".master-key")
    var request = SubscriptionRequest(name: "reader", stream: "orders")
    // One after the other dies of the same event here.
    request.retry = try EventRetryPolicy(
      attempts: 100, firstMilliseconds: 1_000, capMilliseconds: 1_000, jitterPercent: 0)
    for slug in ["acme", "globex"] {
      _ = try administration.onboard(.sample(slug))
      _ = try administration.createSubscription(request, of: TenantSelector(parsing: slug))
    }
  }

  private func worker(_ name: String, events: Int, deadly: Int = 0, shift: Int64 = 0) throws -> BuiltProgram {
    try BuiltProgram(
      BuiltProgram.path("event-worker"), [store.path, name, String(events), String(deadly), String(shift)])
  }

  /// What each tenant's streams hold: ids of events, and what results say, in order with their keys.
  private func content(_ slug: String) throws -> (
    events: [(id: String, key: String)], results: [(id: String, key: String)]
  ) {
    let tenant = try store.administration().tenant(TenantSelector(parsing: slug))
    let master = try MasterKey(file: store.path + ".master-key")
    var events: [(id: String, key: String)] = []
    var results: [(id: String, key: String)] = []
    try store.read { reader in
      guard let root = try reader.root(of: tenant.id, incarnation: 1, with: master) else { return }
      try reader.forEachEvent(in: "orders", of: tenant.id, after: 0, limit: .max) {
        events.append(($0.envelope.id.rawValue, $0.envelope.key?.rawValue ?? ""))
      }
      try reader.forEachEvent(in: "results", of: tenant.id, after: 0, limit: .max) {
        let data = try $0.opened(by: TenantEventSealing(root)).data
        results.append((String(decoding: data, as: UTF8.self), $0.envelope.key?.rawValue ?? ""))
      }
    }
    return (events, results)
  }

  /// Nothing that was acknowledged is lost, and nothing is done twice, whatever was killed.
  private func check(_ acknowledged: [String: Set<String>]) throws {
    // Ahead of every lease and wait of those before.
    let drained = try worker("drain", events: 0, shift: 100_000).finish()
    #expect(drained.status == 0, "\(drained.errors)")
    var total = 0
    for slug in ["acme", "globex"] {
      let (events, results) = try content(slug)
      #expect(Set(events.map(\.id)).isSuperset(of: acknowledged[slug] ?? []))
      #expect(results.map(\.id).sorted() == events.map(\.id).sorted())
      for key in ["k0", "k1", "k2"] {
        #expect(results.filter { $0.key == key }.map(\.id) == events.filter { $0.key == key }.map(\.id))
      }
      let tenant = try TenantSelector(parsing: slug)
      #expect(try store.administration().deadLetters(of: tenant).isEmpty)
      total += events.count
    }
    #expect(total > 0)
    for finding in try StateStore.examine(path: store.path) { #expect(finding.severity != .error, "\(finding)") }
  }

  private func note(_ output: String, in acknowledged: inout [String: Set<String>]) {
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.count == 2 { acknowledged[words[0], default: []].insert(words[1]) }
    }
  }

  /// Each process finds what the one before has left.
  @Test func nothingIsLostOrDoneTwiceWhereverAProcessIsKilled() throws {
    var acknowledged: [String: Set<String>] = [:]
    var write = 1
    while true {
      let result = try worker("w\(write)", events: 2, deadly: write, shift: Int64(write) * 100).finish()
      note(result.output, in: &acknowledged)
      if result.status == 0 { break }
      #expect(result.status == 128 + SIGKILL, "\(result.errors)")
      write += 1
    }
    #expect(write > 50)
    try check(acknowledged)
  }

  @Test func nothingIsLostOrDoneTwiceWheneverProcessesAreKilled() throws {
    var acknowledged: [String: Set<String>] = [:]
    var generator = SeededGenerator(seed: 6)
    for round in 0..<8 {
      // Two at once, killed after so many lines of the one.
      let workers = try ["a", "b"].map { try worker("\($0)\(round)", events: 1_000) }
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        guard let line = workers[0].readLine() else { break }
        note(line, in: &acknowledged)
      }
      for worker in workers { worker.signal(SIGKILL) }
      for worker in workers { note(worker.finish().output, in: &acknowledged) }
    }
    try check(acknowledged)
  }
}
