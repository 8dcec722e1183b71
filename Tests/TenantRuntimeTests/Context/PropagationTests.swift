// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Where a bound scope is seen, and where not: what Swift promises and the documentation says.
@Suite struct PropagationTests {
  private let acme: TenantScope
  private let globex: TenantScope
  private let fixture: RuntimeFixture

  init() throws {
    fixture = try RuntimeFixture()
    acme = try fixture.scope("acme")
    globex = try fixture.scope("globex")
  }

  private static func slug() -> String? { TenantScope.bound?.tenant.slug.rawValue }

  @Test func childrenSeeTheScopeOfTheirParent() async {
    await acme.run {
      async let child = Self.slug()
      let member = await withTaskGroup(of: String?.self) { group in
        group.addTask { Self.slug() }
        return await group.next() ?? nil
      }
      let unstructured = Task { Self.slug() }
      #expect(await [child, member, unstructured.value, Self.slug()] == ["acme", "acme", "acme", "acme"])
    }
    #expect(Self.slug() == nil)
  }

  @Test func aTaskThatOutlivesTheBodyKeepsTheScope() async {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let late = acme.run {
      Task {
        for await _ in gate { break }
        return Self.slug()
      }
    }
    #expect(Self.slug() == nil)
    opener.finish()
    #expect(await late.value == "acme")
  }

  @Test func attack17WhatIsNoChildSeesNoScope() async {
    await acme.run {
      #expect(await Task.detached { Self.slug() }.value == nil)
      let fault = await #expect(throws: TenantError.self) { try await Task.detached { try TenantScope.current }.value }
      #expect(fault?.code == .contextMissing)
      let onQueue = await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: Self.slug()) }
      }
      let onThread = await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: Self.slug()) }
      }
      #expect(onQueue == nil && onThread == nil)
      let handle = acme
      let refused = await #expect(throws: TenantError.self) {
        try await Task.detached { try handle.requireBound() }.value
      }
      #expect(refused?.code == .contextMissing)
    }
    #expect(fixture.runtime.status.violations[.unbound] == 1)
  }

  @Test func aDetachedTaskOfAScopeHasThatScopeAndNoOther() async throws {
    let scope = globex
    try await acme.run {
      let slug = try await scope.detached(priority: .high) {
        try scope.requireBound()
        return Self.slug()
      }.value
      #expect(slug == "globex" && Self.slug() == "acme")
    }
    struct Refusal: Error {}
    await #expect(throws: Refusal.self) { try await scope.detached { throw Refusal() }.value }
  }

  @Test func aStreamIsConsumedInTheScopeOfItsConsumer() async {
    let (stream, producer) = AsyncStream<String?>.makeStream()
    acme.run {
      producer.yield(Self.slug())
      producer.finish()
    }
    await globex.run {
      for await slug in stream { #expect(slug == "acme" && Self.slug() == "globex") }
    }
  }

  @Test func theScopeEndsWithTheBodyHoweverItEnds() async throws {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try acme.run { throw Refusal() } }
    await #expect(throws: Refusal.self) {
      try await acme.run {
        await Task.yield()
        throw Refusal()
      }
    }
    #expect(Self.slug() == nil)
    #expect(acme.run { 7 } == 7)
  }

  @MainActor @Test func theBodyRunsWhereItsCallerDoes() async {
    await acme.run {
      MainActor.assertIsolated()
      await Task.yield()
      MainActor.assertIsolated()
    }
  }

  /// What a cancelled request leaves behind is not found by the next one on the same task tree.
  @Test func aCancelledRequestLeavesNothingBehind() async throws {
    let (acme, globex) = (acme, globex)
    for _ in 0..<100 {
      let (gate, opener) = AsyncStream<Void>.makeStream()
      let request = Task {
        try await acme.run {
          opener.yield()
          try await withTaskCancellationHandler {
            while !Task.isCancelled { await Task.yield() }
            try acme.requireBound()
            throw CancellationError()
          } onCancel: {
          }
        }
      }
      for await _ in gate { break }
      request.cancel()
      let next = Task { try globex.run { [Self.slug(), try TenantScope.current.tenant.slug.rawValue] } }
      #expect(try await next.value == ["globex", "globex"])
      await #expect(throws: CancellationError.self) { try await request.value }
      #expect(Self.slug() == nil)
    }
  }
}
