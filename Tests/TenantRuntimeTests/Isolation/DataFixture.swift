// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport

@testable import TenantRuntime

/// A runtime over a store with a master key beside it.
struct DataFixture {
  let base: RuntimeFixture

  init(_ change: (inout RuntimeOptions) -> Void = { _ in }) throws {
    base = try RuntimeFixture(change)
    _ = try MasterKey.create(file: base.store.path + ".master-key")
  }

  /// Runs a body in the scope of a tenant.
  @discardableResult
  func run<Result>(_ slug: String, _ body: (TenantScope) throws -> Result) throws -> Result {
    let scope = try base.scope(slug)
    return try scope.run { try body(scope) }
  }

  /// Every byte of the store and its log.
  func bytes() throws -> [UInt8] {
    let log = base.store.path + "-wal"
    return try FileContents.read(base.store.path) + (FileCheck.exists(log) ? FileContents.read(log) : [])
  }

  func holds(_ canary: String) throws -> Bool { try bytes().firstRange(of: Array(canary.utf8)) != nil }
}

/// The code and reason of the error that a body throws.
func refusal<Result>(of body: () throws -> Result) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    guard let fault = error as? TenantError else { return "\(error)" }
    return fault.code.rawValue + (fault.details["reason"].map { ":\($0)" } ?? "")
  }
}
