// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct FlagSetTests {
  private func flag(_ key: String, needs: [String] = []) throws -> FeatureFlag {
    var flag = try FlagSamples.flag(key)
    flag.prerequisites = try needs.map { try FlagPrerequisite(parsing: $0.contains("=") ? $0 : "\($0)=on") }
    return flag
  }

  @Test func cyclesAreNamed() throws {
    let flags = [
      try flag("d", needs: ["c"]), try flag("c", needs: ["a"]), try flag("b", needs: ["c"]),
      try flag("a", needs: ["b"]),
      try flag("e"),
    ]
    let error = try FlagSamples.error { try FlagSet(flags) }
    #expect(error.code == .flagCycle)
    #expect(error.message == "prerequisites form a cycle: 'a → b → c → a'")
    #expect(error.details["cycle"] == "a → b → c → a")
    let own = try FlagSamples.error { try FlagSet([flag("a", needs: ["a"])]) }
    #expect(own.code == .flagCycle && own.details["cycle"] == "a → a")
  }

  @Test func cyclesAreFoundExactlyWhereThereAreAny() throws {
    var generator = SeededGenerator(seed: 21)
    var cyclic = 0
    for _ in 0..<400 {
      let count = Int.random(in: 1...7, using: &generator)
      var edges: [[Int]] = Array(repeating: [], count: count)
      for from in 0..<count {
        for to in 0..<count where to != from && Int.random(in: 0..<100, using: &generator) < 15 {
          edges[from].append(to)
        }
      }
      let flags = try edges.enumerated().map { try flag("f\($0.offset)", needs: $0.element.map { "f\($0)" }) }
      // Oracle: transitive closure by brute force.
      var reach = edges.map(Set.init)
      for _ in 0..<count { reach = reach.map { set in set.union(set.flatMap { reach[$0] }) } }
      let isCyclic = reach.enumerated().contains { $0.element.contains($0.offset) }
      let result = Result { try FlagSet(flags.shuffled(using: &generator)) }
      switch result {
      case .success: #expect(!isCyclic)
      case .failure(let error):
        cyclic += 1
        #expect(isCyclic)
        let path =
          (error as? TenantError)?.details["cycle"]?.split(separator: " → ").compactMap { Int($0.dropFirst()) } ?? []
        #expect(path.count >= 3 && path.first == path.last)
        #expect(zip(path, path.dropFirst()).allSatisfy { edges[$0].contains($1) })
      }
    }
    #expect(cyclic > 50 && cyclic < 350)
  }

  @Test func prerequisitesMustExist() throws {
    let missing = try FlagSamples.error { try FlagSet([flag("a", needs: ["b"])]) }
    #expect(missing.code == .flagNotFound)
    #expect(missing.message == "flag 'a' needs flag 'b', which does not exist")
    let variant = try FlagSamples.error { try FlagSet([flag("a", needs: ["b=blue"]), flag("b")]) }
    #expect(variant.code == .flagUnknownVariant)
    #expect(variant.hint == "the flag has 'off', 'on'")
    let twice = try FlagSamples.error { try FlagSet([flag("a", needs: ["b", "b=off"]), flag("b")]) }
    #expect(twice.code == .invalidValue)
    #expect(try FlagSamples.error { try FlagSet([flag("a"), flag("a")]) }.code == .alreadyExists)
  }

  @Test func theCostOfADecisionIsBounded() throws {
    // A ladder of pairs: each rung doubles the evaluations.
    var flags = [try flag("r0a"), try flag("r0b")]
    for rung in 1...7 {
      let needs = ["r\(rung - 1)a", "r\(rung - 1)b"]
      flags += [try flag("r\(rung)a", needs: needs), try flag("r\(rung)b", needs: needs)]
    }
    _ = try FlagSet(flags)
    let needs = ["r7a", "r7b"]
    let error = try FlagSamples.error { try FlagSet(flags + [flag("top", needs: needs)]) }
    #expect(error.message == "the prerequisites of flag 'top' lead to more than 256 evaluations")
  }

  @Test func aFlagThatOthersNeedCannotGo() throws {
    let set = try FlagSet([flag("a", needs: ["c"]), flag("b", needs: ["c"]), flag("c")])
    #expect(set.dependants(of: try FlagSamples.key("c")).map(\.rawValue) == ["a", "b"])
    try set.requireDeletable(FlagSamples.key("a"))
    let error = try FlagSamples.error { try set.requireDeletable(FlagSamples.key("c")) }
    #expect(error.code == .inUse && error.message == "flag 'c' is a prerequisite of 'a', 'b'")
    #expect(set.flags.map(\.key.rawValue) == ["a", "b", "c"])
    #expect(set[try FlagSamples.key("b")]?.prerequisites.count == 1)
  }

  @Test func theOrderOfFlagsDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 3)
    let flags = [
      try flag("a", needs: ["b"]), try flag("b", needs: ["c=off"]), try flag("c"), try flag("d", needs: ["a"]),
    ]
    let request = try FlagSamples.request()
    let reference = try FlagSet(flags)
    for _ in 0..<20 {
      let set = try FlagSet(flags.shuffled(using: &generator))
      for flag in flags {
        #expect(
          FlagEvaluator.evaluate(flag.key, in: set, for: request, at: FlagSamples.start)
            == FlagEvaluator.evaluate(flag.key, in: reference, for: request, at: FlagSamples.start))
      }
    }
  }
}
