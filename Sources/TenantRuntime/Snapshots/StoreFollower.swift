// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Reads the store on behalf of a runtime, one thread at a time.
struct StoreFollower {
  /// What has become of the store since a snapshot.
  enum News {
    case none
    /// Only the named tenants have changed besides what the snapshot holds.
    case advanced(Snapshot, dropping: Set<TenantID>)
    /// Nothing in memory can be trusted.
    case reloaded(Snapshot)
  }

  private let path: String
  private let busyTimeoutMilliseconds: Int32
  private var store: StateStore
  /// What the store looked like when it was opened.
  private var opened: StorePulse
  /// What the store looked like when it was last read successfully or its content was refused.
  private var seen: StorePulse?
  /// Why the newest revision was refused.
  private(set) var fault: TenantError?
  private var zones: ZoneCache

  init(path: String, busyTimeoutMilliseconds: Int32, timeZoneFolder: String) throws {
    zones = ZoneCache(folder: timeZoneFolder)
    self.path = path
    self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
    store = try StateStore(opening: path, access: .readOnly, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    opened = try store.pulse()
  }

  /// What tells the store from every other one.
  func storeID() throws -> String { try store.read { try $0.storeID() } }

  /// Reads everything.
  mutating func load() throws -> Snapshot {
    let pulse = try store.pulse()
    let snapshot = try store.read { try Snapshot(reading: $0) }
    seen = pulse
    return snapshot
  }

  /// Reads what has changed since a snapshot, if anything.
  ///
  /// A revision that cannot be read, or that breaks a rule, is refused whole: it is kept as ``fault``, and whoever has the
  /// snapshot keeps it.
  mutating func news(since snapshot: Snapshot) -> News {
    do {
      // The pulse is taken first: what is committed after it is found at the next look.
      let pulse = try store.pulse()
      if pulse == seen { return .none }
      let news = try read(pulse, since: snapshot)
      fault = nil
      return news
    } catch {
      let fault = TenantError(wrapping: error)
      // A lock or a disk may recover by itself, without a commit that would change the pulse.
      if fault.isTransient { seen = nil }
      self.fault = fault
      return .none
    }
  }

  private mutating func read(_ pulse: StorePulse, since snapshot: Snapshot) throws -> News {
    var pulse = pulse
    if store.mustReopen(opened, pulse) {
      store = try StateStore(opening: path, access: .readOnly, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
      pulse = try store.pulse()
      opened = pulse
    }
    // A content that is refused is not read again until the store changes.
    seen = pulse
    return try store.read { try Self.news($0, since: snapshot) }
  }

  private static func news(_ reader: StoreReader, since snapshot: Snapshot) throws -> News {
    guard try reader.journalContinues(from: snapshot.position) else { return .reloaded(try Snapshot(reading: reader)) }
    if try reader.journalPosition() == snapshot.position { return .none }
    var changes = SnapshotChanges()
    do {
      try reader.forEachNotice(after: snapshot.position.revision) { try changes.add($0) }
    } catch is TenantError {
      // A row that cannot be understood may be about anything.
      return .reloaded(try Snapshot(reading: reader))
    }
    return .advanced(try Snapshot(reading: reader, changes: changes, since: snapshot), dropping: changes.tenants)
  }

  /// Loads a tenant as of a snapshot.
  ///
  /// - Returns: `nil` where the tenant has changed since the snapshot, so that ``news(since:)`` has to come first.
  /// - Throws: ``TenantError`` where there is no such tenant, or where it changed in a revision that is refused.
  mutating func record(_ selector: TenantSelector, asOf snapshot: Snapshot) throws -> TenantRecord? {
    var zones = zones
    defer { self.zones = zones }
    let record = try store.read { reader -> TenantRecord? in
      let tenant = try reader.requireTenant(selector)
      // Whatever no later row names is as it was.
      guard try reader.journalContinues(from: snapshot.position),
        try !reader.hasChanged(tenant.id, since: snapshot.position.revision)
      else { return nil }
      return try TenantRecord(tenant, calendar: zones.calendar(of: tenant), reading: reader)
    }
    if record == nil, let fault { throw fault }
    return record
  }
}

extension TenantError {
  init(wrapping error: any Error) {
    self = error as? TenantError ?? TenantError(.internalFault, "\(error)")
  }

  fileprivate var isTransient: Bool {
    [.storeBusy, .storeIO, .storeMissing].contains(code)
  }
}
