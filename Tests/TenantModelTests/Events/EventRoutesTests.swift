// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct EventRoutesTests {
  /// What a pattern means, by recursion over the words instead of a tree.
  private static func means(_ pattern: ArraySlice<Substring>, _ subject: ArraySlice<Substring>) -> Bool {
    switch (pattern.first, subject.first) {
    case (nil, nil): true
    case (">", .some) where pattern.count == 1: true
    case ("*", .some): means(pattern.dropFirst(), subject.dropFirst())
    case (let word?, let other?) where word == other: means(pattern.dropFirst(), subject.dropFirst())
    default: false
    }
  }

  private static func subject(_ generator: inout SeededGenerator) throws -> EventSubject {
    let words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      ["a", "b", "c"].randomElement(using: &generator) ?? "a"
    }
    return try EventSubject(parsing: words.joined(separator: "."))
  }

  private static func pattern(_ generator: inout SeededGenerator) throws -> EventSubjectPattern {
    var words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      ["a", "b", "c", "*", "*"].randomElement(using: &generator) ?? "a"
    }
    if Bool.random(using: &generator) { words[words.count - 1] = ">" }
    return try EventSubjectPattern(parsing: words.joined(separator: "."))
  }

  @Test func theTreeFindsWhatEachPatternMeans() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      var routes = EventRoutes<Int>()
      var patterns: [Int: EventSubjectPattern] = [:]
      for route in 0..<20 {
        let pattern = try Self.pattern(&generator)
        routes.insert(route, for: pattern)
        patterns[route] = pattern
      }
      for route in 0..<20 where Bool.random(using: &generator) {
        guard let pattern = patterns.removeValue(forKey: route) else { continue }
        routes.remove(route, for: pattern)
      }
      for _ in 0..<20 {
        let subject = try Self.subject(&generator)
        let expected = patterns.filter { Self.means($0.value.tokens[...], subject.tokens[...]) }.keys
        #expect(routes.matches(subject) == Set(expected))
        for pattern in patterns.values {
          #expect(pattern.matches(subject) == Self.means(pattern.tokens[...], subject.tokens[...]))
        }
      }
      for (route, pattern) in patterns { routes.remove(route, for: pattern) }
      #expect(routes.isEmpty)
    }
  }

  /// Whatever patterns a tenant has, they find nothing but its own routes: the tree of one tenant is all that is asked.
  @Test func attack08WildcardsFindNothingOfOtherTenants() throws {
    var generator = SeededGenerator(seed: 2)
    var trees: [TenantID: EventRoutes<TenantID>] = [:]
    let tenants = (1...8).map { TenantID(bits: UInt128($0)) }
    for tenant in tenants {
      for _ in 0..<20 { trees[tenant, default: EventRoutes()].insert(tenant, for: try Self.pattern(&generator)) }
      trees[tenant]?.insert(tenant, for: ">")
    }
    for _ in 0..<500 {
      let subject = try Self.subject(&generator)
      for tenant in tenants { #expect(trees[tenant]?.matches(subject) == [tenant]) }
    }
  }

  @Test func aRouteIsFoundOnceAndGoesPatternByPattern() {
    var routes = EventRoutes<String>()
    routes.insert("r", for: "a.*")
    routes.insert("r", for: "a.>")
    #expect(routes.matches("a.b") == ["r"])
    routes.remove("r", for: "a.*")
    #expect(routes.matches("a.b") == ["r"])
    routes.remove("r", for: "a.>")
    #expect(routes.matches("a.b").isEmpty && routes.isEmpty)
    routes.remove("never", for: "x.y.z")
    #expect(routes.isEmpty)
  }
}
