// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport

/// A store with a runtime over it, and the words that the tests of the runtime share.
struct RuntimeFixture {
  let store: TemporaryStore
  let runtime: EnforcementRuntime
  let administration: Administration
  private let options: RuntimeOptions

  /// Creates a store with tenants `acme` and `globex` of tier `free`.
  ///
  /// - Parameters:
  ///   - pollMilliseconds: The default is so long that a test only ends if the doorbell rings.
  ///   - tenantCapacity: How many tenants the runtime keeps.
  ///   - change: Changes the options.
  /// - Throws: What keeps the store from being made or opened.
  init(
    pollMilliseconds: Int32 = 60_000, tenantCapacity: Int = 100_000, _ change: (inout RuntimeOptions) -> Void = { _ in }
  ) throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    for slug in ["acme", "globex"] { _ = try administration.onboard(.sample(slug)) }
    var options = RuntimeOptions()
    options.pollMilliseconds = pollMilliseconds
    options.tenantCapacity = tenantCapacity
    let time = store.clock.now
    options.now = { time }
    // Many tests count the rows of the journal.
    options.journalsViolations = false
    change(&options)
    self.options = options
    runtime = try EnforcementRuntime(store: .path(store.path), options: options)
  }

  /// More than any machine needs, so that only a change that never arrives ends it.
  static let patience = Duration.seconds(180)

  func scope(_ slug: String) throws -> TenantScope {
    try runtime.scope(of: TenantSelector(parsing: slug))
  }

  /// Another runtime over the same store, as in another service.
  func another(_ change: (inout RuntimeOptions) -> Void = { _ in }) throws -> EnforcementRuntime {
    var options = options
    change(&options)
    return try EnforcementRuntime(store: .path(store.path), options: options)
  }

  /// Waits until the runtime serves the outcome of a change.
  func see<Value>(_ outcome: Outcome<Value>) -> Bool {
    runtime.waitUntil(revision: outcome.revision, timeout: Self.patience)
  }
}

/// The code of the error that a body throws.
func code(of body: () throws -> Void) -> TenantErrorCode? {
  do {
    try body()
    return nil
  } catch {
    return (error as? TenantError)?.code
  }
}
