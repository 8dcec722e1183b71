// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Random histories of holders that spend, crash, repeat themselves and come late, against what they really did.
///
/// The truth is kept by the holders alone: nothing of it is computed from what the store says, but for the size of a grant.
@Suite struct LeaseModelTests {
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func admissionsStayWithinTheLimitAndTheBooksAreExact(_ seed: UInt64) throws {
    var history = try LeaseHistory(seed: seed, restores: false)
    try history.run(steps: 260)
    try history.settle()
    for (index, ledger) in history.ledgers.enumerated() {
      // What is charged is what was admitted, and what nobody can tell because its holder is dead.
      #expect(try history.fixture.use(ledger.key).used == history.reported(index) + history.lost(index))
      #expect(history.admitted(index) <= history.reported(index) + history.lost(index))
    }
    try history.check()
  }

  @Test(arguments: 11...20 as ClosedRange<UInt64>)
  func admissionsStayWithinTheLimitThoughBackupsAreRestored(_ seed: UInt64) throws {
    var history = try LeaseHistory(seed: seed, restores: true)
    try history.run(steps: 260)
    try history.settle()
    // Of a period that was over when the backup was restored, nothing can be granted any more.
    for (index, ledger) in history.ledgers.enumerated() where ledger.key.period.end > history.fixture.store.clock.now {
      #expect(try history.fixture.use(ledger.key).used >= history.admitted(index))
    }
    try history.check()
  }
}

/// A lease as its holder knows it.
private struct HeldLease {
  let ledger: Int
  let holder: String
  let sequence: Int64
  var units: Int64
  var spent: Int64 = 0
  var returned: Int64 = 0
  /// What a report has told the store.
  var toldSpent: Int64 = 0
  var toldReturned: Int64 = 0
  /// Whether the holder has crashed with it, and whether it has given up what is left.
  var isDead = false
  var isOver = false
  /// Whether the store has acknowledged the last word about it.
  var isTold = false
  /// Whether the holder knows of it; the answer may have been lost.
  var isAnswered = true

  var inHand: Int64 { isDead || isOver ? 0 : units - spent - returned }
  var isSpendable: Bool { isAnswered && inHand > 0 }
}

private struct LeaseHistory {
  let fixture: LeaseFixture
  let ledgers: [(key: LeaseKey, isMetered: Bool)]
  private let restores: Bool
  private var generator: SeededGenerator
  private var limits: [Int64]
  private var greatestLimits: [Int64]
  private var leases: [HeldLease] = []
  /// Wishes whose answer was lost; they are repeated, or their holder crashes first.
  private var unanswered: [LeaseRequest] = []
  private var epochs = [0, 0, 0]
  private var sequence: Int64 = 0
  private var backup: String?

  init(seed: UInt64, restores: Bool) throws {
    let fixture = try LeaseFixture(connections: 3, seed: seed)
    self.fixture = fixture
    ledgers = try [("2026-11-01", "2026-12-01"), ("2026-12-01", "2027-01-01")].flatMap { from, until in
      [
        (try fixture.key(from: from, until: until), true),
        (try fixture.key(user: "u-1", from: from, until: until), false),
      ]
    }
    self.restores = restores
    generator = SeededGenerator(seed: seed)
    limits = (0..<4).map { _ in 0 }
    greatestLimits = limits
    for index in limits.indices { changeLimit(index) }
  }

  func admitted(_ ledger: Int) -> Int64 { sum(ledger) { $0.spent } }
  func reported(_ ledger: Int) -> Int64 { sum(ledger) { $0.toldSpent } }
  func lost(_ ledger: Int) -> Int64 { sum(ledger) { $0.isDead ? $0.units - $0.toldSpent - $0.toldReturned : 0 } }

  private func sum(_ ledger: Int, _ part: (HeldLease) -> Int64) -> Int64 {
    leases.reduce(0) { $0 + ($1.ledger == ledger ? part($1) : 0) }
  }

  mutating func run(steps: Int) throws {
    for step in 0..<steps {
      if step == steps / 2 { fixture.store.clock.now = try Timestamp(parsing: "2026-12-01T00:00:10Z") }
      switch random(100) {
      case ..<30: try wish()
      case ..<35: try repeatWish()
      case ..<65: spend()
      case ..<82: try report(isFinal: random(6) == 0)
      case ..<86: giveUp()
      case ..<90: changeLimit(Int(random(4)))
      case ..<92: crash(Int(random(3)))
      case ..<96:
        fixture.store.clock.advance(seconds: random(50))
        try fixture.write(on: connection()) { try $0.reclaim(now: fixture.store.clock.now) }
      default: if restores { try backUpOrRestore() }
      }
      for index in ledgers.indices { #expect(admitted(index) <= greatestLimits[index], "step \(step)") }
    }
  }

  /// Lets everybody who lives tell everything, and the others' leases expire.
  mutating func settle() throws {
    while !unanswered.isEmpty { try repeatWish() }
    for index in leases.indices where !leases[index].isDead && !leases[index].isTold {
      try report(index, isFinal: true)
    }
    try fixture.expireAll()
  }

  func check() throws {
    #expect(try fixture.faults().isEmpty)
    let accounts = try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }
    #expect(accounts.allSatisfy { $0.findings.isEmpty && $0.outstanding == 0 })
    #expect(leases.count > 10)
  }

