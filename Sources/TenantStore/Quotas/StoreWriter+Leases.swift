// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Grants units of a quota to a holder, so that all that was ever granted of a period stays within the limit.
  ///
  /// The grant may be used once the transaction has ended, and not before. A wish that is repeated under the same sequence
  /// number gets the same grant, never another one. A failure that is thrown here leaves nothing of the wish behind; other
  /// wishes of the transaction can go on.
  ///
  /// - Parameter request: The wish.
  /// - Returns: The grant, or that what is needed is not there.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the wish makes no sense,
  ///   ``TenantErrorCode/tenantNotFound`` where the tenant is gone, ``TenantErrorCode/overflow`` where the expiry is beyond the
  ///   end of time, and ``TenantErrorCode/internalFault`` on a connection that may forget what it has committed.
  package func lease(_ request: LeaseRequest) throws -> LeaseAnswer {
    try request.validate()
    guard let expiresAt = request.now.advanced(by: .microseconds(request.lifetime)) else {
      throw TenantError(.overflow, "the lease would expire beyond the end of time")
    }
    guard try driver.commitsDurably() else {
      throw TenantError(
        .internalFault, "the store was opened for changes that may be forgotten, and a grant must not be",
        hint: "open it for writing, or make it durable")
    }
    try requirePresent(request.key.tenant)
    let use = try ledgerUse(of: request.key, meter: request.meter)
    if let lease = try storedLease(request.key, holder: request.holder, sequence: request.sequence) {
      guard lease.endedAt == nil else { return .exhausted(used: use.used, outstanding: use.outstanding) }
      return .granted(
        LeaseGrant(lease, used: use.used, outstanding: use.outstanding, limit: request.limit, use))
    }
    try raiseAlerts(request.key, use: use, limit: request.limit, thresholds: request.thresholds, now: request.now)
    let (units, beyond) = Self.units(for: request, use)
    guard units > 0, request.now < request.key.period.end else {
      return .exhausted(used: use.used, outstanding: use.outstanding)
    }
    let lease = StoredLease(
      key: request.key, holder: request.holder, sequence: request.sequence, meter: request.meter, units: units,
      beyond: beyond, isRefundable: request.isRefundable, grantedAt: request.now, expiresAt: expiresAt)
    try insert(lease)
    if try storedLedger(request.key) == nil { try store(StoredLedger(key: request.key, meter: request.meter)) }
    var after = use
    after.outstanding = use.outstanding.addingSaturating(units)
    return .granted(
      LeaseGrant(lease, used: use.used, outstanding: after.outstanding, limit: request.limit, after))
  }

  /// How many units are granted, and how many of them are beyond the limit.
  private static func units(for request: LeaseRequest, _ use: LedgerUse) -> (units: Int64, beyond: Int64) {
    let want = max(request.want, request.need)
    let remaining = use.remaining(of: request.limit)
    // Without a limit there is nothing to share.
    guard request.limit != nil else { return (request.need <= remaining ? min(want, remaining) : 0, 0) }
    let units = QuotaChunk.units(
      remaining: remaining, activeHolders: Int64(use.holders.union([request.holder]).count), want: want,
      need: request.need)
    if units > 0 || !request.allowsOverrun { return (units, 0) }
    let representable = use.remaining(of: nil)
    guard request.need <= representable else { return (0, 0) }
    let billed = min(want, representable)
    return (billed, billed - remaining)
  }

  /// Ends the leases that have expired for certain, and forgets those that have nothing left to tell.
  ///
  /// A holder stops at its lease's lifetime by its own clock. The store waits longer by as much as the two clocks can drift
  /// apart, and by a margin. Of a lease that ends, units of unknown use stay charged, unless it was granted refundable.
  ///
  /// - Parameters:
  ///   - now: The store's clock.
  ///   - driftPerMillion: Greatest difference between the rates of the two clocks, in millionths, 0 or more.
  ///   - margin: What is waited in addition, in microseconds, 0 or more.
  ///   - memory: How long leases are kept after nothing of them is unknown, so that repeated wishes and reports find them, in
  ///     microseconds, 0 or more.
  ///   - limit: How many leases are ended at most, and how many forgotten.
  /// - Returns: How many leases were ended.
  /// - Throws: ``TenantError`` from the store.
  @discardableResult
  package func reclaim(
    now: Timestamp, driftPerMillion: Int64 = 1_000, margin: Int64 = 1_000_000, memory: Int64 = 86_400_000_000,
    limit: Int = 10_000
  ) throws -> Int {
    var ended = 0
    if let latest = now.advanced(by: .microseconds(0 - margin)) {
      for lease in try openLeases(expiringBefore: latest, limit: limit) {
        // A renewed lease has a longer lifetime by this, which errs on the safe side.
        let lifetime = Int128(lease.expiresAt.microseconds) - Int128(lease.grantedAt.microseconds)
        let slack = (lifetime * Int128(driftPerMillion) + 999_999) / 1_000_000
        guard Int128(lease.expiresAt.microseconds) + slack < Int128(latest.microseconds) else { continue }
        try end(lease, at: now)
        ended += 1
      }
    }
    if let instant = now.advanced(by: .microseconds(0 - memory)) {
      for lease in try accountedLeases(endedBefore: instant, limit: limit) { try forget(lease) }
    }
    return ended
  }

  /// Ends a lease of unknown use: its units stay charged unless it is refundable.
  func end(_ lease: StoredLease, at instant: Timestamp) throws {
    var lease = lease
    lease.endedAt = instant
    try update(lease)
    guard lease.isBurned, lease.unknown > 0 else { return }
    var ledger = try storedLedger(lease.key) ?? StoredLedger(key: lease.key, meter: lease.meter)
    ledger.burned = ledger.burned.addingSaturating(lease.unknown)
    try store(ledger)
  }

  private func forget(_ lease: StoredLease) throws {
    if lease.spent > 0, var ledger = try storedLedger(lease.key) {
      ledger.forgotten = ledger.forgotten.addingSaturating(lease.spent)
      try store(ledger)
    }
    try run(
      """
      DELETE FROM quota_lease
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4 AND holder = ?5 AND sequence = ?6
      """, lease.key.parameters + [.text(lease.holder), .integer(lease.sequence)])
  }

  /// Refuses a tenant that is not there, so that nothing is kept of one that has left.
  func requirePresent(_ tenant: TenantID) throws {
    let state: TenantState? = try first("SELECT state FROM tenant WHERE tenant = ?1", [SQLValue(tenant)]) {
      try $0.choice(0)
    }
    guard state?.isPresent == true else {
      throw TenantError(
        .tenantNotFound, state == nil ? "tenant '\(tenant)' not found" : "tenant '\(tenant)' has left",
        hint: "nothing is granted to it", details: ["id": tenant.rawValue])
    }
  }

  func insert(_ lease: StoredLease) throws {
    try run(
      """
      INSERT INTO quota_lease (\(Self.leaseColumns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """,
      lease.key.parameters + [
        SQLValue(lease.key.period.end), .text(lease.holder), .integer(lease.sequence), SQLValue(lease.meter),
        .integer(lease.units), .integer(lease.beyond), .integer(lease.spent), .integer(lease.metered),
        .integer(lease.returned), SQLValue(lease.isRefundable), SQLValue(lease.grantedAt), SQLValue(lease.expiresAt),
        SQLValue(lease.endedAt),
      ])
  }

  func update(_ lease: StoredLease) throws {
    try run(
      """
      UPDATE quota_lease SET units = ?7, beyond = ?8, spent = ?9, metered = ?10, returned = ?11, expires_at = ?12,
        ended_at = ?13, refundable = ?14
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4 AND holder = ?5 AND sequence = ?6
      """,
      lease.key.parameters + [
        .text(lease.holder), .integer(lease.sequence), .integer(lease.units), .integer(lease.beyond),
        .integer(lease.spent), .integer(lease.metered), .integer(lease.returned), SQLValue(lease.expiresAt),
        SQLValue(lease.endedAt), SQLValue(lease.isRefundable),
      ])
  }

  func store(_ ledger: StoredLedger) throws {
    // A window that was changed at the beginning of a period has a ledger of two lengths: it covers the longer one.
    try run(
      """
      INSERT INTO quota_ledger (\(Self.ledgerColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      ON CONFLICT (tenant, quota, user_id, period_start) DO UPDATE SET
        period_end = CASE WHEN excluded.period_end > quota_ledger.period_end THEN excluded.period_end
          ELSE quota_ledger.period_end END,
        settled = excluded.settled, burned = excluded.burned, overrun = excluded.overrun, metered = excluded.metered,
        forgotten = excluded.forgotten
      """,
      ledger.key.parameters + [
        SQLValue(ledger.key.period.end), SQLValue(ledger.meter), .integer(ledger.settled), .integer(ledger.burned),
        .integer(ledger.overrun), .integer(ledger.metered), .integer(ledger.forgotten),
      ])
  }
}

