// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// Lets a canary listen to every test of a suite, and asks it at the end whether anything of another tenant got out.
struct CanaryTrait: TestTrait, SuiteTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let canary = Canary()
    try await Canary.$listening.withValue(canary) { try await function() }
    #expect(canary.leaks() == [])
  }
}

extension Trait where Self == CanaryTrait {
  /// The suite plants a marker in a tenant's sealed data, and no test of it may give the marker away.
  static var canary: Self { CanaryTrait() }
}

/// The trap itself: it closes on what gets out, and on nothing else.
@Suite struct CanaryTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for slug in ["acme", "globex"] { harness.run("tenant onboard \(slug) --tier free --region eu-west-1") }
  }

  @Test func attack28WhatIsSealedIsFoundWhereverItGetsOut() throws {
    let canary = Canary()
    #expect(canary.leaks() == ["no marker was planted"])
    try Canary.$listening.withValue(canary) {
      try harness.store.plantCanary(in: "globex")
      harness.run("tenant show acme")
      // Whoever asks for all of the tenant is given it.
      let export = harness.run("tenant export globex -").output
      #expect(canary.leaks() == [])
      let line = try #require(export.split(separator: "\n").first { $0.contains("\"canary\"") })
      let sealed = try #require(try JSONValue(parsing: String(line))["row"]?["value"]?.string)
      // Any place will do, and the journal keeps it.
      harness.run(["tenant", "update", "acme", "--name", sealed])
      #expect(canary.leaks() == ["tenant update acme --name \(sealed)", "the journal"])
    }
  }

  @Test func encodedMarkersAreFound() {
    let marker = Canary.marker()
    let hexadecimal = marker.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    for text in ["x\(marker)y", "x\(hexadecimal)y"] { #expect(Canary.holds(text, marker)) }
    #expect(!Canary.holds("x\(marker.dropLast())y", marker) && !Canary.holds("", marker))
  }
}
