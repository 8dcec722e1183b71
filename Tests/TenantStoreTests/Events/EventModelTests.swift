// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// Random histories of two tenants, held against a list that knows nothing of cursors, fences and windows.
@Suite struct EventModelTests {
  private struct Expectation {
    var published: [(id: String, key: String?)] = []
    var finished: [String] = []
    var dead: Set<String> = []
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func everyEventIsFinishedOnceAndInTheOrderOfItsKey(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let fixture = try EventFixture(window: Int64.random(in: 1...8, using: &generator))
    let places = [fixture.acme, fixture.globex]
    var expectations = [Expectation(), Expectation()]
    var held: [[ClaimedEvent]] = [[], []]
    var number = 0
    func step(_ side: Int, publishing: Bool) throws {
      let place = places[side]
      switch Int.random(in: 0..<(publishing ? 5 : 4), using: &generator) {
      case 4:
        let events = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          number += 1
          return (id: "e\(number)", key: [nil, "a", "b"].randomElement(using: &generator) ?? nil)
        }
        try fixture.publish(events.map { try fixture.envelope($0.id, key: $0.key) }, at: place)
        expectations[side].published += events
      case 0, 1:
        held[side] += try fixture.claim(Int.random(in: 1...4, using: &generator), at: place, lease: 10_000_000)
      case 2:
        guard let index = held[side].indices.randomElement(using: &generator) else { return }
        let claimed = held[side].remove(at: index)
        let id = claimed.event.envelope.id.rawValue
        if fixture.reason({ try fixture.acknowledge(claimed, at: place) }) == nil {
          expectations[side].finished.append(id)
        }
      default:
        if Bool.random(using: &generator) {
          return fixture.store.clock.advance(seconds: Int64.random(in: 1...15, using: &generator))
        }
        guard let index = held[side].indices.randomElement(using: &generator) else { return }
        let claimed = held[side].remove(at: index)
        var isDead = false
        if fixture.reason({ isDead = try fixture.fail(claimed, at: place) }) == nil, isDead {
          expectations[side].dead.insert(claimed.event.envelope.id.rawValue)
        }
      }
    }
    for _ in 0..<150 { try step(Int.random(in: 0...1, using: &generator), publishing: true) }
    // And now until nothing is left, whatever fails.
    for _ in 0..<150 { try step(Int.random(in: 0...1, using: &generator), publishing: false) }
    for side in 0...1 {
      held[side] = []
      for _ in 0..<2_000 {
        fixture.store.clock.advance(seconds: 61)
        let claimed = try fixture.claim(at: places[side])
        if claimed.isEmpty { break }
        for event in claimed {
          try fixture.acknowledge(event, at: places[side])
          expectations[side].finished.append(event.event.envelope.id.rawValue)
        }
      }
      let expected = expectations[side]
      let dead = Set(try fixture.store.read { try $0.deadLetters(of: places[side].tenant) }.map(\.id.rawValue))
      #expect(dead.isSuperset(of: expected.dead))
      #expect(Set(expected.finished).count == expected.finished.count)
      #expect(Set(expected.finished).isDisjoint(with: dead))
      #expect(Set(expected.finished).union(dead) == Set(expected.published.map(\.id)))
      for key in ["a", "b"] {
        let order = expected.published.filter { $0.key == key && !dead.contains($0.id) }.map(\.id)
        let keyed = Set(order)
        #expect(expected.finished.filter(keyed.contains) == order)
      }
    }
  }
}