extension LeaseGrant {
  fileprivate init(_ lease: StoredLease, used: Int64, outstanding: Int64, limit: Int64?, _ use: LedgerUse) {
    self.init(
      units: lease.units, beyond: lease.beyond, expiresAt: lease.expiresAt, used: used, outstanding: outstanding,
      remaining: limit.map { use.remaining(of: $0) })
  }
}

extension LeaseRequest {
  fileprivate func validate() throws {
    try LeaseKey.validate(key, holder: holder, sequence: sequence)
    guard want >= 1, need >= 1 else {
      throw TenantError(
        .invalidValue, "a lease of '\(min(want, need))' units makes no sense", hint: "ask for 1 or more")
    }
    guard lifetime >= 1 else {
      throw TenantError(.invalidValue, "a lease of '\(lifetime)' microseconds makes no sense", hint: "use 1 or more")
    }
    if let limit, limit < 0 {
      throw TenantError(.invalidValue, "'\(limit)' is not a limit", hint: "use 0 or more")
    }
  }
}

extension LeaseKey {
  /// Checks what other programs define of a lease's name.
  static func validate(_ key: LeaseKey, holder: String, sequence: Int64) throws {
    if let user = key.user { try FlagOverride.validate(user: user) }
    let isWord = holder.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }
    guard isWord, (1...64).contains(holder.utf8.count), holder != StoredLease.restoredHolder else {
      throw TenantError(
        .invalidValue, "'\(holder.prefix(80))' is not the name of a holder",
        hint: "use 1 to 64 characters of A-Z a-z 0-9 -, random and new with each start", details: ["value": holder])
    }
    guard sequence >= 0 else {
      throw TenantError(.invalidValue, "'\(sequence)' is not a sequence number", hint: "count from 0")
    }
    guard key.period.start < key.period.end else {
      throw TenantError(.invalidValue, "a period that ends at its beginning '\(key.period.start)' has no units")
    }
  }
}
