// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// An ingest that dies in the middle: nothing is lost or counted twice once it is run again.
@Suite struct UsageInterruptionTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    for slug in ["acme", "globex"] { _ = try store.administration().onboard(.sample(slug)) }
  }

  private func tenantctl(_ arguments: String..., input: String = "") throws -> CommandResult {
    try BuiltProgram.tenantctl(arguments, store: store.path, input: input)
  }

  private func counted() throws -> UInt64 {
    try store.read {
      try $0.usageTotals(meter: MeterName(parsing: "calls"), from: UsageSpan.always.from, until: UsageSpan.always.until)
        .reduce(0) { $0 + $1.quantity }
    }
  }

  @Test func killedIngestGoesOnWhereItEnded() throws {
    let header = "tenant,time,meter,id\n"
    let rows = (0..<150_000).map {
      "\($0 % 3 == 0 ? "acme" : "globex"),2026-11-\(10 + $0 % 10)T0\($0 % 10):00:00Z,calls,e\($0)\n"
    }
    // The clock of the program is the real one, and these rows are of a fixed month.
    let words = ["usage", "ingest", "-", "--format", "csv", "--backfill"]
    var seen: [UInt64] = []
    for length in [70_000, 140_000] {
      let program = try BuiltProgram(
        BuiltProgram.path("tenantctl"), words, environment: ["TENANTCTL_STORE": store.path])
      // A pipe holds little, so when this returns the program has read nearly all of it and stands inside or behind a batch.
      program.write(header + rows[..<length].joined())
      program.signal(SIGKILL)
      #expect(program.finish().status == 128 + SIGKILL)
      #expect(try tenantctl("usage", "verify").status == 0)
      seen.append(try counted())
    }
    // Whole batches or nothing.
    #expect(seen.allSatisfy { $0 % 65_536 == 0 && $0 <= 131_072 })
    #expect(seen.last ?? 0 >= 65_536)
    let whole = try BuiltProgram.tenantctl(words, store: store.path, input: header + rows.joined())
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try counted() == 150_000)
    #expect(try tenantctl("usage", "verify").status == 0)
    #expect(try tenantctl("doctor").status == 0)
  }
}
