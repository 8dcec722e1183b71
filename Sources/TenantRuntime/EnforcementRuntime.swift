// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// Answers, inside a service, what its tenants may do, and follows the operators' changes while the service runs.
///
/// A service opens one runtime, keeps it, and asks it for a ``TenantScope`` with each request:
///
/// ```swift
/// let runtime = try await EnforcementRuntime(store: .path("/var/lib/tenants/state.db"))
/// let scope = try runtime.scope(of: .slug(slug))
/// ```
///
/// The answers come from memory. A thread of the runtime waits for changes of the store and exchanges what is in memory
/// whole, one revision for the next; a change that cannot be read or breaks a rule is refused, and the last good revision
/// goes on being served (``status-swift.property`` says so). Tenants are read when they are first asked for.
///
/// All methods can be called from any thread.
public final class EnforcementRuntime: Sendable {
  let core: RuntimeCore
  private let threads: [RuntimeThread]
  private let isClosed = Monitor(false)

  /// Opens the store for reading and starts to follow it.
  ///
  /// - Parameters:
  ///   - store: Where the store is.
  ///   - options: How the runtime behaves.
  /// - Throws: ``TenantError`` where the store is missing, foreign, damaged or of another schema version, or an option is
  ///   out of range.
  public convenience init(store: StoreLocation, options: RuntimeOptions = RuntimeOptions()) throws {
    try self.init(RuntimeCore(store, options))
  }

  /// Opens the store for reading and starts to follow it, on a thread of its own, for tasks must not wait for a disk.
  ///
  /// - Parameters:
  ///   - store: Where the store is.
  ///   - options: How the runtime behaves.
  /// - Throws: As ``init(store:options:)-(StoreLocation,RuntimeOptions)``.
  public convenience init(store: StoreLocation, options: RuntimeOptions = RuntimeOptions()) async throws {
    try self.init(await RuntimeThread.run { try RuntimeCore(store, options) })
  }

  private init(_ core: RuntimeCore) throws {
    self.core = core
    threads = try [RuntimeThread { core.follow() }, RuntimeThread { core.engine.keeper.keep() }]
  }

  deinit { close() }

  /// Tells the store what was used, returns what is held of quotas per period, and follows the store no more.
  ///
  /// Tenants are not found from then on, and limits decide by what they knew last. It waits for the store, as long as the
  /// options say; a runtime that nobody refers to any more is closed by itself.
  public func close() {
    isClosed.withLock { isClosed in
      guard !isClosed else { return }
      isClosed = true
      core.close()
      for thread in threads { thread.join() }
      core.engine.close()
    }
  }

  /// Returns what one tenant may do, as of the newest revision, unchanging for as long as it is kept.
  ///
  /// - Parameter tenant: The tenant's id, as the service's authentication knows it.
  /// - Returns: The tenant's scope.
  /// - Throws: As ``scope(of:)-(TenantSelector)``.
  public func scope(of tenant: TenantID) throws -> TenantScope {
    try core.scope(tenant)
  }

  /// Returns what one tenant may do, as of the newest revision, unchanging for as long as it is kept.
  ///
  /// - Parameter selector: The tenant's id, slug, or identifier in another system.
  /// - Returns: The tenant's scope.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant,
  ///   ``TenantErrorCode/tenantInactive`` where it is suspended or has left, or one about the store where the tenant is not
  ///   in memory and cannot be read.
  public func scope(of selector: TenantSelector) throws -> TenantScope {
    try core.scope(selector)
  }

  /// How well the runtime keeps up with the store.
  public var status: RuntimeStatus { core.status }

  /// The mapped file of limits, for tests.
  var limitsFile: LimitsFile? { core.engine.limits.file }

  /// Looks now whether the file of limits is still the one at its path.
  func followFile() { core.followFile() }

  /// Gives up the file as if it had failed, for tests.
  func loseFile() { core.engine.limits.failed(TenantError(.storeIO, "the file was lost")) }

  /// Lets the last sign of life be older, for tests.
  func pretendSilence(nanoseconds: Int64) { core.engine.limits.pretendSilence(nanoseconds) }

  /// Looks for changes now, instead of at the next ring of the doorbell or the next poll.
  public func refresh() {
    core.refresh()
  }

  /// Waits until a revision, or a later one, is served.
  ///
  /// - Parameters:
  ///   - revision: The revision, as the change reported it.
  ///   - timeout: How long to wait at most.
  /// - Returns: Whether it is served.
  public func waitUntil(revision: Int64, timeout: Duration) -> Bool {
    core.wait(atMost: timeout) { $0.snapshot.position.revision >= revision }
  }

  /// Waits until the state of the runtime is as wanted.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait at most.
  ///   - condition: Looks at the status; it must neither wait nor call the runtime.
  /// - Returns: Whether the condition held.
  public func waitUntil(timeout: Duration, _ condition: (RuntimeStatus) -> Bool) -> Bool {
    core.wait(atMost: timeout) { [core] in condition(core.status($0)) }
  }
}
