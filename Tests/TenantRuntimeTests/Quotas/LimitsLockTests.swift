// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// A process that was stopped while it had the lock of the file of limits.
@Suite struct LimitsLockTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey = "api.calls"

  init() throws {
    fixture = try QuotaFixture()
    try fixture.set(key, "10/h") { $0.failurePolicy = .localShare }
    // So fast that an empty share would have something again with the next call.
    try fixture.set("api.other", "1000000/s") { $0.failurePolicy = .localShare }
    try fixture.set("jobs.held", "3")
  }

  private func whileLocked(_ body: () throws -> Void) throws {
    let path = try #require(fixture.first.runtime.limitsFile).path
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
    defer { close(descriptor) }
    try body()
  }

  @Test func whatIsBoundGoesOnAndTheRestIsRefusedWithoutAWait() throws {
    let quotas = try fixture.quotas()
    #expect(quotas.served(4, key) == 4)
    let slot = try #require(quotas.acquire("jobs.held").slot)
    try whileLocked {
      #expect(quotas.served(20, key) == 6)
      // Others count in the file, so a share would be in addition to theirs.
      #expect(quotas.admit("api.other").reason == .storeUnavailable)
      #expect(quotas.served(2_000, "api.other") == 0)
      #expect(slot.isValid)
    }
    #expect(fixture.first.runtime.limitsFile != nil)
  }

  @Test func newTermsHoldAsSoonAsTheLockIsFree() throws {
    let quotas = try fixture.quotas()
    #expect(quotas.served(4, key) == 4)
    let file = try #require(fixture.first.runtime.limitsFile)
    try whileLocked {
      try fixture.set(key, "12/h")
      // The lower one of both, for nobody could be told of the other.
      #expect(quotas.served(20, key) == 6)
    }
    file.forgetBusy()
    #expect(quotas.admit(key).isAllowed)
    #expect(quotas.served(20, key) == 1)
    #expect(fixture.first.runtime.limitsFile === file)
  }
}
