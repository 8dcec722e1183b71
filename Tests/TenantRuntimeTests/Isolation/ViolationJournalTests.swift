// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Spec 7.1.6: violations are audited; a row a minute at most, with the reasons and no tenant.
@Suite struct ViolationJournalTests {
  private let fixture: RuntimeFixture

  init() throws { fixture = try RuntimeFixture() }

  /// What the rows of violations say, oldest first.
  private func rows() throws -> [JournalEntry] {
    var filter = JournalFilter()
    filter.kind = JournalKind.isolationViolation.rawValue
    var found: [JournalEntry] = []
    try fixture.administration.forEachJournalEntry(filter) {
      found.append($0)
      return true
    }
    return found
  }

  private func counts(_ violations: IsolationViolation...) -> IsolationCounts {
    var counts = IsolationCounts()
    for violation in violations { counts.add(violation) }
    return counts
  }

  @Test func thereIsARowAMinuteAtMostAndNoneForNothing() async throws {
    let desk = EventDesk(EventDesk.Settings(path: fixture.store.path, RuntimeOptions()))
    let journal = ViolationJournal(service: "api")
    /// Tells, and waits until the desk has done it.
    func tell(_ counts: IsolationCounts, at now: Int64, isLast: Bool = false) async throws {
      journal.tell(counts, by: desk, isLast: isLast, at: now)
      try await desk.change(for: nil, weight: 1) { _, _ in }
    }
    let minute = ViolationJournal.pause
    try await tell(counts(), at: 5)
    #expect(try rows().isEmpty)
    try await tell(counts(.otherTenant), at: 10)
    #expect(try rows().map(\.after) == ["{\"other-tenant\":1}"])
    try await tell(counts(.otherTenant, .unbound), at: 10 + minute - 1)
    #expect(try rows().count == 1)
    try await tell(counts(.otherTenant, .unbound, .otherTenant), at: 10 + minute)
    #expect(try rows().map(\.after) == ["{\"other-tenant\":1}", "{\"other-tenant\":1,\"unbound\":1}"])
    try await tell(counts(.otherTenant, .unbound, .otherTenant), at: 10 + 9 * minute)
    #expect(try rows().count == 2)
    // What is known at the end is told whenever that is.
    try await tell(counts(.otherTenant, .unbound, .otherTenant, .unopened), at: 10 + minute + 1, isLast: true)
    #expect(try rows().last?.after == "{\"unopened\":1}")
    desk.close()
    #expect(try rows().allSatisfy { $0.key == "api" && $0.tenant == nil && $0.actor == "runtime" })
  }

  @Test func whatCannotBeToldIsToldWithTheNextRow() async throws {
    let desk = EventDesk(EventDesk.Settings(path: fixture.store.folder.file("none.db"), RuntimeOptions()))
    let journal = ViolationJournal(service: "api")
    journal.tell(counts(.unbound), by: desk, at: 0)
    desk.close()
    // Nor does a desk that takes nothing more keep it from being told.
    journal.tell(counts(.unbound), by: desk, at: ViolationJournal.pause)
    let other = EventDesk(EventDesk.Settings(path: fixture.store.path, RuntimeOptions()))
    journal.tell(counts(.unbound), by: other, at: 2 * ViolationJournal.pause)
    other.close()
    #expect(try rows().map(\.after) == ["{\"unbound\":1}"])
  }

  @Test func aRuntimeTellsOfWhatItRefused() throws {
    let runtime = try fixture.another {
      $0.journalsViolations = true
      $0.name = "orders"
    }
    let scopes = try ["acme", "globex"].map { try runtime.scope(of: TenantSelector(parsing: $0)) }
    #expect(throws: TenantError.self) { try scopes[0].run { try scopes[1].requireBound() } }
    runtime.close()
    let row = try #require(try rows().first)
    #expect(row.after == "{\"other-tenant\":1}" && row.key == "orders" && row.tenant == nil)
  }
}
