// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Counts what became of a lease's units, and meters what the lease is to meter, as one usage event.
  ///
  /// Holders report all leases of a tenant in one transaction, so that no quota is without the units that another one has
  /// counted already. A report that is repeated, or older than one that was counted, adds nothing. A late report of a lease
  /// that has ended turns units of unknown use into spent and returned ones. A lease that the store does not know has ended; it is
  /// counted where the store was restored from a backup in its period, and was forgotten after all of it was counted
  /// otherwise.
  ///
  /// - Parameter report: What the holder says.
  /// - Returns: Whether the holder may go on, and what is used.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where more was spent and returned than was granted,
  ///   ``TenantErrorCode/tenantNotFound`` where the tenant is gone, ``TenantErrorCode/overflow`` where a sum leaves 63 bits;
  ///   nothing of the report was counted then, and other reports of the transaction can go on.
  @discardableResult
  package func report(_ report: LeaseReport) throws -> LeaseReportResult {
    try LeaseKey.validate(report.key, holder: report.holder, sequence: report.sequence)
    try Self.requireTotals(report.totalSpent, report.meteredSpent, report.returned)
    try requirePresent(report.key.tenant)
    let known = try storedLease(report.key, holder: report.holder, sequence: report.sequence)
    do {
      guard try known != nil || isRestored(since: report.key.period.start) else { return try closed(report) }
      return try count(report, known)
    } catch let fault as TenantError where fault.code == .usageConflict && known == nil {
      // Its events are there, so it is not the restored store that does not know it.
      return try closed(report)
    }
  }

  /// The answer to a report of a lease of which nothing is left to count.
  private func closed(_ report: LeaseReport) throws -> LeaseReportResult {
    let use = try ledgerUse(of: report.key, meter: report.meter)
    return LeaseReportResult(isOpen: false, expiresAt: report.now, used: use.used, outstanding: use.outstanding)
  }

  private func count(_ report: LeaseReport, _ known: StoredLease?) throws -> LeaseReportResult {
    try nested {
      var lease = known ?? foreignLease(report.key, report.meter, report.holder, report.sequence, at: report.now)
      let earlier = lease
      lease.spent = max(lease.spent, report.totalSpent)
      lease.metered = max(lease.metered, report.meteredSpent)
      lease.returned = max(lease.returned, report.returned)
      if lease.isForeign { try lease.grow() }
      guard lease.unknown >= 0 else {
        throw TenantError(
          .invalidValue,
          "\(lease.spent) units spent and \(lease.returned) returned are more than the \(lease.units) granted",
          hint: "a holder must not spend what it was not granted",
          details: ["holder": report.holder, "sequence": String(report.sequence)])
      }
      if report.isFinal {
        lease.returned = lease.units - lease.spent
        lease.endedAt = lease.endedAt ?? report.now
      }
      if lease.endedAt == nil, let renewal = report.renewUntil { lease.expiresAt = max(lease.expiresAt, renewal) }
      if lease != earlier { try count(lease, earlier: earlier, isNew: known == nil, now: report.now) }
      let use = try ledgerUse(of: report.key, meter: report.meter)
      try raiseAlerts(report.key, use: use, limit: report.limit, thresholds: report.thresholds, now: report.now)
      return LeaseReportResult(
        isOpen: lease.endedAt == nil, expiresAt: lease.expiresAt, used: use.used, outstanding: use.outstanding)
    }
  }

  /// Counts units that were admitted without a grant, while the store could not be reached.
  ///
  /// - Parameter report: What the holder says; the total of the outage, so that a repetition adds nothing.
  /// - Returns: What is used afterwards.
  /// - Throws: ``TenantError`` as ``report(_:)``.
  @discardableResult
  package func addOverrun(_ report: OverrunReport) throws -> LedgerUse {
    try LeaseKey.validate(report.key, holder: report.holder, sequence: report.sequence)
    try Self.requireTotals(report.total, report.metered, 0)
    try requirePresent(report.key.tenant)
    return try nested {
      let before = try storedLease(report.key, holder: report.holder, sequence: report.sequence)
      var lease = before ?? foreignLease(report.key, report.meter, report.holder, report.sequence, at: report.now)
      guard lease.isForeign else {
        throw TenantError(
          .invalidValue, "sequence number '\(report.sequence)' is that of a lease",
          hint: "number outages and leases alike", details: ["holder": report.holder])
      }
      let earlier = lease
      lease.spent = max(lease.spent, report.total)
      lease.metered = max(lease.metered, report.metered)
      try lease.grow()
      lease.beyond = lease.units
      if lease.spent > earlier.spent || lease.metered > earlier.metered {
        try count(lease, earlier: earlier, isNew: before == nil, now: report.now)
      }
      let use = try ledgerUse(of: report.key, meter: report.meter)
      try raiseAlerts(report.key, use: use, limit: report.limit, thresholds: report.thresholds, now: report.now)
      return use
    }
  }

  private static func requireTotals(_ spent: Int64, _ metered: Int64, _ returned: Int64) throws {
    guard spent >= 0, returned >= 0, (0...spent).contains(metered) else {
      throw TenantError(
        .invalidValue,
        "a report of \(spent) units spent, \(metered) of them metered, and \(returned) returned makes no sense",
        hint: "report totals that are not negative, and meter no more than was spent")
    }
  }

  /// A lease that was not granted here, before anything of it is counted.
  private func foreignLease(
    _ key: LeaseKey, _ meter: MeterName, _ holder: String, _ sequence: Int64, at now: Timestamp
  ) -> StoredLease {
    StoredLease(
      key: key, holder: holder, sequence: sequence, meter: meter, units: 0, grantedAt: now, expiresAt: now, endedAt: now
    )
  }

  /// Writes what has changed of a lease, moves it in the ledger, and meters it.
  private func count(_ changed: StoredLease, earlier: StoredLease, isNew: Bool, now: Timestamp) throws {
    var lease = changed
    // It is kept for as long after its last report as other leases after their end.
    if lease.isForeign { lease.endedAt = now }
    if isNew {
      // Nothing was spent and nothing returned: there is nothing to keep.
      guard lease.units > 0 else { return }
      try insert(lease)
    } else {
      try update(lease)
    }
    var ledger = try storedLedger(lease.key) ?? StoredLedger(key: lease.key, meter: lease.meter)
    let beyond = lease.spentBeyond - earlier.spentBeyond
    try UsageSum.add(beyond, to: &ledger.overrun, of: lease.meter.rawValue)
    try UsageSum.add(lease.spent - earlier.spent - beyond, to: &ledger.settled, of: lease.meter.rawValue)
    try UsageSum.add(lease.metered - earlier.metered, to: &ledger.metered, of: lease.meter.rawValue)
    let known = lease.spent - earlier.spent + (lease.returned - earlier.returned)
    if lease.isForeign {
      // An outage is nothing that the former store had granted.
      if lease.beyond == 0 { ledger.burned -= try takeFromRestored(lease.key, known) }
    } else if earlier.isBurned {
      ledger.burned -= min(known, ledger.burned)
    }
    try store(ledger)
    if lease.metered > earlier.metered { try meter(lease, growth: lease.metered - earlier.metered, now: now) }
  }

  /// Lets units that are charged because of a restored backup be accounted for by the lease that they were granted in.
  private func takeFromRestored(_ key: LeaseKey, _ units: Int64) throws -> Int64 {
    var left = units
    for var lease in try storedLeases(of: key, holder: StoredLease.restoredHolder) where left > 0 && lease.unknown > 0 {
      let part = min(left, lease.unknown)
      lease.returned += part
      left -= part
      try update(lease)
    }
    return units - left
  }

  private func meter(_ lease: StoredLease, growth: Int64, now: Timestamp) throws {
    let period = lease.key.period
    // Use is billed to the period that it was granted in, also where it is reported later, or by a clock that is behind.
    let last = Timestamp(microseconds: period.end.microseconds - 1)
    let time = max(period.start, min(now, last))
    let event = try UsageEvent(
      tenant: lease.key.tenant.rawValue, source: lease.key.usageSource,
      id: "\(lease.key.usagePrefix)\(lease.holder)/\(lease.sequence)/\(lease.metered)", time: time,
      quantities: [UsageQuantity(meter: lease.meter, amount: growth)])
    let result = try ingest(
      [NumberedUsageEvent(event, line: 1)], directory: UsageTenantDirectory(rule: .id),
      policy: UsageWindowPolicy(now: max(now, time), allowsBackfill: true))
    if let rejection = result.rejections.first { throw rejection.error }
    guard result.ingested == 1 else {
      throw TenantError(.usageConflict, "usage event '\(event.id)' was counted already, but not by its lease")
    }
  }

  /// Records the shares of a limit that are reached for the first time in the period, each once.
  ///
  /// - Parameters:
  ///   - key: Whose quota, and which period.
  ///   - use: What is used.
  ///   - limit: The limit; `nil` means that there is none, so that no share of it is reached.
  ///   - thresholds: Hundredths of the limit.
  ///   - now: The store's clock.
  /// - Throws: ``TenantError`` from the store.
  package func raiseAlerts(
    _ key: LeaseKey, use: LedgerUse, limit: Int64?, thresholds: [Int], now: Timestamp
  ) throws {
    guard let limit, let percent = QuotaStanding(used: use.used, limit: limit).percent else { return }
    for threshold in thresholds where threshold > 0 && Int64(threshold) <= percent {
      let isFirst = try run(
        """
        INSERT INTO quota_alert (tenant, quota, user_id, period_start, threshold, fired_at, used, quota_limit)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (tenant, quota, user_id, period_start, threshold) DO NOTHING
        """,
        key.parameters + [.integer(Int64(threshold)), SQLValue(now), .integer(use.used), .integer(limit)])
      guard isFirst == 1 else { continue }
      try record(
        .quotaAlert, key: key.quota.rawValue, tenant: key.tenant,
        after: QuotaAlert(
          tenant: key.tenant, user: key.user, quota: key.quota, periodStart: key.period.start, threshold: threshold,
          firedAt: now, used: use.used, limit: limit))
    }
  }
}

extension StoredLease {
  /// Makes room for what was reported of a lease that has none of its own.
  fileprivate mutating func grow() throws {
    let (sum, overflow) = spent.addingReportingOverflow(returned)
    guard !overflow else { throw TenantError(.overflow, "what was spent and returned does not fit into 63 bits") }
    units = sum
  }
}
