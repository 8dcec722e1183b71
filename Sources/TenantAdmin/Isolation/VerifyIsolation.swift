// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Checks everything that is stored for tenants: that each row, key, folder and database has its owner, and that each sealed
  /// payload, of a value, an event or a file, opens with the key of its tenant and not with that of another one, of which no
  /// two are the same.
  ///
  /// - Parameter master: What opens the tenants' keys; read only where there are any.
  /// - Returns: One finding for each check.
  /// - Throws: ``TenantError`` where the store or the master key cannot be read.
  package func verifyIsolation(with master: MasterKeyFile) throws -> [StoreFinding] {
    try store.read { reader in
      var audit = IsolationAudit(reader, store: store.path)
      try audit.checkOwners()
      try audit.checkFolders()
      try audit.checkDatabases()
      if try reader.hasRoots() {
        try audit.checkPayloads(with: master.read())
      } else if try reader.hasSealedPayloads() || !TenantFolder.names(besideStore: store.path).isEmpty {
        try audit.checkPayloads(with: nil)
      }
      return audit.findings
    }
  }
}

/// Looks through everything that is stored for tenants.
private struct IsolationAudit {
  private(set) var findings: [StoreFinding] = []
  private let reader: StoreReader
  private let store: String

  init(_ reader: StoreReader, store: String) {
    self.reader = reader
    self.store = store
  }

  mutating func checkOwners() throws {
    func texts(_ rows: [(table: String, rows: Int64)]) -> [String] { rows.map { "\($0.rows) in \($0.table)" } }
    add(
      "owners", "every row belongs to a tenant", "rows without tenant", texts(try reader.rowsWithoutTenant()),
      advice: "find out who wrote them; restore a backup")
    add(
      "erased", "nothing is left of tenants that have left", "rows of tenants that have left",
      texts(try reader.rowsOfTenantsThatLeft()), advice: "run 'tenantctl tenant offboard' for them again")
  }

  mutating func checkFolders() throws {
    var strays: [String] = []
    for name in try TenantFolder.names(besideStore: store) {
      let owner = try name.lastIndex(of: "-").flatMap { try? TenantID(parsing: name[..<$0]) }
        .flatMap { try reader.tenant($0) }
      let isOwned = owner.map { tenant in
        tenant.state.isPresent && name == TenantFolder.name(of: tenant.id, incarnation: tenant.incarnation)
      }
      if isOwned != true { strays.append(name) }
    }
    add(
      "folders", "every folder of files belongs to a tenant", "folders without tenant", strays,
      advice: "remove them, once you know whose they were")
  }

  mutating func checkDatabases() throws {
    var databases = DatabaseAudit(store: store)
    try reader.forEachTenant(TenantFilter()) { tenant in
      try databases.check(tenant)
      return true
    }
    add(
      "databases", "all \(databases.count) databases are whole, and those of their tenants",
      "databases that are damaged or not those of their tenants", databases.broken,
      advice: "somebody changed the folder by other means; find out who, and restore the files from before")
  }

  /// Tries to open everything that is sealed.
  ///
  /// - Parameter master: What opens the tenants' keys; `nil` where there are none.
  /// - Throws: ``TenantError`` where something cannot be read.
  mutating func checkPayloads(with master: MasterKey?) throws {
    var payloads = PayloadAudit(reader, store: store)
    // Each tenant's payloads are tried with the key of the tenant before, and those of the first with that of the last. That no
    // other key opens them follows: all keys differ, and a payload commits itself to one.
    var slugs: [[UInt8]: Slug] = [:]
    var shared: [String] = []
    var first: TenantRoot?
    var last: TenantRoot?
    try reader.forEachTenant(TenantFilter()) { tenant in
      let root: TenantRoot?
      do {
        root = try master.flatMap { try reader.root(of: tenant.id, incarnation: tenant.incarnation, with: $0) }
      } catch {
        payloads.unreadable.append("the key of \(tenant.slug)")
        return true
      }
      try payloads.check(tenant, with: root, against: last)
      guard let root else { return true }
      if let other = slugs.updateValue(tenant.slug, forKey: root.fingerprint) {
        shared.append("\(other) and \(tenant.slug)")
      }
      first = first ?? root
      last = root
      return true
    }
    if let first, let last, first.owner != last.owner, let tenant = try reader.tenant(first.owner.tenant) {
      try payloads.checkCrossing(tenant, against: last)
    }
    add(
      "sealed", "all \(payloads.count) sealed payloads open with the keys of their tenants",
      "payloads that do not open", payloads.unreadable,
      advice: "somebody changed the store by other means; restore a backup")
    add(
      "places", "every payload is where it belongs", "payloads under another name", payloads.misplaced,
      advice: "somebody changed the store by other means; restore a backup")
    add(
      "keys", "no two of the \(slugs.count) tenants with keys have the same", "tenants with the same key", shared,
      advice: "stop the services, and find out who copied the key; offboard one of the two")
    add(
      "crossing", "no payload opens with the key of another tenant", "payloads that another tenant can open",
      payloads.crossing, advice: "stop the services, and find out where the key came from")
  }

  private mutating func add(_ check: String, _ holds: String, _ broken: String, _ found: [String], advice: String) {
    guard !found.isEmpty else { return findings.append(StoreFinding(check, .ok, holds)) }
    let shown = found.prefix(3).joined(separator: ", ")
    findings.append(
      StoreFinding(
        check, .error, "\(broken): \(shown)\(found.count > 3 ? " and \(found.count - 3) more" : "")", advice: advice))
  }
}

extension StoreReader {
  /// The key of a tenant's incarnation, opened with a file.
  func root(of tenant: Tenant, with master: MasterKeyFile) throws -> TenantRoot? {
    try root(of: tenant.id, incarnation: tenant.incarnation, with: master.read())
  }
}
