// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

extension StateStore {
  /// Checks everything that can be checked about a store, without changing it.
  ///
  /// - Parameter path: Path of the store.
  /// - Returns: One finding for each check, in the order in which they were made; a check that makes the next ones
  ///   meaningless ends the list.
  /// - Throws: ``TenantError`` where the file cannot be reached at all.
  package static func examine(path: String) throws -> [StoreFinding] {
    var findings = [permissionFinding(path)]
    let driver: SQLiteConnection
    do {
      driver = try connect(path, access: .readOnly, busyTimeoutMilliseconds: 5_000)
      let version = try requireOurs(driver)
      guard version == StoreSchema.currentVersion else {
        findings.append(
          StoreFinding(
            "schema", .error, "schema \(version) is older than \(StoreSchema.currentVersion)",
            advice: "run 'tenantctl upgrade'"))
        return findings
      }
      findings.append(StoreFinding("schema", .ok, "schema \(version) is current"))
    } catch let fault as TenantError where fault.code != .storeMissing {
      findings.append(StoreFinding("schema", .error, fault.message, advice: fault.hint))
      return findings
    }
    do {
      let faults = try driver.integrityFaults()
      findings.append(
        faults.isEmpty
          ? StoreFinding("integrity", .ok, "the file's structure is sound")
          : StoreFinding(
            "integrity", .error, faults.joined(separator: "; "),
            advice: "keep a copy of the file, then restore a backup with 'tenantctl restore'"))
      if !faults.isEmpty { return findings }
      let objects = try objectFinding(driver)
      findings.append(objects)
      if objects.severity == .error { return findings }
      try StateStore(path: path, driver: driver).read { reader in
        findings.append(try reader.foreignKeyFinding())
        findings.append(try reader.journalFinding())
        for invariant in StoreInvariant.all { findings.append(try reader.finding(for: invariant)) }
        findings += try reader.flagFindings()
        findings.append(reader.valueFinding())
      }
    } catch let fault as TenantError {
      findings.append(StoreFinding("integrity", .error, fault.message, advice: fault.hint))
    }
    return findings
  }

  private static func permissionFinding(_ path: String) -> StoreFinding {
    for suffix in ["", "-wal", "-shm"] {
      var status = stat()
      guard stat(path + suffix, &status) == 0 else { continue }
      let bits = status.st_mode & 0o777
      if bits & 0o077 != 0 {
        return StoreFinding(
          "permissions", .warning, "others may read '\(path + suffix)' (mode \(String(bits, radix: 8)))",
          advice: "run 'chmod 600 \(path + suffix)'")
      }
    }
    return StoreFinding("permissions", .ok, "only the owner can read the files")
  }
}

extension StateStore {
  /// Holds every table and index against what a new store has.
  private static func objectFinding(_ driver: SQLiteConnection) throws -> StoreFinding {
    func objects(_ driver: SQLiteConnection) throws -> [String: String] {
      let statement = try driver.statement(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'")
      defer { statement.reset() }
      var objects: [String: String] = [:]
      while try statement.step() { objects[statement.text(0)] = statement.text(1) }
      return objects
    }
    let model = try SQLiteConnection(path: ":memory:", access: .readWrite, busyTimeoutMilliseconds: 0)
    try StoreSchema.migrate(model, from: 0)
    let (expected, found) = (try objects(model), try objects(driver))
    let differences = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted().map { name in
      "\(name) is \(found[name] == nil ? "missing" : expected[name] == nil ? "not ours" : "not as it was created")"
    }
    guard let first = differences.first else {
      return StoreFinding("objects", .ok, "every table and index is as it was created")
    }
    return StoreFinding(
      "objects", .error, "\(first)\(differences.count > 1 ? ", and \(differences.count - 1) more" : "")",
      advice: "somebody changed the store by other means; restore a backup with 'tenantctl restore'")
  }
}

extension StoreReader {
  /// Reads every object once, as any command would.
  fileprivate func valueFinding() -> StoreFinding {
    do {
      var count = try tiers().count + tierQuotas().count + poolOccupancies().count + costRules().count + bills().count
      count += try contextKeySet().keys.count
      try forEachTenant(TenantFilter()) { tenant in
        count += 1 + (try quotas(ofTenant: tenant.id).count) + (try userQuotas(of: tenant.id).count)
        count += try userQuotaTransitions(of: tenant.id).count
        count += try quotaGrants(of: tenant.id).count + quotaAlerts(of: tenant.id).count
        count += try eventObjectCount(of: tenant.id)
        count += try sealedObjects(of: tenant)
        count += try quotaAccounts(of: tenant.id).count + (placement(of: tenant.id) == nil ? 0 : 1)
        return true
      }
      try forEachMigration { _ in
        count += 1
        return true
      }
      return StoreFinding("values", .ok, "all \(count) objects can be read")
    } catch {
      return StoreFinding(
        "values", .error, (error as? TenantError)?.message ?? "\(error)",
        advice: "somebody changed the store by other means; restore a backup with 'tenantctl restore'")
    }
  }

  fileprivate func foreignKeyFinding() throws -> StoreFinding {
    let broken = try rows("PRAGMA foreign_key_check") { "\($0.text(0)) refers to a missing \($0.text(2))" }
    guard let first = broken.first else { return StoreFinding("foreign-keys", .ok, "every reference has its target") }
    return StoreFinding(
      "foreign-keys", .error, "\(broken.count) broken: \(first)",
      advice: "restore a backup with 'tenantctl restore', or report it")
  }

  fileprivate func journalFinding() throws -> StoreFinding {
    let verification = try verifyJournal()
    guard let fault = verification.fault else {
      return StoreFinding("journal", .ok, "all \(verification.entries) rows are as they were written")
    }
    return StoreFinding(
      "journal", .error, fault,
      advice: "somebody changed the store by other means; compare it with a backup, and find out who")
  }

  fileprivate func finding(for invariant: StoreInvariant) throws -> StoreFinding {
    let broken = try rows(invariant.sql) { $0.text(0) }
    guard !broken.isEmpty else { return StoreFinding(invariant.name, .ok, "holds") }
    let shown = broken.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return StoreFinding(
      invariant.name, .error,
      "\(invariant.finding): \(shown)\(broken.count > 3 ? " and \(broken.count - 3) more" : "")",
      advice: invariant.advice)
  }
}
