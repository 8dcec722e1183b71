// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct TenantCacheScopeTests {
  /// A clock that several threads read.
  private final class Clock: Sendable {
    private let microseconds: Monitor<Int64>

    init(_ now: Timestamp) { microseconds = Monitor(now.microseconds) }

    var now: Timestamp { microseconds.withLock { Timestamp(microseconds: $0) } }

    func advance(seconds: Int64) { microseconds.withLock { $0 += seconds * 1_000_000 } }
  }

  private let clock: Clock
  private let fixture: DataFixture
  private let key = TenantCacheKey<String>("k")

  init() throws {
    let clock = Clock(Timestamp(seconds: 1_795_435_200))
    self.clock = clock
    fixture = try DataFixture { options in
      options.cacheCapacity = 8
      options.now = { clock.now }
    }
  }

  /// Row 4: the same name of two tenants never shares a value, not even that there is none.
  @Test func attack04CacheKeysHoldTheTenant() throws {
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in
        #expect(try scope.cache.get(key) == nil)
        try scope.cache.set(key, to: slug == "acme" ? "of acme" : nil, for: .seconds(60))
      }
    }
    try fixture.run("acme") { scope throws in #expect(try scope.cache.get(key) == .found("of acme")) }
    try fixture.run("globex") { scope throws in #expect(try scope.cache.get(key) == .absent) }
    try fixture.run("acme") { try $0.cache.remove(key) }
    try fixture.run("acme") { scope throws in #expect(try scope.cache.get(key) == nil) }
    try fixture.run("globex") { scope throws in #expect(try scope.cache.get(key) == .absent) }
  }

  /// Row 4, single flight: who asks at the same time for the same name of another tenant waits for its own.
  @Test func attack04FlightsAreOfOneTenant() async throws {
    let loads = Monitor(0)
    let results = try await withThrowingTaskGroup(of: String?.self) { group in
      for index in 0..<40 {
        let slug = index.isMultiple(of: 2) ? "acme" : "globex"
        let scope = try fixture.base.scope(slug)
        group.addTask { [key] in
          try await scope.run {
            let value = try await scope.cache.value(key, for: .seconds(60)) {
              loads.withLock { $0 += 1 }
              await Task.yield()
              return try TenantScope.current.tenant.slug.rawValue
            }
            return value == slug ? nil : "\(slug) was given \(value ?? "nothing")"
          }
        }
      }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(results.compactMap(\.self).isEmpty)
    #expect(loads.withLock { $0 } == 2)
  }

  @Test func whatIsFoundOutIsKeptAlsoThatThereIsNothing() async throws {
    let scope = try fixture.base.scope("acme")
    let loads = Monitor(0)
    try await scope.run {
      for _ in 0..<3 {
        let value = try await scope.cache.value(key, for: .seconds(60)) { () -> String? in
          loads.withLock { $0 += 1 }
          return nil
        }
        #expect(value == nil)
      }
      #expect(try loads.withLock { $0 } == 1 && scope.cache.get(key) == .absent)
      clock.advance(seconds: 60)
      for _ in 0..<2 {
        #expect(try await scope.cache.value(key, for: .seconds(60)) { "found" } == "found")
      }
    }
  }

  @Test func aFailureIsNotKept() async throws {
    let scope = try fixture.base.scope("acme")
    struct Failure: Error {}
    await scope.run { () async in
      _ = await #expect(throws: Failure.self) {
        try await scope.cache.value(key, for: .seconds(60)) { throw Failure() }
      }
    }
    try await scope.run { () async throws in
      #expect(try await scope.cache.value(key, for: .seconds(60)) { "second" } == "second")
    }
  }

  @Test func whatIsPutInMeanwhileIsNewerThanWhatIsBeingFoundOut() async throws {
    let scope = try fixture.base.scope("acme")
    try await scope.run {
      let value = try await scope.cache.value(key, for: .seconds(60)) { [key] in
        try scope.cache.set(key, to: "newer", for: .seconds(60))
        return "older"
      }
      #expect(try value == "older" && scope.cache.get(key) == .found("newer"))
    }
  }

  @Test func valuesEndWithTheirTimeAndAClockThatGoesBackProlongsNothing() throws {
    try fixture.run("acme") { scope throws in
      try scope.cache.set(key, to: "v", for: .seconds(10))
      clock.advance(seconds: 9)
      #expect(try scope.cache.get(key) == .found("v"))
      clock.advance(seconds: 1)
      #expect(try scope.cache.get(key) == nil)
      try scope.cache.set(key, to: "v", for: .seconds(10))
      clock.advance(seconds: -1)
      #expect(try scope.cache.get(key) == nil)
      try scope.cache.set(key, to: "v", for: .zero)
      #expect(try scope.cache.get(key) == nil)
      try scope.cache.set(key, to: "v", for: .seconds(Int64.max))
      #expect(try scope.cache.get(key) == .found("v"))
    }
  }

  @Test func namesOfOtherTypesAreOthers() throws {
    try fixture.run("acme") { scope throws in
      try scope.cache.set(key, to: "text", for: .seconds(60))
      #expect(try scope.cache.get(TenantCacheKey<Int>("k")) == nil)
      try scope.cache.set(TenantCacheKey<Int>("k"), to: 7, for: .seconds(60))
      #expect(try scope.cache.get(key) == .found("text") && scope.cache.get(TenantCacheKey<Int>("k")) == .found(7))
    }
  }

  /// Row 39, of memory: a tenant that keeps a lot pushes out what is its own.
  @Test func aTenantDoesNotTakeTheRoomOfAnother() throws {
    try fixture.run("globex") { try $0.cache.set(key, to: "quiet", for: .seconds(60)) }
    try fixture.run("acme") { scope throws in
      for index in 0..<1_000 { try scope.cache.set(TenantCacheKey("k\(index)"), to: index, for: .seconds(60)) }
      #expect(scope.core.vault.caches.space(of: scope.standing).count <= 8)
      #expect(try scope.cache.get(TenantCacheKey<Int>("k999")) == .found(999))
      #expect(try scope.cache.get(TenantCacheKey<Int>("k0")) == nil)
    }
    try fixture.run("globex") { scope throws in #expect(try scope.cache.get(key) == .found("quiet")) }
  }

  /// Row 25: after a suspension nothing of before is served, to nobody.
  @Test func attack25NothingIsKeptAcrossASuspension() throws {
    let acme = try TenantSelector(parsing: "acme")
    let before = try fixture.base.scope("acme")
    try before.run { try before.cache.set(key, to: "old", for: .seconds(3_600)) }
    #expect(fixture.base.see(try fixture.base.administration.suspend(acme)))
    #expect(refusal { try before.run { _ = try before.cache.get(key) } } == "context.refused:stale-lifecycle")
    #expect(fixture.base.see(try fixture.base.administration.resume(acme)))
    #expect(refusal { try before.run { _ = try before.cache.get(key) } } == "context.refused:stale-lifecycle")
    try fixture.run("acme") { scope throws in #expect(try scope.cache.get(key) == nil) }
  }

  /// What was found out while the tenant was suspended is not handed out.
  @Test func aSuspensionWhileSomethingIsFoundOutRefusesIt() async throws {
    let scope = try fixture.base.scope("acme")
    let fixture = fixture.base
    let selector = try TenantSelector(parsing: "acme")
    let store = fixture.store.path
    let runtime = fixture.runtime
    await scope.run {
      let error = await #expect(throws: TenantError.self) {
        try await scope.cache.value(key, for: .seconds(60)) {
          let administration = try Administration(
            opening: store, access: .readWrite,
            session: OperatorSession(actor: "a", now: { Timestamp(microseconds: 1) }, randomBits: { 1 }))
          let outcome = try administration.suspend(selector)
          _ = runtime.waitUntil(revision: outcome.revision, timeout: RuntimeFixture.patience)
          return "too late"
        }
      }
      #expect(error?.details["reason"] == "stale-lifecycle")
    }
  }

  @Test func generationsKeepWhatIsAskedFor() {
    var kept = Generations<Int, Int>(capacity: 4)
    for key in 0..<100 {
      kept[key] = key
      #expect(kept[0] == 0 && kept[key] == key && kept.count <= 4)
    }
    kept[0] = nil
    #expect(kept[0] == nil)
    kept[99] = 1
    #expect(kept[99] == 1 && kept.count <= 4)
  }

  @Test func capacitiesOutOfRangeAreRefused() throws {
    for capacity in [1, 0, -1, 10_000_001] {
      #expect(code { _ = try DataFixture { $0.cacheCapacity = capacity } } == .invalidValue)
    }
  }
}