  private mutating func random(_ bound: Int64) -> Int64 { Int64.random(in: 0..<bound, using: &generator) }
  private mutating func connection() -> Int { Int(random(3)) }

  private mutating func changeLimit(_ index: Int) {
    limits[index] = random(8) == 0 ? 0 : 20 + random(300)
    greatestLimits[index] = max(greatestLimits[index], limits[index])
  }

  private mutating func wish() throws {
    let isDecember = fixture.store.clock.now >= ledgers[2].key.period.start
    let ledger = Int(random(2)) + (isDecember ? 2 : 0)
    let holder = Int(random(3))
    sequence += 1
    let request = fixture.request(
      ledgers[ledger].key, sequence, by: "h\(holder)-\(epochs[holder])", limit: limits[ledger], want: 1 + random(60),
      need: 1 + random(10) * random(2))
    let answer = try fixture.lease(request, on: connection())
    let isAnswered = random(5) > 0
    if !isAnswered { unanswered.append(request) }
    take(answer, request, isAnswered: isAnswered)
  }

  private mutating func repeatWish() throws {
    guard !unanswered.isEmpty else { return }
    var request = unanswered.remove(at: Int(random(Int64(unanswered.count))))
    guard epochs.enumerated().contains(where: { request.holder == "h\($0.offset)-\($0.element)" }) else { return }
    let known = leases.firstIndex { $0.holder == request.holder && $0.sequence == request.sequence }
    request.want += random(9)
    request.limit = limits[ledgers.firstIndex { $0.key == request.key } ?? 0]
    request.now = fixture.store.clock.now
    let answer = try fixture.lease(request, on: connection())
    guard let known else { return take(answer, request, isAnswered: true) }
    leases[known].isAnswered = true
    guard case .granted(let grant) = answer else {
      leases[known].isOver = true
      return
    }
    // Only a restored store does not know of the first time.
    if !restores { #expect(grant.units == leases[known].units) }
    leases[known].units = grant.units
  }

  private mutating func take(_ answer: LeaseAnswer, _ request: LeaseRequest, isAnswered: Bool) {
    guard case .granted(let grant) = answer else { return }
    let ledger = ledgers.firstIndex { $0.key == request.key } ?? 0
    leases.append(
      HeldLease(
        ledger: ledger, holder: request.holder, sequence: request.sequence, units: grant.units, isAnswered: isAnswered))
    // The theorem: what was admitted and what can still be spent are together within the limit, at every grant.
    #expect(admitted(ledger) + sum(ledger) { $0.inHand } <= limits[ledger])
    #expect(grant.units >= request.need)
  }

  private mutating func spend() {
    for index in leases.indices where leases[index].isSpendable && random(3) == 0 {
      leases[index].spent += 1 + random(leases[index].inHand)
    }
  }

  private mutating func giveUp() {
    for index in leases.indices where leases[index].isSpendable && random(4) == 0 {
      leases[index].returned += 1 + random(leases[index].inHand)
    }
  }

  private mutating func report(isFinal: Bool) throws {
    for index in leases.indices
    where !leases[index].isDead && !leases[index].isOver && leases[index].isAnswered && random(2) == 0 {
      try report(index, isFinal: isFinal)
      // The answer may be lost, and the report repeated.
      if random(4) == 0 { try report(index, isFinal: leases[index].isOver) }
    }
  }

  private mutating func report(_ index: Int, isFinal: Bool) throws {
    let lease = leases[index]
    let ledger = ledgers[lease.ledger]
    // Who says that it is the last word has given up the rest before.
    if isFinal { leases[index].isOver = true }
    let result = try fixture.report(
      ledger.key, lease.sequence, by: lease.holder, spent: lease.spent, metered: ledger.isMetered ? lease.spent : 0,
      returned: lease.returned, isFinal: isFinal, on: connection())
    leases[index].toldSpent = lease.spent
    leases[index].toldReturned = isFinal ? lease.units - lease.spent : lease.returned
    if !result.isOpen { leases[index].isOver = true }
    leases[index].isTold = isFinal
  }

  private mutating func crash(_ holder: Int) {
    let name = "h\(holder)-\(epochs[holder])"
    epochs[holder] += 1
    for index in leases.indices where leases[index].holder == name && !leases[index].isOver {
      leases[index].isDead = true
    }
  }

  private mutating func backUpOrRestore() throws {
    fixture.store.clock.advance(seconds: 1)
    guard let copy = backup, random(2) == 0 else {
      let copy = fixture.store.folder.file("copy.db")
      try fixture.connections[0].backup(to: copy, replacing: true)
      backup = copy
      return
    }
    _ = try StateStore.restore(
      fixture.store.path, from: copy, change: Change(actor: "a", time: fixture.store.clock.now))
  }
}
