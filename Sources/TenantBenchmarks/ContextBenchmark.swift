// SPDX-License-Identifier: Apache-2.0

import Crypto
import Instrumentation
import TenantAdmin
import TenantModel
import TenantRuntime

/// What a hop between services costs: the context is verified, bound, and carried on.
struct ContextBenchmark {
  /// What the floors are measured by.
  private enum Floor {
    @TaskLocal static var bound: Bench?
  }

  /// The fields of a message.
  private struct Fields: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }

    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
  }

  let bench: Bench

  func run() throws -> [Figure] {
    let store = bench.path("contexts.db")
    let tenants = 1_000 / bench.scale
    try SampleStore.create(at: store, tenants: tenants)
    let administration = try Administration(
      opening: store, access: .readWriteReplayable, session: SampleStore.session())
    let master = MasterKeyFile(path: bench.path("master"))
    _ = try administration.rotateKeys(with: master)
    let use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
    // More than are remembered, so that each is verified anew in every round.
    let tokens = try (0..<20_000 / bench.scale).map { number in
      var request = ContextRequest(
        tenant: .slug(try Slug(parsing: SampleStore.slug(number % tenants))), audience: use.audience,
        subject: try ContextPrincipal(parsing: "user:\(number)"), purposes: [try ContextPurpose(parsing: "orders.read")]
      )
      request.hops = 1
      return try administration.issueContext(request, with: master)
    }
    var options = RuntimeOptions()
    let instant = SampleStore.session().now()
    options.now = {
      // The clock is read as a service reads it; the tokens are of another time.
      _ = RuntimeOptions.systemTime()
      return instant
    }
    let runtime = try EnforcementRuntime(store: .path(store), options: options)
    for number in 0..<tenants { _ = try runtime.scope(of: .slug(Slug(parsing: SampleStore.slug(number)))) }
    return try figures(runtime, use, tokens)
  }

  private func figures(
    _ runtime: EnforcementRuntime, _ use: ContextUse, _ tokens: [ContextToken]
  ) throws -> [Figure] {
    let key = Curve25519.Signing.PrivateKey()
    let (bytes, text) = (tokens[0].signedBytes, tokens[0].text)
    let signature = try key.signature(for: bytes)
    let once = Stopwatch(calls: 1)
    let often = Stopwatch(calls: 200_000 / bench.scale)
    let floors = (
      verify: try Stopwatch(calls: 2_000).time { key.publicKey.isValidSignature(signature, for: bytes) },
      digest: try often.time { SHA256.hash(data: Array(text.utf8)).contains { _ in true } },
      local: try Floor.$bound.withValue(bench) { try often.time { Floor.bound != nil } }
    )
    let first = try once.time(tokens) { try runtime.scope(verifying: $0.text, for: use).revision > 0 }
    let few = tokens.prefix(1_000).map(\.text)
    let cached = try often.time(few) { try runtime.scope(verifying: $0, for: use).revision > 0 }
    let scope = try runtime.scope(verifying: text, for: use)
    let carried = try often.time {
      var carrier: [String: String] = [:]
      try scope.inject(into: &carrier, using: Fields())
      return try runtime.extract(from: carrier, using: Fields(), for: use).revision > 0
    }
    let bound = try often.time { scope.run { true } }
    let current = try scope.run { try often.time { try TenantScope.current.revision > 0 } }
    return [
      figure("verify first", first, floors.verify, "Ed25519"),
      figure("verify again", cached, floors.digest, "SHA-256 of the token"),
      figure("inject, extract and verify again", carried, floors.digest, "SHA-256 of the token"),
      figure("bind a scope", bound, floors.local, "read of a task-local"),
      figure("the bound scope", current, floors.local, "read of a task-local"),
    ]
  }

  private func figure(_ subject: String, _ value: Double, _ floor: Double, _ note: String) -> Figure {
    Figure(benchmark: "context", subject: subject, value: value, unit: "ns", reference: floor, note: "to \(note)")
  }
}
