// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

/// Evidence that is asked for after the erasure, by a command that is run twice.
@Suite struct RepeatedErasureTests {
  private let fixture: ErasureFixture

  init() throws {
    fixture = try ErasureFixture()
  }

  @Test func anIdempotencyKeyStandsForOneTenantAndOnePieceOfEvidence() throws {
    let (acme, globex) = (TenantSelector.id(fixture.acme.id), TenantSelector.id(fixture.globex.id))
    let statement = try fixture.administration.offboard(acme, exportTo: nil).value.statement
    let keyed = try fixture.store.administration(idempotencyKey: "k")
    let first = try keyed.offboard(acme, fixture.request())
    let second = try keyed.offboard(acme, fixture.request())
    #expect(!first.isReplay && first.value.statement == statement)
    #expect(second.isReplay && second.value == first.value)
    #expect(refusal { try keyed.offboard(acme, fixture.request("other.json")) } == .idempotencyMismatch)
    #expect(refusal { try keyed.offboard(globex, fixture.request()) } == .idempotencyMismatch)
    #expect(!FileCheck.exists(fixture.store.folder.file("other.json")))
    #expect(try fixture.administration.tenant(globex).state == .active)
  }
}
