// SPDX-License-Identifier: Apache-2.0

import Glibc
public import TenantModel
import TenantStore

/// Verifies contexts against a published key set, in a service that does not read the store.
///
/// It knows keys, not tenants: whether a context is too old for its tenant only who knows the tenant can tell, so every
/// question needs what is known of it. A service with a runtime asks
/// ``EnforcementRuntime/scope(verifying:audience:at:)`` instead.
///
/// All methods can be called from any thread.
public final class ContextVerifier: Sendable {
  private let path: String
  private let ring: Monitor<ContextKeyRing>
  private let checker: ContextChecker

  /// Reads a key set that `tenantctl key publish` wrote.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - capacity: How many verified tokens are remembered at most, 2 to 10,000,000.
  /// - Throws: ``TenantError`` where the file cannot be read or is no key set.
  public init(publishedKeys path: String, capacity: Int = 8_192) throws {
    guard (2...10_000_000).contains(capacity) else {
      throw TenantError(.invalidValue, "a capacity of '\(capacity)' is out of range", hint: "use 2 to 10000000")
    }
    self.path = path
    ring = Monitor(ContextKeyRing(try Self.read(path)))
    checker = ContextChecker(capacity: capacity)
  }

  /// The key set in use.
  public var keySet: ContextKeySet { ring.withLock { $0.keys } }

  /// Reads the file again.
  ///
  /// - Throws: ``TenantError`` where it cannot be read, or is of another issuer or an earlier epoch, as after an attempt to
  ///   bring back a revoked key; the set in use stays then.
  public func refresh() throws {
    let read = try Self.read(path)
    try ring.withLock { ring in
      guard read.issuer == ring.keys.issuer, read.epoch >= ring.keys.epoch else {
        throw TenantError(
          .invalidValue, "the key set in '\(path)' is of another issuer or older than the one in use",
          hint: "publish it again with 'tenantctl key publish'", details: ["path": path])
      }
      ring = ContextKeyRing(read)
    }
  }

  /// Decides whether a context is accepted.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - use: What it is used for.
  ///   - tenant: What is known of the tenant that owns what is addressed.
  ///   - now: What the clock shows.
  /// - Returns: What the token says.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``.
  public func verify(
    _ token: String, for use: ContextUse, of tenant: ContextTenant, at now: Timestamp = RuntimeOptions.systemTime()
  ) throws -> ContextClaims {
    do throws(ContextRefusal) {
      let context = try checker.context(of: token, by: ring.withLock { $0 }, at: now)
      try context.check(use, of: tenant, at: now)
      return context.token.claims
    } catch {
      throw error.error
    }
  }

  /// How many verified tokens are remembered, for tests.
  var cachedTokens: Int { checker.count }

  private static func read(_ path: String) throws -> ContextKeySet {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw TenantError(
        .fileUnreadable, "cannot read '\(path)': \(String(cString: strerror(errno)))", hint: "check the path",
        details: ["path": path])
    }
    defer { close(descriptor) }
    // One byte more than a set may have, so that a longer one is refused and not cut off.
    let bytes = BoundedRead.bytes(of: descriptor, atMost: ContextKeySet.maximumDocumentBytes + 1)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TenantError(.invalidValue, "'\(path)' is no published key set", details: ["path": path])
    }
    return try ContextKeySet(document: text)
  }
}
