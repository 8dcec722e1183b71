// SPDX-License-Identifier: Apache-2.0

import Glibc
public import TenantModel

/// Where the state store is.
public enum StoreLocation: Hashable, Sendable {
  /// A file on this host.
  case path(String)
}

/// How a runtime behaves; the defaults suit a service.
public struct RuntimeOptions: Sendable {
  /// How often the store is looked at when no doorbell rings, in milliseconds, 1 to 60,000.
  public var pollMilliseconds: Int32 = 100
  /// How many tenants are kept in memory at most, 2 to 100,000,000; those not asked for lately go first.
  public var tenantCapacity: Int = 100_000
  /// How long to wait for another process's lock, in milliseconds, 0 to 600,000.
  public var busyTimeoutMilliseconds: Int32 = 5_000
  /// Reads the clock by which schedules, rollouts and expiries are decided.
  public var now: @Sendable () -> Timestamp = RuntimeOptions.systemTime

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

  func validate() throws {
    try Self.require((1...60_000).contains(pollMilliseconds), "a poll interval of '\(pollMilliseconds)' ms")
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
