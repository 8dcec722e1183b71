// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore
import TenantTestSupport

/// Where an attack happens: a store of its own with two tenants, signing keys and a runtime over it.
///
/// `acme` attacks, `globex` is attacked; `acme2` has a name that begins like that of another.
final class Arena {
  let store: TemporaryStore
  let administration: Administration
  let runtime: EnforcementRuntime
  let master: MasterKeyFile
  let acme: Tenant
  let globex: Tenant
  let canary: String

  static let audience = "prod.example/orders"

  init(seed: UInt64) throws {
    store = try TemporaryStore(seed: seed)
    try store.addSharedPool()
    administration = try store.administration()
    canary = "canary-\(Hexadecimal.text(withUnsafeBytes(of: store.randomBits()) { Array($0) }))"
    acme = try administration.onboard(.sample("acme")).value
    var request = try TenantRequest.sample("globex")
    request.name = canary
    request.externalIDs = ["billing": "a_c%"]
    globex = try administration.onboard(request).value
    _ = try administration.onboard(.sample("acme2"))
    master = MasterKeyFile(path: store.folder.file("master"))
    _ = try administration.rotateKeys(with: master)
    var options = RuntimeOptions()
    let time = store.clock.now
    options.now = { time }
    options.masterKeyFile = master.path
    runtime = try EnforcementRuntime(store: .path(store.path), options: options)
  }

  /// A context as the control plane issues it.
  func token(_ tenant: Tenant, hops: Int64 = 1, audience: String = audience) throws -> ContextToken {
    var request = ContextRequest(
      tenant: .id(tenant.id), audience: try ContextAudience(parsing: audience),
      subject: try ContextPrincipal(parsing: "u1"), purposes: [try ContextPurpose(parsing: "orders.read")])
    request.hops = hops
    return try administration.issueContext(request, with: master)
  }

  func use() throws -> ContextUse { ContextUse(audience: try ContextAudience(parsing: Self.audience)) }

  func scope(_ tenant: Tenant) throws -> TenantScope { try runtime.scope(of: tenant.id) }

  /// Waits until the runtime serves what was changed.
  func see<Value>(_ outcome: Outcome<Value>) {
    _ = runtime.waitUntil(revision: outcome.revision, timeout: .seconds(30))
  }

  /// Runs the built program over the store.
  func tenantctl(_ arguments: String, input: String = "") throws -> CommandResult {
    try BuiltProgram.tenantctl(
      arguments.split(separator: " ").map(String.init), store: store.path,
      environment: ["TENANTCTL_MASTER_KEY_FILE": master.path], input: input)
  }

  /// Tries something that has to be refused.
  ///
  /// - Parameters:
  ///   - codes: The errors that count as a refusal.
  ///   - body: The attempt; what it returns tells what was reached.
  /// - Returns: What became of it.
  /// - Throws: What the body throws that is no refusal: then the attempt itself is wrong.
  func refused<Value>(_ codes: Set<TenantErrorCode>, _ body: () throws -> Value) throws -> Verdict {
    do {
      return .gotThrough("\(try body())")
    } catch let error as TenantError where codes.contains(error.code) {
      return .refused
    } catch is IsolationViolation {
      return .refused
    }
  }

  /// Says that something holds, or what got through.
  func holds(_ condition: Bool, else what: @autoclosure () -> String) -> Verdict {
    condition ? .refused : .gotThrough(what())
  }
}
