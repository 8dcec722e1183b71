// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

/// What reports say of refusals and erasures.
@Suite struct IsolationReportTests {
  @Test func eachRefusalIsOfTheWallThatItRanInto() {
    for refusal in CountedRefusal.allCases {
      let isAtTheEdge = ["context", "identity"].contains { refusal.kind.hasPrefix("\($0).") }
      #expect(refusal.wall == (isAtTheEdge ? .edge : .checks), "\(refusal.kind)")
    }
  }

  /// What was not counted is not attested as nothing.
  @Test func whatWasNotCountedIsSaidToBeNotCounted() throws {
    let tenant = Tenant(
      id: TenantID(bits: 1), slug: try Slug(parsing: "acme"), name: "Acme", tier: try Slug(parsing: "free"),
      homeRegion: try Region(parsing: "eu-west-1"), createdAt: Timestamp(seconds: 1))
    func remains(_ count: Int64?) -> [String] {
      var facts = ErasureFacts(
        tenant: tenant, key: nil, rows: [:], files: 0, places: [], erasedAt: Timestamp(seconds: 2))
      (facts.forwardedEvents, facts.keptJournalRows) = (count, count)
      return ErasureStatement(
        store: "s", facts: facts, scannedBytes: 0, isRewritten: false, attestedAt: Timestamp(seconds: 3)
      ).remains
    }
    #expect(remains(nil).count { $0.hasSuffix(": not counted") } == 2)
    #expect(remains(7).count { $0.hasSuffix(": 7") } == 2)
    #expect(remains(nil).count == remains(0).count + 2)
  }
}
