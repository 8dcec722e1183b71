// SPDX-License-Identifier: Apache-2.0

import Glibc
public import TenantModel
import TenantStore

/// Where the state store is.
public enum StoreLocation: Hashable, Sendable {
  /// A file on this host.
  case path(String)
}

/// How a runtime behaves; the defaults suit a service.
public struct RuntimeOptions: Sendable {
  /// How often the store is looked at when no doorbell rings, in milliseconds, 1 to 60,000.
  public var pollMilliseconds: Int32 = 100
  /// How long at most until changes are looked for, whatever the options, in milliseconds.
  package static let slowestReloadMilliseconds: Int64 = 60_500
  /// How long at most until changes are looked for, in milliseconds: the thread that does wakes for signs of life, too.
  var reloadMilliseconds: Int64 {
    Int64(pollMilliseconds) + Int64(min(pollMilliseconds, RuntimeCore.heartbeatMilliseconds))
  }
  /// How many tenants are kept in memory at most, 2 to 100,000,000; those not asked for lately go first.
  public var tenantCapacity: Int = 100_000
  /// How long to wait for another process's lock, in milliseconds, 0 to 600,000.
  public var busyTimeoutMilliseconds: Int32 = 5_000
  /// What the service is called in `tenantctl runtime list`, at most 63 bytes.
  public var name: String = RuntimeOptions.processName()
  /// How long what is held of a quota per period may be used without a word from the store, in seconds, 1 to 3,600.
  ///
  /// So long the store waits before it takes the units of a process that died for lost.
  public var leaseSeconds: Int32 = 30
  /// How long a request may wait for the store where nothing is held of a quota per period yet, in milliseconds, 0 to 60,000.
  ///
  /// Later requests never wait.
  public var firstLeaseMilliseconds: Int32 = 100
  /// File of the key that wraps the keys of tenants, read when something of a tenant is first sealed or opened.
  ///
  /// `nil` takes what `TENANTCTL_MASTER_KEY_FILE` names, else `STORE.master-key`.
  public var masterKeyFile: String?
  /// How many entries each tenant has room for in ``TenantScope/cache``, 2 to 10,000,000; no tenant takes that of another.
  public var cacheCapacity: Int = 1_024
  /// How many connections to databases of tenants there are at most, 1 to 10,000; a quarter of them, or one, for each tenant.
  ///
  /// Those that no transaction uses are kept open; those used longest ago are closed first.
  public var databaseConnections: Int = 64
  /// How long a transaction on a database of a tenant may take, in milliseconds, 1 to 3,600,000.
  public var databaseTransactionMilliseconds: Int32 = 10_000
  /// How large a database of a tenant may become, in bytes, 65,536 to 1,099,511,627,776.
  public var databaseBytes: Int64 = 1_073_741_824
  /// How long a change of ``TenantEvents/transaction(_:)`` or ``EventDelivery/finish(_:)`` may take, in milliseconds, 1 to
  /// 600,000.
  ///
  /// Nobody else can write to the store meanwhile. One that has taken longer is rolled back as soon as it does something or
  /// ends; one that does neither cannot be interrupted.
  public var eventTransactionMilliseconds: Int32 = 5_000
  /// Folder of the compiled zone files, for tenants whose periods do not begin in UTC.
  public var timeZoneFolder: String = ZoneFolder.usualPath
  /// Where the process runs; `nil` where it does not know, and then nothing that is bound to regions of its own is served.
  public var region: Region?
  /// Reads the clock by which changes are too long, in nanoseconds.
  package var ticks: @Sendable () -> Int64 = { MonotonicClock.nanoseconds() }
  /// Whether payloads of events are sealed; anything else is for measurements.
  package var sealsEvents = true
  /// Whether the journal is told of violations of the boundary between tenants; anything else is for tests that count its rows.
  package var journalsViolations = true
  /// Reads the clock by which schedules, rollouts and expiries are decided.
  public var now: @Sendable () -> Timestamp = RuntimeOptions.systemTime

  /// What of a request crosses the edge of what is trusted.
  public var boundary = BoundaryRules()
  /// Is told of each violation of the boundary between tenants, for the operators' audit; it must not wait.
  public var onViolation: @Sendable (IsolationIncident) -> Void = { _ in }

  /// Creates the default options.
  public init() {}

  /// Reads the system's clock.
  ///
  /// - Returns: The current instant.
  public static func systemTime() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// The name of the program that runs.
  ///
  /// - Returns: What the kernel calls it, at most 15 bytes.
  public static func processName() -> String {
    let descriptor = open("/proc/self/comm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count - 1)), as: UTF8.self)
  }

  /// Where the master key of a store is unless it is named.
  static func usualMasterKeyFile(store path: String) -> String {
    if let named = getenv("TENANTCTL_MASTER_KEY_FILE"), named.pointee != 0 { return String(cString: named) }
    return path + ".master-key"
  }

  func validate() throws {
    try Self.require((1...60_000).contains(pollMilliseconds), "a poll interval of '\(pollMilliseconds)' ms")
    try Self.require((1...3_600).contains(leaseSeconds), "a lease of '\(leaseSeconds)' s")
    try Self.require(
      (0...60_000).contains(firstLeaseMilliseconds), "a wait of '\(firstLeaseMilliseconds)' ms for a first lease")
    try Self.require((2...10_000_000).contains(cacheCapacity), "a cache capacity of '\(cacheCapacity)'")
    try Self.require((1...10_000).contains(databaseConnections), "a number of '\(databaseConnections)' connections")
    try Self.require(
      (1...3_600_000).contains(databaseTransactionMilliseconds),
      "a transaction of '\(databaseTransactionMilliseconds)' ms")
    try Self.require(
      (1...600_000).contains(eventTransactionMilliseconds),
      "a change of events of '\(eventTransactionMilliseconds)' ms")
    try Self.require((65_536...1_099_511_627_776).contains(databaseBytes), "a database of '\(databaseBytes)' bytes")
    try Self.require((2...100_000_000).contains(tenantCapacity), "a tenant capacity of '\(tenantCapacity)'")
    try Self.require(
      (0...600_000).contains(busyTimeoutMilliseconds), "a busy timeout of '\(busyTimeoutMilliseconds)' ms")
  }

  private static func require(_ isValid: Bool, _ what: String) throws {
    guard isValid else {
      throw TenantError(.invalidValue, "\(what) is out of range", hint: "see the documentation of RuntimeOptions")
    }
  }
}
